// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { openUnacknowledged } from '~/utils/background/scheduled-ends';

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
    const unacknowledged = openUnacknowledged(store, async () => true);
    await Promise.all([unacknowledged.add(ID), unacknowledged.add(OTHER), unacknowledged.add(ID)]);
    expect(await openUnacknowledged(store, async () => true).ids()).toEqual([OTHER, ID]);
    await unacknowledged.remove(ID);
    expect(await unacknowledged.ids()).toEqual([OTHER]);
  });

  it('are nothing to tell once their record was cleared away', async () => {
    const records = new Set([ID, OTHER]);
    const unacknowledged = openUnacknowledged(area(), async (id) => records.has(id));
    await unacknowledged.add(ID);
    await unacknowledged.add(OTHER);
    records.delete(ID);
    expect(await unacknowledged.ids()).toEqual([OTHER]);
  });
});
