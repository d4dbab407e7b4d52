// @vitest-environment node
import { describe, expect, it } from 'vitest';
import {
  type Attempts,
  afterWrong,
  clearAttempts,
  readAttempts,
  waitUntil,
  writeAttempts,
} from '~/utils/keys/unlock-attempts';
import { FakeStorage } from './fakes';

describe('the wait after wrong attempts', () => {
  it('doubles from 30 seconds to 15 minutes', () => {
    let attempts: Attempts = { wrong: 0, notBefore: 0 };
    const seconds = Array.from({ length: 12 }, () => {
      attempts = afterWrong(attempts, 1_000_000);
      return ((waitUntil(attempts, 1_000_000) ?? 1_000_000) - 1_000_000) / 1000;
    });
    expect(seconds).toEqual([0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);
  });

  it('is never longer than that, though the clock was set back by a year', () => {
    const attempts: Attempts = { wrong: 5, notBefore: 40_000_000_000 };
    expect(waitUntil(attempts, 1000)).toBe(1000 + 15 * 60_000);
    expect(waitUntil(attempts, 40_000_000_000)).toBeNull();
  });

  it('is none after the first four, though the clock was set back', () => {
    const attempts = afterWrong({ wrong: 0, notBefore: 0 }, 40_000_000_000);
    expect(attempts).toEqual({ wrong: 1, notBefore: 0 });
    expect(waitUntil(attempts, 1000)).toBeNull();
  });

  it('is read as it was written, and as none where it cannot be', async () => {
    const store = new FakeStorage();
    expect(await readAttempts({ store })).toEqual({ wrong: 0, notBefore: 0 });
    await writeAttempts({ store }, { wrong: 6, notBefore: 5000 });
    expect(store.items).toEqual({
      'unlock-attempts': { v: 1, value: { wrong: 6, notBefore: 5000 } },
    });
    expect(await readAttempts({ store })).toMatchObject({ wrong: 6 });
    for (const wrong of [-1, 0.5, '6']) {
      await store.set({ 'unlock-attempts': { v: 1, value: { wrong, notBefore: 5000 } } });
      expect(await readAttempts({ store })).toMatchObject({ wrong: 0, notBefore: 0 });
    }
    await clearAttempts({ store });
    expect(store.items).toEqual({});
  });
});
