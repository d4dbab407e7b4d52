// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { createPending } from '~/utils/actions/pending';
import { itemsOf } from '~/utils/actions/requests';
import { type Journal, openJournal } from '~/utils/journal/journal';
import { request, type Single, setUpRequests, type singly } from './request-samples';
import { APP_ID, KEY_ID, look, sameFrameNow, staged, target } from './samples';

async function stagedId(requests: ReturnType<typeof singly>, change: Partial<Single> = {}) {
  const staged = await requests.stage({ ...request, ...change });
  if (!staged.ok) throw new Error(staged.code);
  return staged.id;
}

const seen = { participantId: '1bcd2345', userId: 'google-oauth2|1140', name: 'Mallory' };
const yes = (id: string) => ({ id, alsoRemove: true, note: '', seen });

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('asking', () => {
  it('writes the request down and sends nothing', async () => {
    const { requests, journal } = setUpRequests();
    const action = await journal.get(await stagedId(requests));
    expect(action).toMatchObject({
      state: 'pending',
      kind: 'ban',
      steps: [],
      expiresAt: 1_060_000,
    });
  });

  it('twice for the same person is one request', async () => {
    const { requests } = setUpRequests();
    expect(await stagedId(requests)).toBe(await stagedId(requests));
    expect(await requests.expireStale()).toHaveLength(1);
  });

  it('given another minute in the moment it would expire goes on waiting', async () => {
    const { requests, journal, world } = setUpRequests();
    const id = await stagedId(requests);
    world.now += 60_000;
    const later = {
      ...journal,
      // Somebody renews it between the look at the clock and the write.
      updateRequest: async (...args: Parameters<typeof journal.updateRequest>) => {
        await journal.update(id, (action) => ({ ...action, expiresAt: world.now + 60_000 }));
        return journal.updateRequest(...args);
      },
    };
    await createPending({ journal: later, now: () => world.now }).expireStale();
    expect(await journal.get(id)).toMatchObject({ state: 'pending' });
  });

  it('twice in the same moment is one request', async () => {
    const { requests } = setUpRequests();
    const [one, two] = await Promise.all([requests.stage(request), requests.stage(request)]);
    expect(one).toEqual(two);
    expect(await requests.expireStale()).toHaveLength(1);
  });

  it('for two people in the same moment leaves one request', async () => {
    const { requests } = setUpRequests();
    const other = { ...request, target: target({ participantId: 'ffff0002' }) };
    await Promise.all([requests.stage(request), requests.stage(other)]);
    expect(await requests.expireStale()).toMatchObject([{ target: { participantId: 'ffff0002' } }]);
  });

  it('is over when the clock was set back, which would keep it good for longer', async () => {
    const { requests, world } = setUpRequests();
    await stagedId(requests);
    world.now -= 3_600_000;
    expect(await requests.expireStale()).toEqual([]);
  });

  it('for somebody else in the same meeting takes the place of what waited', async () => {
    const { requests, journal } = setUpRequests();
    const first = await stagedId(requests);
    const second = await stagedId(requests, { target: target({ participantId: 'ffff0002' }) });
    expect((await requests.expireStale()).map(({ id }) => id)).toEqual([second]);
    expect((await journal.get(first))?.state).toBe('replaced');
    expect(await requests.confirm(yes(first))).toMatchObject({ ok: false, code: 'replaced' });
  });

  it('leaves one request a meeting, also when a worker was stopped in the middle', async () => {
    const { requests, journal, world } = setUpRequests();
    await stagedId(requests);
    const stopped = {
      ...staged({ id: crypto.randomUUID() }, world.now + 5),
      kind: 'remove',
    } as const;
    await journal.add(stopped);
    expect((await requests.expireStale()).map(({ id }) => id)).toEqual([stopped.id]);
  });

  it('in two meetings waits twice', async () => {
    const { requests } = setUpRequests();
    await stagedId(requests);
    await stagedId(requests, { frame: { tabId: 8, frameId: 0 } });
    expect(await requests.expireStale()).toHaveLength(2);
  });

  it.each([
    ['no-user-id', { target: target({ userId: null }) }],
    ['no-user-id', { target: target({ userId: '' }) }],
    ['bad-user-id', { target: target({ userId: '..' }) }],
    ['bad-user-id', { target: target({ userId: '\ud800' }) }],
    ['no-participant-id', { kind: 'remove', target: target({ participantId: null }) }],
  ] as const)('is refused as %s before anything is written', async (code, change) => {
    const { requests, journal } = setUpRequests();
    expect(await requests.stage({ ...request, ...change })).toEqual({ ok: false, code });
    expect(await journal.newest(10)).toEqual([]);
  });

  it('waits for no other meeting, whose page or whose many records are slow', async () => {
    const whole = openJournal();
    const never = new Promise<void>(() => undefined);
    const [disk, page] = [66, 67].map((tabId) => ({ ...request, frame: { tabId, frameId: 0 } }));
    if (!disk || !page) throw new Error('two tabs');
    const journal: Journal = {
      ...whole,
      add: (...all) => (all[0]?.frame?.tabId === 66 ? never : whole.add(...all)),
    };
    const { requests } = setUpRequests({
      journal,
      look: async ({ frame }) => (frame?.tabId === 67 ? never.then(() => null) : look()),
    });
    void requests.stage(disk);
    void requests.stageMany({ ...page, items: itemsOf('ban', [target(), target()]) });
    // The same page's next click, too: it is about one alone, who is looked for when it is confirmed.
    expect(await requests.stage(page)).toMatchObject({ ok: true });
    const id = await stagedId(requests);
    expect(await requests.confirm(yes(id))).toMatchObject({ ok: true });
    expect(await requests.stage({ ...request, frame: null })).toMatchObject({ ok: true });
  });

  it('without a key for the AppID is refused', async () => {
    const { requests } = setUpRequests({ keyFor: async () => ({ state: 'none', keyId: null }) });
    expect(await requests.stage(request)).toEqual({ ok: false, code: 'no-key' });
  });

  it('is refused when the record cannot be written', async () => {
    const journal = { ...openJournal(), add: () => Promise.reject(new Error('disk full')) };
    const { requests } = setUpRequests({ journal });
    expect(await requests.stage(request)).toEqual({ ok: false, code: 'journal-failed' });
  });
});

describe('confirming', () => {
  it('plans the ban before the removal and keeps the note', async () => {
    const { requests } = setUpRequests();
    const answer = await requests.confirm({ ...yes(await stagedId(requests)), note: 'spam' });
    expect(answer).toMatchObject({ ok: true, action: { state: 'confirmed', note: 'spam' } });
    expect(answer.action?.steps.map(({ operation }) => operation)).toEqual(['ban-user', 'kick']);
  });

  it('without the box ticked plans the ban alone', async () => {
    const { requests } = setUpRequests();
    const answer = await requests.confirm({ ...yes(await stagedId(requests)), alsoRemove: false });
    expect(answer.action?.steps.map(({ operation }) => operation)).toEqual(['ban-user']);
  });

  it('twice at the same time wins once', async () => {
    const { requests } = setUpRequests();
    const id = await stagedId(requests);
    const answers = await Promise.all([requests.confirm(yes(id)), requests.confirm(yes(id))]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: 'already-confirmed' });
  });

  it('after a minute is refused and nothing is planned', async () => {
    const { requests, world, journal } = setUpRequests();
    const id = await stagedId(requests);
    world.now += 60_000;
    expect(await requests.confirm(yes(id))).toMatchObject({ ok: false, code: 'expired' });
    expect(await journal.get(id)).toMatchObject({ state: 'expired', steps: [] });
  });

  it('of a person who was renamed since asks again, with what is true now', async () => {
    const { requests, world } = setUpRequests();
    const id = await stagedId(requests);
    world.look = look({ participants: [target({ name: 'Hanna' })] });
    const asked = await requests.confirm(yes(id));
    expect(asked).toMatchObject({
      ok: false,
      code: 'changed',
      action: { state: 'pending', changes: ['renamed'], target: { name: 'Hanna' } },
    });
    expect(await requests.confirm(yes(id))).toMatchObject({ ok: false, code: 'changed' });
    const again = await requests.confirm({ ...yes(id), seen: { ...seen, name: 'Hanna' } });
    expect(again).toMatchObject({ ok: true, action: { target: { name: 'Hanna' } } });
  });

  it('of a person who left still bans, without the removal, once asked again', async () => {
    const { requests, world } = setUpRequests();
    const id = await stagedId(requests);
    world.look = look({ participants: [] });
    expect(await requests.confirm(yes(id))).toMatchObject({
      code: 'changed',
      action: { changes: ['gone'] },
    });
    const again = await requests.confirm({ ...yes(id), seen: { ...seen, participantId: null } });
    expect(again.action?.steps.map(({ operation }) => operation)).toEqual(['ban-user']);
  });

  it('of a removal whose person left says so and is over', async () => {
    const { requests, world } = setUpRequests();
    const id = await stagedId(requests, { kind: 'remove' });
    world.look = look({ participants: [] });
    expect(await requests.confirm(yes(id))).toMatchObject({ ok: false, code: 'gone' });
    expect(await requests.expireStale()).toEqual([]);
  });

  it('while the meeting cannot be seen says so once, and then is the host’s to decide', async () => {
    const { requests, world } = setUpRequests();
    const id = await stagedId(requests, { kind: 'remove' });
    world.look = null;
    expect(await requests.confirm(yes(id))).toMatchObject({
      code: 'changed',
      action: { state: 'pending', changes: ['unseen'], target: { participantId: '1bcd2345' } },
    });
    expect(await requests.confirm(yes(id))).toMatchObject({ ok: true });
  });

  it('with a key that cannot be read says that, and not that there is none', async () => {
    const { requests } = setUpRequests({ keyFor: async () => ({ state: 'damaged', keyId: null }) });
    const id = await stagedId(requests);
    expect(await requests.confirm(yes(id))).toMatchObject({ ok: false, code: 'damaged-key' });
  });

  it('that took a second look past the minute is over, whatever the look found', async () => {
    const { requests, world } = setUpRequests({
      look: async () => {
        world.now += 2000;
        return look({ participants: [target({ name: 'Hanna' })] });
      },
    });
    const id = await stagedId(requests);
    world.now += 59_000;
    expect(await requests.confirm(yes(id))).toMatchObject({ ok: false, code: 'expired' });
  });

  it('of oneself is refused', async () => {
    const { requests, world } = setUpRequests();
    const id = await stagedId(requests);
    world.look = look({ me: { participantId: '1bcd2345', userId: null } });
    expect(await requests.confirm(yes(id))).toMatchObject({ ok: false, code: 'yourself' });
  });

  it('is refused while Jitsi is in another room than the address says', async () => {
    const { requests, world } = setUpRequests();
    const id = await stagedId(requests);
    world.look = look({ roomJid: `other-room@conference.${APP_ID}.8x8.vc` });
    expect(await requests.confirm(yes(id))).toMatchObject({ ok: false, code: 'other-meeting' });
  });

  it('in a breakout room means the main room of the address', async () => {
    const { requests, world } = setUpRequests();
    const id = await stagedId(requests);
    world.look = look({ breakout: true, roomJid: 'f3c1@breakout.8x8.vc' });
    expect(await requests.confirm(yes(id))).toMatchObject({ ok: true });
  });

  it('while the key is locked keeps the request waiting', async () => {
    const locked = { value: false };
    const { requests, world } = setUpRequests({
      keyFor: async () => ({ state: locked.value ? 'locked' : 'ready', keyId: KEY_ID }),
    });
    const id = await stagedId(requests);
    locked.value = true;
    expect(await requests.confirm(yes(id))).toMatchObject({ ok: false, code: 'locked' });
    world.now += 59_000;
    locked.value = false;
    await requests.renew();
    world.now += 59_000;
    expect(await requests.confirm(yes(id))).toMatchObject({ ok: true });
  });
});

describe('cancelling', () => {
  it('ends the request, and again is the same answer', async () => {
    const { requests } = setUpRequests();
    const id = await stagedId(requests);
    expect(await requests.cancel(id)).toMatchObject({ ok: true, action: { state: 'cancelled' } });
    expect(await requests.cancel(id)).toMatchObject({ ok: true });
    expect(await requests.confirm(yes(id))).toMatchObject({ ok: false, code: 'cancelled' });
  });

  it('comes too late after the confirmation', async () => {
    const { requests } = setUpRequests();
    const id = await stagedId(requests);
    await requests.confirm(yes(id));
    expect(await requests.cancel(id)).toMatchObject({ ok: false, code: 'already-confirmed' });
  });
});

describe('banning a token', () => {
  const facts = { userId: 'u', userName: null, room: null, expiresAt: null };
  const id = '0b8f5c1e-7a52-4f37-9d0e-3b7ad4c0e222';

  it('by a double click is one action', async () => {
    const { requests } = setUpRequests();
    const ban = { id, appId: APP_ID, facts, note: '' };
    const answers = await Promise.all([
      requests.preconfirmTokenBan(ban, null),
      requests.preconfirmTokenBan(ban, null),
    ]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: 'already-confirmed' });
  });

  it('cannot be repeated, for the token is not kept', async () => {
    const { requests } = setUpRequests();
    await requests.preconfirmTokenBan({ id, appId: APP_ID, facts, note: '' }, null);
    expect(await requests.repeat(id, null, sameFrameNow)).toEqual({ ok: false, code: 'bad-token' });
  });
});

describe('repeating', () => {
  it('waits for a confirmation of its own and may name the other address', async () => {
    const { requests, journal } = setUpRequests();
    const id = await stagedId(requests);
    await requests.confirm(yes(id));
    const again = await requests.repeat(id, 'current', sameFrameNow);
    expect(again).toMatchObject({ ok: true });
    const action = again.ok ? await journal.get(again.id) : null;
    expect(action).toMatchObject({ state: 'pending', base: 'current', target: target() });
  });
});
