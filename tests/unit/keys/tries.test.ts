import { describe, expect, it } from 'vitest';
import { afterWrong, type Tries, waitUntil } from '~/utils/keys/tries';

describe('the wait after wrong tries', () => {
  it('doubles from 30 seconds to 15 minutes', () => {
    let tries: Tries = { v: 1, wrong: 0, notBefore: 0 };
    const seconds = Array.from({ length: 12 }, () => {
      tries = afterWrong(tries, 1_000_000);
      return ((waitUntil(tries, 1_000_000) ?? 1_000_000) - 1_000_000) / 1000;
    });
    expect(seconds).toEqual([0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);
  });

  it('is never longer than that, though the clock was set back by a year', () => {
    const tries: Tries = { v: 1, wrong: 5, notBefore: 40_000_000_000 };
    expect(waitUntil(tries, 1000)).toBe(1000 + 15 * 60_000);
    expect(waitUntil(tries, 40_000_000_000)).toBeNull();
  });
});
