// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { outcomeLabel } from '~/components/ui/labels/outcome';
import { serviceUrlLabel, tokenRefusalLabel } from '~/components/ui/labels/token';
import { outcomeOf } from '~/utils/jaas/outcome';
import { TOKEN_REFUSALS } from '~/utils/jaas/token-refusal';
import type { ServiceUrlRefusal } from '~/utils/organisation/token-service';

/** The type sees to it that none is left out. */
const URL_REFUSALS = Object.keys({
  empty: true,
  'not-an-address': true,
  'not-https': true,
  'with-password': true,
  'with-fragment': true,
  'reserved-parameter': true,
} satisfies Record<ServiceUrlRefusal, true>) as ServiceUrlRefusal[];

describe('why there is no token', () => {
  it('has words of its own for every reason', () => {
    const texts = TOKEN_REFUSALS.map(tokenRefusalLabel);
    expect(new Set(texts).size).toBe(TOKEN_REFUSALS.length);
    for (const text of texts) expect(text).toMatch(/^[A-Z].+[.]$/);
  });

  it('is said of what was therefore not sent, which can be asked for again', () => {
    for (const refusal of TOKEN_REFUSALS) {
      const outcome = outcomeOf('kick', 'current', { failure: 'no-token', refusal });
      const words = outcomeLabel(outcome, 'kick');
      expect(words.happened).toBe(tokenRefusalLabel(refusal));
      expect(words.done).toBe('They were not removed.');
      expect(words.offers).toEqual(['repeat']);
    }
  });

  it('is not made up where it is not known', () => {
    const { next } = outcomeLabel(outcomeOf('kick', 'current', { failure: 'no-token' }), 'kick');
    expect(TOKEN_REFUSALS.map(tokenRefusalLabel)).not.toContain(next);
  });

  it('is not to repeat the ban of a token, which is not kept', () => {
    const outcome = outcomeOf('ban-token', 'classic', {
      failure: 'no-token',
      refusal: 'signed-out',
    });
    expect(outcomeLabel(outcome, 'ban-token').offers).toEqual(['paste-again']);
  });
});

describe('a token that JaaS refused', () => {
  const refused = outcomeOf('ban-user', 'classic', { answer: { status: 401 } });

  it('of a token service is theirs to see to: no key ID and no clock here are named', () => {
    const { next } = outcomeLabel(refused, 'ban-user', { keyId: null, service: 'app.example.com' });
    expect(next).toContain('app.example.com');
    expect(next).not.toMatch(/this device|compare the key/);
  });

  it('of a key names the key ID', () => {
    expect(outcomeLabel(refused, 'ban-user', { keyId: 'ed85b6' }).next).toContain('ed85b6');
  });
});

describe('what is wrong with the address of a token service', () => {
  it('has words of its own for every reason', () => {
    const texts = URL_REFUSALS.map(serviceUrlLabel);
    expect(new Set(texts).size).toBe(URL_REFUSALS.length);
    for (const text of texts) expect(text).toMatch(/^[A-Z].+[.]$/);
  });
});
