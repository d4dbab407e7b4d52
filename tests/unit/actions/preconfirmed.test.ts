// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { createPreconfirmed } from '~/utils/actions/preconfirmed';
import type { SignerState } from '~/utils/actions/request';
import { type Journal, openJournal } from '~/utils/journal/journal';
import { single } from './request-samples';
import { APP_ID, ID, KEY_ID } from './samples';

const facts = { userId: 'u', userName: 'Ann', room: '*', expiresAt: 5000 };
const ban = { id: ID, appId: APP_ID, facts, note: 'leaked' };

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

function setUp(
  journal: Journal = openJournal(),
  state: SignerState['state'] = 'ready',
  signer: Pick<SignerState, 'keyId' | 'service'> = { keyId: KEY_ID },
) {
  const commit = createPreconfirmed({
    journal,
    now: () => 7000,
    newId: () => 'f00d',
    keyFor: async () => ({ state, ...signer }),
    look: async () => null,
  });
  const { preconfirmTokenBan, preconfirmKeyTest } = commit;
  return {
    journal,
    preconfirmTokenBan: async (...args: Parameters<typeof preconfirmTokenBan>) =>
      single(await preconfirmTokenBan(...args)),
    preconfirmKeyTest: async (...args: Parameters<typeof preconfirmKeyTest>) =>
      single(await preconfirmKeyTest(...args)),
  };
}

describe('the ban of a token', () => {
  it('is written down as confirmed, with what the token says and without the token', async () => {
    const { journal, preconfirmTokenBan } = setUp();
    expect(await preconfirmTokenBan(ban, 'current')).toMatchObject({
      ok: true,
      action: { id: ID },
    });
    expect(await journal.get(ID)).toMatchObject({
      kind: 'ban-token',
      state: 'confirmed',
      confirmedAt: 7000,
      meeting: { appId: APP_ID, room: null },
      frame: null,
      target: null,
      token: facts,
      note: 'leaked',
      base: 'current',
      keyId: KEY_ID,
      steps: [{ operation: 'ban-token', state: 'waiting' }],
    });
  });

  it('names the token service that signs it, where no key does', async () => {
    const signer = { keyId: null, service: 'app.example.com' };
    const { journal, preconfirmTokenBan } = setUp(undefined, 'ready', signer);
    await preconfirmTokenBan(ban, null);
    expect(await journal.get(ID)).toMatchObject(signer);
  });

  it.each([
    ['none', 'no-key'],
    ['locked', 'locked'],
  ] as const)('is not written down where the key is %s', async (state, code) => {
    const { journal, preconfirmTokenBan } = setUp(openJournal(), state);
    expect(await preconfirmTokenBan(ban, null)).toEqual({ ok: false, code, action: null });
    expect(await journal.newest(1)).toEqual([]);
  });
});

describe('the test of a key', () => {
  it('ends a meeting by a name of its own, with the key that is tested', async () => {
    const { journal, preconfirmKeyTest } = setUp();
    expect(await preconfirmKeyTest(ID, APP_ID, KEY_ID)).toMatchObject({ ok: true });
    expect(await journal.get(ID)).toMatchObject({
      kind: 'test-key',
      state: 'confirmed',
      meeting: { appId: APP_ID, room: 'gavel-key-test-f00d' },
      keyId: KEY_ID,
      token: null,
      steps: [{ operation: 'end-meeting' }],
    });
  });
});

describe('the test of a token service', () => {
  const service = 'app.example.com';

  it('is signed by the service, and by no key', async () => {
    const { journal, preconfirmKeyTest } = setUp(undefined, 'ready', { keyId: null, service });
    expect(await preconfirmKeyTest(ID, APP_ID, null)).toMatchObject({ ok: true });
    expect(await journal.get(ID)).toMatchObject({ kind: 'test-key', keyId: null, service });
  });

  it('is not sent where the service is gone, though a key is there', async () => {
    for (const keyId of [KEY_ID, null]) {
      const { journal, preconfirmKeyTest } = setUp(undefined, 'ready', { keyId });
      const refused = { ok: false, code: 'no-key', action: null };
      expect(await preconfirmKeyTest(ID, APP_ID, null)).toEqual(refused);
      expect(await journal.get(ID)).toBeNull();
    }
  });

  it('is not what a test of a key is signed by', async () => {
    const { journal, preconfirmKeyTest } = setUp(undefined, 'ready', { keyId: null, service });
    await preconfirmKeyTest(ID, APP_ID, KEY_ID);
    expect(await journal.get(ID)).toMatchObject({ keyId: KEY_ID });
    expect(await journal.get(ID)).not.toHaveProperty('service');
  });
});

describe('what cannot be written down', () => {
  const full = () => Promise.reject(new Error('disk full'));

  it('is not sent, and called that', async () => {
    const { preconfirmTokenBan } = setUp({ ...openJournal(), add: full });
    const failed = { ok: false, code: 'journal-failed', action: null };
    expect(await preconfirmTokenBan(ban, null)).toEqual(failed);
    const dead = setUp({ ...openJournal(), add: full, get: full });
    expect(await dead.preconfirmKeyTest(ID, APP_ID, KEY_ID)).toEqual(failed);
  });

  it('because it was confirmed before is called that, and shown as it stands', async () => {
    const { preconfirmKeyTest } = setUp();
    await preconfirmKeyTest(ID, APP_ID, KEY_ID);
    expect(await preconfirmKeyTest(ID, APP_ID, KEY_ID)).toMatchObject({
      ok: false,
      code: 'already-confirmed',
      action: { id: ID, state: 'confirmed' },
    });
  });
});
