// @vitest-environment node
import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { deviceKeys } from '~/utils/keys/device-key';

describe('the device key', () => {
  it('is made once and found again', async () => {
    const keys = deviceKeys('found-again');
    expect(await keys.read()).toBeNull();
    const made = await keys.obtain();
    expect((await keys.obtain()).id).toBe(made.id);
    expect((await deviceKeys('found-again').read())?.id).toBe(made.id);
  });

  it('cannot be exported, and is good for sealing only', async () => {
    const { key } = await deviceKeys('no-export').obtain();
    expect(key.extractable).toBe(false);
    expect([...key.usages].sort()).toEqual(['decrypt', 'encrypt']);
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
    await expect(crypto.subtle.exportKey('jwk', key)).rejects.toThrow();
  });

  it('is the same for two pages that need the first one at once', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => deviceKeys('race').obtain()));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    // Not only the name: what one sealed, the others open.
    const iv = new Uint8Array(12);
    const [first, last] = [made[0], made.at(-1)];
    if (!first || !last) throw new Error('none');
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, first.key, iv);
    const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, last.key, sealed);
    expect(new Uint8Array(opened)).toEqual(iv);
  });
});
