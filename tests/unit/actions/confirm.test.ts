// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { isSameRoom } from '~/utils/actions/confirm';
import { type Journal, openJournal } from '~/utils/journal/journal';
import { setUpRequests as setUp } from './request-samples';
import { APP_ID, FRAME, ID, KEY_ID, look, ROOM, sameFrameNow, staged, target } from './samples';

const seen = { participantId: '1bcd2345', userId: 'google-oauth2|1140', name: 'Mallory' };
const yes = (id: string) => ({ id, alsoRemove: true, note: '', seen });
const gone = { ok: false, code: 'no-record', action: null };

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('a request that is not there any more', () => {
  it('is gone, whatever is asked of it', async () => {
    const { requests } = setUp();
    expect(await requests.confirm(yes(ID))).toEqual(gone);
    expect(await requests.cancel(ID)).toEqual(gone);
    expect(await requests.repeat(ID, null, sameFrameNow)).toEqual({ ok: false, code: 'no-record' });
  });

  it('is gone also where it was removed while it was looked at again', async () => {
    const journal = openJournal();
    await journal.add(staged());
    const { requests } = setUp({
      journal,
      look: async () => {
        await journal.remove([ID], () => true);
        return look();
      },
    });
    expect(await requests.confirm(yes(ID))).toEqual(gone);
  });
});

describe('a confirmation', () => {
  it('that cannot be written down confirms nothing', async () => {
    const journal = openJournal();
    await journal.add(staged());
    const full: Journal = {
      ...journal,
      updateRequest: () => Promise.reject(new Error('disk full')),
    };
    const { requests } = setUp({ journal: full });
    expect(await requests.confirm(yes(ID))).toEqual({
      ok: false,
      code: 'journal-failed',
      action: null,
    });
    expect(await journal.get(ID)).toMatchObject({ state: 'pending' });
  });

  it('of what has no target is for nobody, and one of somebody is for them', async () => {
    const { requests, journal } = setUp();
    await journal.add(staged({ kind: 'end-meeting', target: null }));
    expect(await requests.confirm(yes(ID))).toMatchObject({ ok: false, code: 'changed' });
    expect(await requests.confirm({ ...yes(ID), seen: null })).toMatchObject({
      ok: true,
      action: {
        steps: [{ operation: 'end-meeting', state: 'waiting' }],
        keyId: KEY_ID,
        confirmedAt: 1_000_000,
      },
    });
  });

  it.each([
    ['nobody', null],
    ['another participant', { ...seen, participantId: 'ffff0002' }],
    ['another user id', { ...seen, userId: 'auth0|x' }],
    ['another name', { ...seen, name: 'Hanna' }],
  ])('of a page that showed %s is asked for again', async (_, shown) => {
    const { requests, journal } = setUp();
    await journal.add(staged());
    expect(await requests.confirm({ ...yes(ID), seen: shown })).toMatchObject({ code: 'changed' });
    expect(await journal.get(ID)).toMatchObject({ state: 'pending' });
  });

  it('of a request by hand looks into no page', async () => {
    const { requests, journal } = setUp({ look: () => Promise.reject(new Error('asked')) });
    const manual = target({ participantId: null, name: null });
    await journal.add(staged({ frame: null, target: manual }));
    const shown = { participantId: null, userId: manual.userId, name: null };
    expect(await requests.confirm({ ...yes(ID), seen: shown })).toMatchObject({
      ok: true,
      action: { steps: [{ operation: 'ban-user' }] },
    });
  });

  it('of a ban whose person left keeps waiting, for they can still be banned', async () => {
    const { requests, journal, world } = setUp();
    await journal.add(staged());
    world.look = look({ participants: [] });
    world.now += 30_000;
    expect(await requests.confirm(yes(ID))).toMatchObject({ code: 'changed' });
    expect(await journal.get(ID)).toMatchObject({ state: 'pending', expiresAt: 1_090_000 });
  });

  it('of a removal whose person is somebody else now keeps waiting', async () => {
    const { requests, journal, world } = setUp();
    await journal.add(staged({ kind: 'remove' }));
    world.look = look({ participants: [target({ name: 'Hanna' })] });
    expect(await requests.confirm(yes(ID))).toMatchObject({ code: 'changed' });
    expect(await journal.get(ID)).toMatchObject({ state: 'pending', changes: ['renamed'] });
  });

  it('after the clock was set back far is too late', async () => {
    const { requests, journal, world } = setUp();
    await journal.add(staged());
    world.now -= 3_600_000;
    expect(await requests.confirm(yes(ID))).toMatchObject({ ok: false, code: 'expired' });
    expect(await journal.get(ID)).toMatchObject({ state: 'expired' });
  });
});

describe('a request whose page is gone', () => {
  it('is over, and says so: another page may stand in its place', async () => {
    const { requests, journal } = setUp({ look: async () => 'absent' });
    await journal.add(staged({ kind: 'end-meeting', target: null }));
    expect(await requests.confirm({ ...yes(ID), seen: null })).toMatchObject({
      ok: false,
      code: 'not-in-meeting',
      action: { state: 'cancelled', steps: [] },
    });
  });

  it('is taken back with it, and nothing else is', async () => {
    const { requests, journal } = setUp();
    const [other, manual, confirmed] = [1, 2, 3].map(() => crypto.randomUUID());
    await journal.add(staged({ frame: { ...FRAME, documentId: 'old' } }));
    await journal.add(staged({ id: other ?? '', frame: { ...FRAME, documentId: 'new' } }));
    await journal.add(staged({ id: manual ?? '', frame: null }));
    await journal.add(
      staged({ id: confirmed ?? '', state: 'confirmed', frame: { ...FRAME, documentId: 'old' } }),
    );
    expect(await requests.dropGone(({ documentId }) => documentId === 'old')).toBe(true);
    expect(await requests.dropGone(({ documentId }) => documentId === 'old')).toBe(false);
    const states = await Promise.all(
      [ID, other, manual, confirmed].map(async (id) => (await journal.get(id ?? ''))?.state),
    );
    expect(states).toEqual(['cancelled', 'pending', 'pending', 'confirmed']);
  });
});

describe('while a request is looked at once more', () => {
  const renamed = look({ participants: [target({ name: 'Hanna' })] });

  it('its cancelling wins over what was found', async () => {
    const journal = openJournal();
    await journal.add(staged());
    const { requests } = setUp({
      journal,
      look: async () => {
        await journal.update(ID, (action) => ({ ...action, state: 'cancelled' }));
        return renamed;
      },
    });
    expect(await requests.confirm(yes(ID))).toMatchObject({ ok: false, code: 'cancelled' });
    expect(await journal.get(ID)).toMatchObject({ state: 'cancelled', target: target() });
  });

  it('its removal from the journal is no harm', async () => {
    const journal = openJournal();
    await journal.add(staged());
    const { requests } = setUp({
      journal,
      look: async () => {
        await journal.remove([ID], () => true);
        return renamed;
      },
    });
    expect(await requests.confirm(yes(ID))).toMatchObject({ ok: false, code: 'no-record' });
  });

  it('that it could not be seen before does not count any more', async () => {
    const { requests, journal, world } = setUp();
    await journal.add(staged({ changes: ['unseen'] }));
    world.look = renamed;
    expect(await requests.confirm(yes(ID))).toMatchObject({ ok: false, code: 'changed' });
    expect(await journal.get(ID)).toMatchObject({ state: 'pending', changes: ['renamed'] });
  });

  it('nobody looks where it is over, or is one of many', async () => {
    const { requests, journal } = setUp({ look: () => Promise.reject(new Error('asked')) });
    await journal.add(staged({ state: 'done' }));
    expect(await requests.confirm(yes(ID))).toMatchObject({ code: 'already-confirmed' });
    const one = staged({ id: crypto.randomUUID(), request: crypto.randomUUID() });
    await journal.add(one);
    expect(await requests.confirm(yes(one.id))).toMatchObject({ ok: false, code: 'no-record' });
    const old = staged({ id: crypto.randomUUID() }, 900_000);
    await journal.add(old);
    expect(await requests.confirm(yes(old.id))).toMatchObject({ ok: false, code: 'expired' });
  });
});

describe('the room that Jitsi says it is in', () => {
  const meeting = { appId: APP_ID, room: ROOM };
  const elsewhere = look({ roomJid: `other@conference.${APP_ID}.8x8.vc` });

  it('is another only where it is said, and not in breakout rooms and on visitor nodes', () => {
    expect(isSameRoom({ meeting }, elsewhere)).toBe(false);
    expect(isSameRoom({ meeting }, null)).toBe(true);
    expect(isSameRoom({ meeting }, look({ roomJid: null }))).toBe(true);
    expect(isSameRoom({ meeting }, { ...elsewhere, breakout: true })).toBe(true);
    expect(isSameRoom({ meeting }, { ...elsewhere, visitor: true })).toBe(true);
    expect(isSameRoom({ meeting: { ...meeting, room: null } }, elsewhere)).toBe(true);
  });
});
