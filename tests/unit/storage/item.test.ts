// @vitest-environment node
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { item } from '~/utils/storage/item';
import { storageArea } from './area';

describe('a stored item', () => {
  it('loses no change, though many are made at one time', async () => {
    const count = item(storageArea(), 'count', z.int(), 0);
    await Promise.all(Array.from({ length: 20 }, () => count.change((before) => before + 1)));
    expect(await count.get()).toBe(20);
  });

  it('goes on with the next change after one that failed', async () => {
    const area = storageArea();
    const count = item(area, 'count', z.int(), 0);
    const failed = count.change(() => {
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    await expect(count.set(0.5)).rejects.toThrow();
    expect(area.items).toEqual({});
    expect(await count.change((before) => before + 1)).toBe(1);
  });

  it('tells nothing stored from something that cannot be read', async () => {
    expect(await item(storageArea(), 'n', z.int(), 1, 2).get()).toBe(1);
    expect(await item(storageArea({ n: 7 }), 'n', z.int(), 1, 2).get()).toBe(2);
    expect(await item(storageArea({ n: { v: 2, value: 7 } }), 'n', z.int(), 1, 2).get()).toBe(2);
    expect(await item(storageArea({ n: { v: 1, value: 7 } }), 'n', z.int(), 1, 2).get()).toBe(7);
  });
});
