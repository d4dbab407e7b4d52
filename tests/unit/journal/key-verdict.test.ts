import { describe, expect, it } from 'vitest';
import type { OutcomeCode, Result } from '~/utils/jaas/outcome';
import type { Action } from '~/utils/journal/action';
import { keyVerdictOf } from '~/utils/journal/key-verdict';

function told(code: OutcomeCode, result: Result, kind: Action['kind'], page = false) {
  const outcome = { result, code, base: 'classic' as const, sent: true };
  return keyVerdictOf(page ? { ...outcome, page: true } : outcome, kind, 'end-meeting');
}

describe('what an answer says of the key', () => {
  it.each<[OutcomeCode, Result, Action['kind'], ReturnType<typeof keyVerdictOf>]>([
    ['accepted', 'accepted', 'end-meeting', 'accepted'],
    ['accepted', 'accepted', 'test-key', 'accepted'],
    ['no-such-meeting', 'refused', 'test-key', 'accepted'],
    ['no-such-meeting', 'refused', 'end-meeting', null],
    ['token-refused', 'refused', 'test-key', 'refused'],
    ['token-refused', 'refused', 'ban', 'refused'],
    ['not-allowed', 'refused', 'test-key', 'refused'],
    ['not-allowed', 'refused', 'call', null],
    ['unknown-address', 'refused', 'test-key', null],
    ['server-fault', 'unknown', 'test-key', null],
    ['timeout', 'unknown', 'test-key', null],
    ['offline', 'failed', 'ban', null],
  ])('%s (%s) of %s: %s', (code, result, kind, verdict) => {
    expect(told(code, result, kind)).toBe(verdict);
  });

  it.each<[OutcomeCode, Result]>([
    ['accepted', 'accepted'],
    ['no-such-meeting', 'refused'],
    ['token-refused', 'refused'],
    ['not-allowed', 'refused'],
  ])('%s is no word of JaaS’s where a web page says it', (code, result) => {
    expect(told(code, result, 'test-key', true)).toBeNull();
  });
});
