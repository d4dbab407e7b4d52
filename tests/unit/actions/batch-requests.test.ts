// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { CONFIRM_WITHIN_MS } from '~/utils/journal/action';
import { openJournal } from '~/utils/journal/journal';
import { byRequest, summaryOf } from '~/utils/journal/request-summary';
import { batchDesk, byName, crowd, person, seenIn } from './batch-samples';
import { look, target } from './samples';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const operations = (steps: readonly { operation: string }[] = []) =>
  steps.map(({ operation }) => operation);

describe('many people asked for at once', () => {
  it('wait together, as one request', async () => {
    const journal = openJournal();
    const { requests, staged } = batchDesk(journal, crowd(3));
    const batch = await staged('ban', crowd(3));
    const waiting = await requests.expireStale();
    expect(waiting).toHaveLength(3);
    expect(new Set(waiting.map(({ request: id, stagedAt }) => `${id} ${stagedAt}`)).size).toBe(1);
    expect(byRequest(waiting)).toHaveLength(1);
    expect(summaryOf(waiting, false)).toMatchObject({ id: batch, kind: 'ban', total: 3, done: 0 });
  });

  it('are removed only, where there is no user id that can be banned', async () => {
    const journal = openJournal();
    const people = [
      person(1),
      person(2, { userId: null }),
      person(3, { userId: '..' }),
      person(4, { userId: ' ' }),
    ];
    const { staged } = batchDesk(journal, people);
    const actions = await journal.ofRequest(await staged('ban', people));
    expect(actions.map(({ kind, target: it }) => [it?.name, kind]).sort()).toEqual([
      ['Person 1', 'ban'],
      ['Person 2', 'remove'],
      ['Person 3', 'remove'],
      ['Person 4', 'remove'],
    ]);
  });

  it('with one user id between them have it banned once, and all are removed', async () => {
    const journal = openJournal();
    const people = [person(1, { userId: 'shared' }), person(2, { userId: 'shared' }), person(3)];
    const { staged } = batchDesk(journal, people);
    const actions = await journal.ofRequest(await staged('ban', people));
    const shared = actions.filter(({ target: it }) => it?.userId === 'shared');
    expect(shared.map(({ kind }) => kind).sort()).toEqual(['ban', 'remove']);
  });

  it('each keep why they were chosen: banned, only removed, left out and asked for again', async () => {
    const journal = openJournal();
    const people = [
      { ...person(1), chosenBy: 'joined5' },
      { ...person(2, { userId: null }), chosenBy: 'noUserId' },
      { ...person(3, { participantId: 'aaaa0001' }), chosenBy: 'nameLike' },
      person(4),
    ] as const;
    const { staged, requests, world } = batchDesk(journal, people);
    const batch = await staged('ban', people);
    const reasons = async (id: string) =>
      [...byName(await journal.ofRequest(id))]
        .map(([name, { chosenBy }]) => [name, chosenBy])
        .sort();
    const expected = [
      ['Person 1', 'joined5'],
      ['Person 2', 'noUserId'],
      ['Person 3', 'nameLike'],
      ['Person 4', undefined],
    ];
    expect(await reasons(batch)).toEqual(expected);
    world.now += CONFIRM_WITHIN_MS;
    await requests.expireStale();
    const again = await requests.repeat(batch, null, async ({ frame }) => frame);
    expect(again.ok && (await reasons(again.id))).toEqual(
      expected.filter(([name]) => name !== 'Person 3'),
    );
  });

  it('are in it once, however often the panel names them', async () => {
    const journal = openJournal();
    const { staged } = batchDesk(journal, crowd(2));
    const batch = await staged('remove', [...crowd(2), ...crowd(2)]);
    expect(await journal.ofRequest(batch)).toHaveLength(2);
  });

  it('without the host, who is left out and named; F1: whoever has their user id is removed', async () => {
    const journal = openJournal();
    const me = target({ participantId: 'aaaa0001', userId: 'auth0|host', name: 'Host' });
    const twin = person(9, { userId: ' auth0|host ' });
    const { staged, stage } = batchDesk(journal, crowd(2));
    const actions = byName(await journal.ofRequest(await staged('ban', [me, twin, ...crowd(2)])));
    expect(actions.get('Host')).toMatchObject({ state: 'cancelled', changes: ['yourself'] });
    expect(actions.get('Person 9')).toMatchObject({ state: 'pending', kind: 'remove' });
    expect(await stage('remove', [me, { ...me }])).toMatchObject({ ok: false, code: 'yourself' });
  });

  it('who are one person alone are a single request', async () => {
    const journal = openJournal();
    const { staged, stage } = batchDesk(journal, crowd(1));
    const id = await staged('ban', crowd(1));
    expect(await journal.get(id)).toMatchObject({ kind: 'ban', request: id });
    const nobody = person(1, { userId: null, participantId: null });
    expect(await stage('ban', [nobody])).toEqual({ ok: false, code: 'no-user-id' });
    expect(await stage('remove', [nobody])).toEqual({ ok: false, code: 'no-participant-id' });
  });

  it('need a key, and a journal that can be written', async () => {
    const journal = openJournal();
    const one = batchDesk(journal, crowd(2));
    one.world.key = 'none';
    expect(await one.stage('ban', crowd(2))).toEqual({ ok: false, code: 'no-key' });
    const full = { ...journal, add: () => Promise.reject(new Error('quota')) };
    const other = batchDesk(full, crowd(2));
    expect(await other.stage('ban', crowd(2))).toEqual({ ok: false, code: 'journal-failed' });
    expect(await journal.newest(10)).toEqual([]);
  });
});

describe('one request a meeting', () => {
  it('the same people asked for twice wait once', async () => {
    const journal = openJournal();
    const { staged } = batchDesk(journal, crowd(3));
    const first = await staged('ban', crowd(3));
    expect(await staged('ban', crowd(3).reverse())).toBe(first);
    expect(await journal.newest(10)).toHaveLength(3);
  });

  it('a newer one takes the place of the whole batch, and a batch that of a single one', async () => {
    const journal = openJournal();
    const { requests, staged } = batchDesk(journal, crowd(5));
    const first = await staged('ban', crowd(3));
    const second = await staged('ban', crowd(4));
    expect(summaryOf(await journal.ofRequest(first), false)?.state).toBe('replaced');
    const single = await staged('remove', crowd(1));
    expect(summaryOf(await journal.ofRequest(second), false)?.state).toBe('replaced');
    await staged('remove', crowd(2));
    expect(await journal.get(single)).toMatchObject({ state: 'replaced' });
    expect(byRequest(await requests.expireStale())).toHaveLength(1);
  });

  it('expires as a whole, and is renewed as a whole', async () => {
    const journal = openJournal();
    const { requests, staged, world, confirm } = batchDesk(journal, crowd(3));
    const batch = await staged('ban', crowd(3));
    world.now += 50_000;
    await requests.renew();
    world.now += 50_000;
    expect(await requests.expireStale()).toHaveLength(3);
    world.now += 10_000;
    expect(await confirm(batch)).toMatchObject({ ok: false, code: 'expired' });
    const states = (await journal.ofRequest(batch)).map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['expired']));
  });

  it('is cancelled as a whole, once', async () => {
    const journal = openJournal();
    const { requests, staged, confirm, cancel } = batchDesk(journal, crowd(3));
    const batch = await staged('ban', crowd(3));
    expect(await cancel(batch)).toMatchObject({
      ok: true,
      batch: { state: 'cancelled' },
    });
    expect(await confirm(batch)).toMatchObject({ ok: false, code: 'cancelled' });
    expect(await requests.expireStale()).toEqual([]);
  });

  it('nobody of a batch is confirmed alone', async () => {
    const journal = openJournal();
    const { requests, staged } = batchDesk(journal, crowd(3));
    const [one] = await journal.ofRequest(await staged('ban', crowd(3)));
    const seen = seenIn(one ? [one] : []);
    const id = one?.id ?? '';
    expect(await requests.confirm({ id, alsoRemove: true, note: '', seen })).toMatchObject({
      ok: false,
    });
    expect(await journal.inState('confirmed')).toEqual([]);
  });
});

describe('a confirmed batch', () => {
  it('is confirmed for everybody, with steps in their order', async () => {
    const journal = openJournal();
    const people = [person(1), person(2, { userId: null }), person(3)];
    const { staged, confirm } = batchDesk(journal, people);
    const batch = await staged('ban', people);
    expect(await confirm(batch, { note: 'spam' })).toMatchObject({
      ok: true,
      batch: { state: 'confirmed', total: 3 },
    });
    const actions = byName(await journal.ofRequest(batch));
    expect(operations(actions.get('Person 1')?.steps)).toEqual(['ban-user', 'kick']);
    expect(operations(actions.get('Person 2')?.steps)).toEqual(['kick']);
    for (const action of actions.values()) {
      expect(action).toMatchObject({ state: 'confirmed', note: 'spam', keyId: 'ed85b6' });
    }
  });

  it('without the removal bans, and removes only whom it cannot ban', async () => {
    const journal = openJournal();
    const people = [
      person(1, { userId: 'shared' }),
      person(2, { userId: 'shared' }),
      person(3, { userId: null }),
    ];
    const { staged, confirm } = batchDesk(journal, people);
    const batch = await staged('ban', people);
    expect(await confirm(batch, { alsoRemove: false })).toMatchObject({ batch: { total: 2 } });
    const actions = await journal.ofRequest(batch);
    const done = actions.filter(({ state }) => state === 'confirmed');
    expect(done.map(({ steps }) => operations(steps).join()).sort()).toEqual(['ban-user', 'kick']);
    expect(actions.find(({ state }) => state === 'cancelled')?.target?.userId).toBe('shared');
  });

  it('twice, from two windows, is confirmed once', async () => {
    const journal = openJournal();
    const { staged, confirm } = batchDesk(journal, crowd(4));
    const batch = await staged('ban', crowd(4));
    const answers = await Promise.all([confirm(batch), confirm(batch)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: 'already-confirmed' });
  });

  it('is about those who were on the screen and nobody else', async () => {
    const journal = openJournal();
    const { staged, confirm } = batchDesk(journal, crowd(3));
    const batch = await staged('ban', crowd(3));
    const seen = seenIn(await journal.ofRequest(batch));
    expect(await confirm(batch, { seen: seen.slice(1) })).toMatchObject({ code: 'changed' });
    const renamed = seen.map((one, at) => (at === 0 ? { ...one, name: 'Hanna' } : one));
    expect(await confirm(batch, { seen: renamed })).toMatchObject({ code: 'changed' });
    expect(await journal.inState('confirmed')).toEqual([]);
    expect(await confirm(batch, { seen })).toMatchObject({ ok: true });
  });

  it('that cannot be written down is not confirmed for anybody', async () => {
    const journal = openJournal();
    const { staged } = batchDesk(journal, crowd(3));
    const batch = await staged('ban', crowd(3));
    const full = { ...journal, updateRequest: () => Promise.reject(new Error('quota')) };
    const { confirm } = batchDesk(full, crowd(3));
    expect(await confirm(batch)).toMatchObject({ ok: false, code: 'journal-failed' });
    expect(await journal.inState('confirmed')).toEqual([]);
  });
});

describe('everybody is read again when a batch is confirmed', () => {
  it('a name that changed is shown and asked about once more', async () => {
    const journal = openJournal();
    const { staged, confirm, world } = batchDesk(journal, crowd(3));
    const batch = await staged('ban', crowd(3));
    world.look = look({ participants: [person(0), person(1, { name: 'Hanna' }), person(2)] });
    world.now += 30_000;
    expect(await confirm(batch)).toMatchObject({ ok: false, code: 'changed' });
    const actions = byName(await journal.ofRequest(batch));
    expect(actions.get('Hanna')).toMatchObject({ state: 'pending', changes: ['renamed'] });
    expect(actions.get('Person 0')).toMatchObject({ changes: [], expiresAt: 1_090_000 });
    expect(await confirm(batch)).toMatchObject({ ok: true });
  });

  it('who has left is still banned, and not removed any more', async () => {
    const journal = openJournal();
    const people = [person(0), person(1), person(2, { userId: null })];
    const { staged, confirm, world } = batchDesk(journal, people);
    const batch = await staged('ban', people);
    world.look = look({ participants: [person(0)] });
    expect(await confirm(batch)).toMatchObject({ code: 'changed' });
    expect(await confirm(batch)).toMatchObject({ ok: true, batch: { total: 2 } });
    const actions = byName(await journal.ofRequest(batch));
    expect(operations(actions.get('Person 1')?.steps)).toEqual(['ban-user']);
    expect(actions.get('Person 2')).toMatchObject({ state: 'cancelled', changes: ['gone'] });
  });

  it('nobody left to remove ends it, and says so', async () => {
    const journal = openJournal();
    const { staged, confirm, world } = batchDesk(journal, crowd(2));
    const batch = await staged('remove', crowd(2));
    world.look = look({ participants: [] });
    expect(await confirm(batch)).toMatchObject({ ok: false, code: 'gone' });
    expect(summaryOf(await journal.ofRequest(batch), false)?.state).toBe('cancelled');
  });

  it('a meeting that cannot be seen is said once, and the host decides', async () => {
    const journal = openJournal();
    const { staged, confirm, world } = batchDesk(journal, crowd(2));
    const batch = await staged('ban', crowd(2));
    world.look = null;
    expect(await confirm(batch)).toMatchObject({ code: 'changed' });
    expect(await confirm(batch)).toMatchObject({ ok: true });
  });

  it('another user id under the same participant id never bans one id twice', async () => {
    const journal = openJournal();
    const { staged, confirm, world } = batchDesk(journal, crowd(2));
    const batch = await staged('ban', crowd(2));
    world.look = look({ participants: [person(0), person(1, { userId: 'auth0|0' })] });
    expect(await confirm(batch)).toMatchObject({ code: 'changed' });
    expect(await confirm(batch)).toMatchObject({ ok: true });
    const bans = (await journal.ofRequest(batch)).filter(({ kind }) => kind === 'ban');
    expect(bans).toHaveLength(1);
  });

  it('one of two with a shared user id who left is not taken for the other one', async () => {
    const journal = openJournal();
    const people = [person(0, { userId: 's' }), person(1, { userId: 's' }), person(2)];
    const { staged, confirm, world } = batchDesk(journal, people);
    const batch = await staged('ban', people);
    world.look = look({ participants: people.slice(1) });
    expect(await confirm(batch)).toMatchObject({ code: 'changed' });
    expect(await confirm(batch)).toMatchObject({ ok: true });
    const kicks = (await journal.ofRequest(batch)).flatMap(({ steps, target: it }) =>
      operations(steps).includes('kick') ? [it?.participantId] : [],
    );
    expect(kicks.sort()).toEqual(['p0001', 'p0002']);
  });

  it('another meeting in the same tab has nothing confirmed', async () => {
    const journal = openJournal();
    const { staged, confirm, world } = batchDesk(journal, crowd(2));
    const batch = await staged('ban', crowd(2));
    world.look = look({ participants: crowd(2), roomJid: 'other@conference.x.8x8.vc' });
    expect(await confirm(batch)).toMatchObject({ ok: false, code: 'other-meeting' });
  });

  it('a host who came to be one of them is left out; F1: whoever has their user id is removed', async () => {
    const journal = openJournal();
    const { staged, confirm, world } = batchDesk(journal, crowd(3));
    const batch = await staged('ban', crowd(3));
    world.look = look({
      participants: crowd(3),
      me: { participantId: 'p0002', userId: 'auth0|1' },
    });
    expect(await confirm(batch)).toMatchObject({ code: 'changed' });
    expect(await confirm(batch)).toMatchObject({ ok: true, batch: { total: 2 } });
    const banned = (await journal.inState('confirmed')).filter(({ kind }) => kind === 'ban');
    expect(banned.map(({ target: it }) => it?.userId)).toEqual(['auth0|0']);
  });
});
