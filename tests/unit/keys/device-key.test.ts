// @vitest-environment node
import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { deviceKeys } from '~/utils/keys/device-key';

const names = async () => (await indexedDB.databases()).map(({ name }) => name);

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

  it('that is not there leaves no empty database behind where it was looked for', async () => {
    expect(await deviceKeys('none-').read('x')).toBeNull();
    expect(await names()).not.toContain('none-x');
  });
});
