// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { FULL_PACE, type Pace, paceAfter, TROUBLES } from '~/utils/actions/backoff';
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
    'not-sent',
  ] as const)('slows down for "%s"', (code) => {
    expect(paceAfter(FULL_PACE, [outcome(code)], 500, 1000)).toEqual({
      troubles: 1,
      countedAt: 1000,
      notBefore: 2000,
      over: null,
    });
  });

  it.each(['no-permission', 'signing-failed'] as const)('ends at "%s"', (code) => {
    expect(paceAfter(FULL_PACE, [accepted, outcome(code)], 0, 1).over).toBe('doomed');
  });

  it('doubles its pause with each trouble, and ends after five in a row', () => {
    let pace: Pace = FULL_PACE;
    const pauses: number[] = [];
    for (let n = 1; n < TROUBLES; n += 1) {
      const now = pace.notBefore + 10;
      pace = paceAfter(pace, [fault], now - 1, now);
      pauses.push(pace.notBefore - now);
    }
    expect(pauses).toEqual([1000, 2000, 4000, 8000]);
    expect(pace.over).toBeNull();
    expect(paceAfter(pace, [fault], pace.notBefore, pace.notBefore + 1)).toMatchObject({
      troubles: 5,
      over: 'trouble',
    });
  });

  it('is full again with one person who was served', () => {
    const slow = paceAfter(FULL_PACE, [fault], 0, 1000);
    expect(paceAfter(slow, [accepted], 2000, 3000)).toEqual(FULL_PACE);
  });

  it('is not changed by who was not sent for, and not by anybody once it is over', () => {
    const slow = paceAfter(FULL_PACE, [fault], 0, 1000);
    expect(paceAfter(slow, [], 2000, 3000)).toEqual(slow);
    const over = paceAfter(FULL_PACE, [outcome('offline')], 0, 1);
    expect(paceAfter(over, [accepted], 2, 3)).toEqual(over);
  });

  it('takes the longest wait that JaaS asks for, and never a shorter one than before', () => {
    const asked = [outcome('busy', 3000), fault, outcome('busy', 5000)];
    const slow = paceAfter(FULL_PACE, asked, 0, 1000);
    expect(slow.notBefore).toBe(6000);
    // Met the same trouble, and heard of it a little later.
    expect(paceAfter(slow, [fault], 1000, 1500)).toEqual({ ...slow, countedAt: 1000 });
    expect(paceAfter(slow, [fault], 1001, 1500)).toMatchObject({ troubles: 2, countedAt: 1500 });
  });
});
