// @vitest-environment node
import { describe, expect, it } from 'vitest';
import {
  afterWrong,
  clearTries,
  readTries,
  type Tries,
  waitUntil,
  writeTries,
} from '~/utils/keys/unlock-attempts';
import { FakeStorage } from './fakes';

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

  it('is none after the first four, though the clock was set back', () => {
    const tries = afterWrong({ v: 1, wrong: 0, notBefore: 0 }, 40_000_000_000);
    expect(tries).toEqual({ v: 1, wrong: 1, notBefore: 0 });
    expect(waitUntil(tries, 1000)).toBeNull();
  });

  it('is read as it was written, and as none where it cannot be', async () => {
    const local = new FakeStorage();
    expect(await readTries({ local })).toEqual({ v: 1, wrong: 0, notBefore: 0 });
    await writeTries({ local }, { v: 1, wrong: 6, notBefore: 5000 });
    expect(local.items).toEqual({ 'unlock-tries': { v: 1, wrong: 6, notBefore: 5000 } });
    expect(await readTries({ local })).toMatchObject({ wrong: 6 });
    for (const wrong of [-1, 0.5, '6']) {
      await local.set({ 'unlock-tries': { v: 1, wrong, notBefore: 5000 } });
      expect(await readTries({ local })).toMatchObject({ wrong: 0, notBefore: 0 });
    }
    await clearTries({ local });
    expect(local.items).toEqual({});
  });
});
