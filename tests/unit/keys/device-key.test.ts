// @vitest-environment node
import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { deviceKeys } from '~/utils/keys/device-key';

const names = async () => (await indexedDB.databases()).map(({ name }) => name);

/** Does this many steps of the work in IndexedDB and no more; returns whether that was all of it. */
async function cutShort(steps: number, work: () => Promise<void>): Promise<boolean> {
  const { open, deleteDatabase } = IDBFactory.prototype;
  let left = steps;
  const step =
    <Args extends unknown[]>(real: (this: IDBFactory, ...args: Args) => IDBOpenDBRequest) =>
    (...args: Args) => {
      if (left === 0) throw new Error('killed');
      left -= 1;
      return real.apply(indexedDB, args);
    };
  try {
    Object.assign(IDBFactory.prototype, { open: step(open), deleteDatabase: step(deleteDatabase) });
    await work();
    return true;
  } catch {
    return false;
  } finally {
    Object.assign(IDBFactory.prototype, { open, deleteDatabase });
  }
}

describe('a device key', () => {
  it('is found again by its id, by every page', async () => {
    const { id } = await deviceKeys('found-').make();
    expect((await deviceKeys('found-').read(id))?.id).toBe(id);
  });

  it('cannot be exported, and is good for sealing only', async () => {
    const { key } = await deviceKeys('no-export-').make();
    expect(key.extractable).toBe(false);
    expect([...key.usages].sort()).toEqual(['decrypt', 'encrypt']);
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
    await expect(crypto.subtle.exportKey('jwk', key)).rejects.toThrow();
  });

  it('opens what it sealed and nothing that another one sealed', async () => {
    const keys = deviceKeys('each-');
    const [one, other] = [await keys.make(), await keys.make()];
    const iv = new Uint8Array(12);
    const algorithm = { name: 'AES-GCM', iv };
    const sealed = await crypto.subtle.encrypt(algorithm, one.key, iv);
    const again = await keys.read(one.id);
    if (!again) throw new Error('gone');
    expect(new Uint8Array(await crypto.subtle.decrypt(algorithm, again.key, sealed))).toEqual(iv);
    await expect(crypto.subtle.decrypt(algorithm, other.key, sealed)).rejects.toThrow();
  });

  it('is deleted with its database, and the others stay', async () => {
    const keys = deviceKeys('deleted-');
    const [one, other] = [await keys.make(), await keys.make()];
    await keys.remove([one.id]);
    expect(await keys.read(one.id)).toBeNull();
    expect(await keys.ids()).toEqual([other.id]);
    await keys.remove([one.id]);
    expect(await keys.ids()).toEqual([other.id]);
    expect((await keys.read(other.id))?.id).toBe(other.id);
  });

  it('whose removal was cut short at any step is removed by the next one, to its end', async () => {
    for (let steps = 0; ; steps += 1) {
      const keys = deviceKeys(`cut-${steps}-`);
      const { id } = await keys.make();
      const isThrough = await cutShort(steps, () => keys.remove([id]));
      const left = await keys.ids();
      // A key that is gone has left something that says that its files were not tidied up yet.
      expect(isThrough || left.length > 0, `after ${steps}`).toBe(true);
      await keys.remove(left);
      expect(await keys.ids()).toEqual([]);
      if (isThrough) return;
    }
  });

  it('is deleted between empty databases, more of them afterwards than are needed if none is lost', async () => {
    const { deleteDatabase } = IDBFactory.prototype;
    const keys = deviceKeys('between-');
    const [one, other] = [await keys.make(), await keys.make()];
    const removal = async (ids: readonly string[]) => {
      const deleted: string[] = [];
      IDBFactory.prototype.deleteDatabase = function (name) {
        const isKey = [one.id, other.id].some((id) => name.endsWith(id));
        deleted.push(isKey ? 'key' : 'empty');
        return deleteDatabase.call(this, name);
      };
      try {
        await keys.remove(ids);
      } finally {
        IDBFactory.prototype.deleteDatabase = deleteDatabase;
      }
      return deleted;
    };
    const after = ['empty', 'empty', 'empty', 'empty'];
    expect(await removal([one.id, other.id])).toEqual(['empty', 'key', 'key', ...after]);
    expect(await removal(['none'])).toEqual(['empty', ...after]);
  });

  it('that is not there leaves no empty database behind where it was looked for', async () => {
    expect(await deviceKeys('none-').read('x')).toBeNull();
    expect(await names()).not.toContain('none-x');
  });
});
