// @vitest-environment node
import { describe, expect, it } from 'vitest';
import {
  AUTO_LOCK_CHOICES,
  activityRetention,
  autoLock,
  peopleAtOnce,
} from '~/utils/storage/settings';
import { free, storageArea } from './area';

describe('how many people at once', () => {
  it('is four until the host says otherwise', async () => {
    const area = storageArea();
    const setting = peopleAtOnce(area, free);
    expect(await setting.get()).toBe(4);
    await setting.set(6);
    expect(area.items).toEqual({ 'people-at-once': { v: 1, value: 6 } });
    expect(await setting.get()).toBe(6);
  });

  it.each([0, 7, 2.5, Number.NaN, Number.POSITIVE_INFINITY])('is never %d', async (people) => {
    await expect(peopleAtOnce(storageArea(), free).set(people)).rejects.toThrow();
    const stored = storageArea({ 'people-at-once': { v: 1, value: people } });
    expect(await peopleAtOnce(stored, free).get()).toBe(4);
  });

  it('is four where it cannot be read', async () => {
    const failing = { ...storageArea(), get: () => Promise.reject(new Error('gone')) };
    expect(await peopleAtOnce(failing, free).get()).toBe(4);
    expect(await peopleAtOnce(storageArea({ 'people-at-once': 'many' }), free).get()).toBe(4);
  });
});

describe('the time that activity is kept', () => {
  it('is a year until somebody chooses, and what was chosen after that', async () => {
    const setting = activityRetention(storageArea(), free);
    expect(await setting.get()).toBe(365);
    await setting.set(30);
    expect(await setting.get()).toBe(30);
    await setting.set(null);
    expect(await setting.get()).toBeNull();
  });

  it('is for ever when the setting cannot be read, for deleting cannot be undone', async () => {
    for (const stored of [{ v: 2, value: 1 }, 'x', null, { v: 1, value: 0 }, { v: 1 }]) {
      const setting = activityRetention(storageArea({ 'activity-retention': stored }), free);
      expect(await setting.get()).toBeNull();
    }
  });
});

describe('after how long keys lock automatically', () => {
  it('is half an hour until somebody chooses', async () => {
    expect(await autoLock(storageArea(), free).get()).toBe(30);
  });

  it.each(AUTO_LOCK_CHOICES)('is %s once that is chosen', async (minutes) => {
    const area = storageArea();
    await autoLock(area, free).set(minutes);
    expect(await autoLock(area, free).get()).toBe(minutes);
    expect(area.items).toEqual({ 'auto-lock': { v: 1, value: minutes } });
  });

  it.each([0, -5, 2.5, Number.NaN])('is never %d minutes', async (minutes) => {
    await expect(autoLock(storageArea(), free).set(minutes)).rejects.toThrow();
  });

  it('is half an hour where the choice cannot be read: keys are not left open by damage', async () => {
    for (const stored of ['never', { v: 2, value: null }, { v: 1, value: 0 }, { v: 1 }, {}]) {
      expect(await autoLock(storageArea({ 'auto-lock': stored }), free).get()).toBe(30);
    }
  });
});

describe('a setting that the organisation has fixed', () => {
  const area = () =>
    storageArea({
      'people-at-once': { v: 1, value: 6 },
      'activity-retention': { v: 1, value: 730 },
      'auto-lock': { v: 1, value: 240 },
    });

  it('is the organisation’s, whatever the host chose, who can choose nothing else', async () => {
    const items = area();
    const fixed = { peopleAtOnce: 2, keepActivityDays: null, autoLockMinutes: 45 };
    const settings = [
      peopleAtOnce(items, async () => fixed),
      activityRetention(items, async () => fixed),
      autoLock(items, async () => fixed),
    ];
    const looks = await Promise.all(settings.map((setting) => setting.look()));
    expect(looks.map(({ value }) => value)).toEqual([2, null, 45]);
    expect(looks.every(({ isFixed }) => isFixed)).toBe(true);
    expect(await Promise.all(settings.map((setting) => setting.get()))).toEqual([2, null, 45]);
    for (const setting of settings) await expect(setting.set(5)).rejects.toThrow();
    expect(items.items).toEqual(area().items);
  });

  it('is what the host chose before, once the organisation has let go of it', async () => {
    let fixed: { peopleAtOnce?: number } = { peopleAtOnce: 2 };
    const setting = peopleAtOnce(area(), async () => fixed);
    expect(await setting.get()).toBe(2);
    fixed = {};
    expect(await setting.look()).toEqual({ value: 6, isFixed: false });
    await setting.set(5);
    expect(await setting.get()).toBe(5);
  });
});
