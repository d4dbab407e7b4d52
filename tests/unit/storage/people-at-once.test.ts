// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { readAtOnce, writeAtOnce } from '~/utils/storage/people-at-once';

function area(stored: Record<string, unknown> = {}) {
  return {
    get: async (key: string) => ({ [key]: stored[key] }),
    set: async (items: Record<string, unknown>) => void Object.assign(stored, items),
  };
}

describe('how many people at once', () => {
  it('is four until the host says otherwise', async () => {
    const stored = {};
    const store = area(stored);
    expect(await readAtOnce(store)).toBe(4);
    await writeAtOnce(store, 6);
    expect(stored).toEqual({ 'people-at-once': { v: 1, people: 6 } });
    expect(await readAtOnce(store)).toBe(6);
  });

  it.each([0, 7, 2.5, Number.NaN, Number.POSITIVE_INFINITY])('is never %d', async (people) => {
    await expect(writeAtOnce(area(), people)).rejects.toThrow();
    expect(await readAtOnce(area({ 'people-at-once': { v: 1, people } }))).toBe(4);
  });

  it('is four where it cannot be read', async () => {
    expect(await readAtOnce({ ...area(), get: () => Promise.reject(new Error('gone')) })).toBe(4);
    expect(await readAtOnce(area({ 'people-at-once': 'many' }))).toBe(4);
  });
});
