// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { autoLockChoices, lockAfterMs, readAutoLock, writeAutoLock } from '~/utils/keys/unlocked';
import { FakeStorage } from './fakes';

describe('after how long keys lock by themselves', () => {
  it('is half an hour until somebody chooses', async () => {
    expect(await readAutoLock(new FakeStorage())).toBe(30);
  });

  it.each(autoLockChoices)('is %s once that is chosen', async (minutes) => {
    const area = new FakeStorage();
    await writeAutoLock(area, minutes);
    expect(await readAutoLock(area)).toBe(minutes);
    expect(area.items).toEqual({ 'auto-lock': { v: 1, minutes } });
  });

  it.each([0, -5, 2.5, Number.NaN])('is never %d minutes', async (minutes) => {
    await expect(writeAutoLock(new FakeStorage(), minutes)).rejects.toThrow();
  });

  it('is half an hour where the choice cannot be read: keys are not left open by damage', async () => {
    for (const stored of ['never', { v: 2, minutes: null }, { v: 1, minutes: 0 }, { v: 1 }, {}]) {
      const area = new FakeStorage();
      await area.set({ 'auto-lock': stored });
      expect(await readAutoLock(area)).toBe(30);
    }
  });

  it('is counted in milliseconds, and not at all for the end of the session', () => {
    expect(lockAfterMs(5)).toBe(300_000);
    expect(lockAfterMs(null)).toBeNull();
  });
});
