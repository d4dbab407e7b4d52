// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ASKED, CHROMIUM_URI, FIREFOX_URI, fragmentOf } from '~/tests/organisation/requests';
import { ANNA, BOB, createService } from './service';

const NAMES = [...Object.keys(ASKED), 'prompt', 'access_token', 'error'];
const VALUES = [
  ...Object.values(ASKED),
  FIREFOX_URI,
  'https://elsewhere.example/gavel',
  `${CHROMIUM_URI}@elsewhere.example`,
  '//elsewhere.example',
  'javascript:alert(1)',
  'none',
  'login',
  'code',
  '',
  '#',
  '\r\nSet-Cookie: a=b',
];

const name = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...NAMES) }, fc.string());
const value = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...VALUES) },
  fc.string({ unit: 'binary' }),
);

/** Gavel's request with some parameters replaced, taken out or given again: most are nearly right. */
const query = fc
  .tuple(
    fc.subarray(Object.keys(ASKED), { minLength: 4 }),
    fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 2 }),
    fc.array(fc.tuple(name, value), { maxLength: 2 }),
  )
  .map(([kept, changes, more]) => {
    const some = Object.fromEntries(kept.map((key) => [key, ASKED[key] ?? '']));
    return new URLSearchParams([...Object.entries({ ...some, ...changes }), ...more]);
  });

const anyQuery = fc.oneof(
  query,
  fc.constantFrom({}, { prompt: 'none' }).map((more) => new URLSearchParams({ ...ASKED, ...more })),
  fc.string({ unit: 'binary' }).map((text) => new URLSearchParams(text)),
);
const person = fc.constantFrom(ANNA, BOB, null);
const method = fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'POST', 'get', '');

describe('whatever is asked', () => {
  it('the answer is a page, the login or an allowed address, and a token for hosts alone', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(anyQuery, person, method, async (asked, who, how) => {
        const sign = async () => new Uint8Array([1, 2, 3]);
        const { ask, log } = createService({ sign });
        const { status, location, body } = await ask(asked, who, how);
        expect(log).toHaveLength(1);
        const decision = log[0]?.decision ?? '';
        seen.add(decision);
        if (status !== 302) {
          expect(location).toBe('');
          expect([200, 400, 405]).toContain(status);
          // 200 is the login, which nobody sees who is signed in.
          if (status === 200) expect({ who, decision }).toEqual({ who: null, decision: 'login' });
          expect(body).not.toContain('access_token');
          return;
        }
        const isAllowed = [CHROMIUM_URI, FIREFOX_URI].some((uri) => location.startsWith(`${uri}#`));
        expect(isAllowed).toBe(true);
        expect(location).toMatch(/^[\x21-\x7e]+$/);
        const answer = fragmentOf(location);
        if (who !== ANNA || how !== 'GET') expect(answer.access_token).toBeUndefined();
        expect('access_token' in answer).toBe(decision === 'token');
        expect('error' in answer).toBe(decision !== 'token');
      }),
      { numRuns: 2000 },
    );
    // All of these came up: none of the promises was kept by never being asked for.
    expect([...seen].sort()).toEqual([
      'access_denied',
      'bad_request',
      'invalid_request',
      'invalid_scope',
      'login',
      'login_required',
      'method_not_allowed',
      'token',
      'unsupported_response_type',
    ]);
  });
});
