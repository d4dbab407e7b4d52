// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { SERVICE } from '~/tests/unit/messages/samples';
import { createBackground } from '~/utils/background/background';
import { browserKeyDeps } from '~/utils/keys/deps';
import { ownTokenServices } from '~/utils/organisation/token-service';

beforeEach(() => {
  fakeBrowser.reset();
  globalThis.indexedDB = new IDBFactory();
});

afterEach(() => void vi.restoreAllMocks());

/** How often the options page is opened by what the browser tells. */
async function opened(reason: 'install' | 'update'): Promise<number> {
  const open = vi.spyOn(fakeBrowser.runtime, 'openOptionsPage').mockResolvedValue();
  open.mockClear();
  await createBackground().installed({ reason, id: fakeBrowser.runtime.id });
  return open.mock.calls.length;
}

describe('the options page', () => {
  it('comes up for a host who begins with Gavel, and for no update', async () => {
    expect(await opened('install')).toBe(1);
    expect(await opened('update')).toBe(0);
  });

  it('comes up where what is stored cannot be read', async () => {
    vi.spyOn(fakeBrowser.storage.local, 'get').mockRejectedValue(new Error('broken'));
    expect(await opened('install')).toBe(1);
  });

  it('does not come up over what a host does who is known already, such as after a crash of the browser', async () => {
    await ownTokenServices(browserKeyDeps(async () => ({})).store).set([SERVICE]);
    expect(await opened('install')).toBe(0);
  });
});
