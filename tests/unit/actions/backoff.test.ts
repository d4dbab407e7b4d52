// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { type Backoff, backoffAfter, MOST_ERRORS, NO_BACKOFF } from '~/utils/actions/backoff';
import type { Outcome } from '~/utils/jaas/outcome';

const outcome = (code: Outcome['code'], retryAfterMs?: number): Outcome => ({
  result: 'failed',
  code,
  base: 'classic',
  sent: true,
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});
const accepted: Outcome = { result: 'accepted', code: 'accepted', base: 'classic', sent: true };
const fault = outcome('server-fault');

describe('the pace of a batch', () => {
  it.each([
    'busy',
    'server-fault',
    'timeout',
    'connection-lost',
    'unreachable',
    'offline',
    'in-front',
    'redirected',
    'not-jaas',
    'not-sent',
  ] as const)('slows down for "%s"', (code) => {
    expect(backoffAfter(NO_BACKOFF, [outcome(code)], 500, 1000)).toEqual({
      errors: 1,
      countedAt: 1000,
      notBefore: 2000,
      over: null,
    });
  });

  it.each(['no-key', 'signing-failed'] as const)('ends at "%s"', (code) => {
    expect(backoffAfter(NO_BACKOFF, [accepted, outcome(code)], 0, 1).over).toBe('fatal');
  });

  it.each(['token-refused', 'not-allowed', 'no-permission'] as const)(
    'F11: ends at "%s" only where nothing of that person went through',
    (code) => {
      expect(backoffAfter(NO_BACKOFF, [outcome(code)], 0, 1).over).toBe('fatal');
      expect(backoffAfter(NO_BACKOFF, [outcome(code), outcome(code)], 0, 1).over).toBe('fatal');
      expect(backoffAfter(NO_BACKOFF, [outcome(code), accepted], 0, 1)).toEqual(NO_BACKOFF);
    },
  );

  it.each(['in-front', 'redirected', 'not-jaas'] as const)(
    'F11: is full in spite of "%s" for a ban, as long as the removals go through',
    (code) => {
      expect(backoffAfter(NO_BACKOFF, [outcome(code), accepted], 0, 1)).toEqual(NO_BACKOFF);
      expect(backoffAfter(NO_BACKOFF, [outcome(code), fault], 0, 1).errors).toBe(1);
    },
  );

  it('doubles its pause with each trouble, and ends after five in a row', () => {
    let backoff: Backoff = NO_BACKOFF;
    const pauses: number[] = [];
    for (let n = 1; n < MOST_ERRORS; n += 1) {
      const now = backoff.notBefore + 10;
      backoff = backoffAfter(backoff, [fault], now - 1, now);
      pauses.push(backoff.notBefore - now);
    }
    expect(pauses).toEqual([1000, 2000, 4000, 8000]);
    expect(backoff.over).toBeNull();
    expect(backoffAfter(backoff, [fault], backoff.notBefore, backoff.notBefore + 1)).toMatchObject({
      errors: 5,
      over: 'trouble',
    });
  });

  it('is full again with one person who was served', () => {
    const slow = backoffAfter(NO_BACKOFF, [fault], 0, 1000);
    expect(backoffAfter(slow, [accepted], 2000, 3000)).toEqual(NO_BACKOFF);
  });

  it('is not changed by who was not sent for, and not by anybody once it is over', () => {
    const slow = backoffAfter(NO_BACKOFF, [fault], 0, 1000);
    expect(backoffAfter(slow, [], 2000, 3000)).toEqual(slow);
    const over = backoffAfter(NO_BACKOFF, [outcome('no-key')], 0, 1);
    expect(backoffAfter(over, [accepted], 2, 3)).toEqual(over);
  });

  it('takes the longest wait that JaaS asks for, and never a shorter one than before', () => {
    const asked = [outcome('busy', 3000), fault, outcome('busy', 5000)];
    const slow = backoffAfter(NO_BACKOFF, asked, 0, 1000);
    expect(slow.notBefore).toBe(6000);
    // Met the same trouble, and heard of it a little later.
    expect(backoffAfter(slow, [fault], 1000, 1500)).toEqual({ ...slow, countedAt: 1000 });
    expect(backoffAfter(slow, [fault], 1001, 1500)).toMatchObject({ errors: 2, countedAt: 1500 });
  });
});
