// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { openUntold } from '~/utils/background/scheduled-ends';

const ID = '0b8f5c1e-7a52-4f37-9d0e-000000000001';
const OTHER = '0b8f5c1e-7a52-4f37-9d0e-000000000002';

function area(stored: Record<string, unknown> = {}) {
  return {
    get: async (key: string) => ({ [key]: stored[key] }),
    set: async (items: Record<string, unknown>) => void Object.assign(stored, items),
  };
}

describe('ends that the host has not been told of', () => {
  it('are kept over a restart, each once, until they are told', async () => {
    const store = area();
    const untold = openUntold(store, async () => true);
    await Promise.all([untold.add(ID), untold.add(OTHER), untold.add(ID)]);
    expect(await openUntold(store, async () => true).ids()).toEqual([OTHER, ID]);
    await untold.remove(ID);
    expect(await untold.ids()).toEqual([OTHER]);
  });

  it('are nothing to tell once their record was cleared away', async () => {
    const records = new Set([ID, OTHER]);
    const untold = openUntold(area(), async (id) => records.has(id));
    await untold.add(ID);
    await untold.add(OTHER);
    records.delete(ID);
    expect(await untold.ids()).toEqual([OTHER]);
  });
});
