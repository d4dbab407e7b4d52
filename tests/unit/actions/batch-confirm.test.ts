// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Confirmation } from '~/utils/actions/request';
import { type Journal, openJournal } from '~/utils/journal/journal';
import { summaryOf } from '~/utils/journal/request-summary';
import { batchDesk, byName, crowd, inNumbers, person, seenIn } from './batch-samples';
import { ID, look } from './samples';

type Seen = Confirmation['seen'][number];

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const states = async (journal: Journal, batch: string) =>
  (await journal.ofRequest(batch)).map(({ state }) => state);

describe('a batch is confirmed for those who were on the screen', () => {
  it.each<[string, (first: Seen) => Seen]>([
    ['under another record', (first) => ({ ...first, id: ID })],
    ['to be removed, who is banned', (first) => ({ ...first, kind: 'remove' })],
    ['under another participant id', (first) => ({ ...first, participantId: 'p0009' })],
    ['under another user id', (first) => ({ ...first, userId: 'auth0|9' })],
    ['without a user id', (first) => ({ ...first, userId: null })],
    ['under another name', (first) => ({ ...first, name: 'Hanna' })],
  ])('and not where one of them was shown %s', async (_, shown) => {
    const journal = openJournal();
    const { staged, confirm } = batchDesk(journal, crowd(3));
    const batch = await staged('ban', crowd(3));
    const seen = seenIn(await journal.ofRequest(batch)).map((one, at) =>
      at === 1 ? shown(one) : one,
    );
    expect(await confirm(batch, { seen })).toMatchObject({
      ok: false,
      code: 'changed',
      batch: { id: batch, state: 'pending', running: false },
    });
    expect(await journal.inState('confirmed')).toEqual([]);
  });

  it('and not where somebody was shown who is not in it', async () => {
    const journal = openJournal();
    const { staged, confirm } = batchDesk(journal, crowd(2));
    const batch = await staged('ban', crowd(2));
    const seen = seenIn(await journal.ofRequest(batch));
    const more = [...seen, ...seen.slice(0, 1)];
    expect(await confirm(batch, { seen: more })).toMatchObject({ ok: false, code: 'changed' });
  });

  it('also those who have no participant id any more', async () => {
    const journal = openJournal();
    const people = crowd(2).map((one) => ({ ...one, participantId: null }));
    const { staged, confirm } = batchDesk(journal, people);
    expect(await confirm(await staged('ban', people))).toMatchObject({ ok: true });
  });
});

describe('a batch that cannot be confirmed', () => {
  it.each([
    ['locked', 'locked'],
    ['none', 'no-key'],
  ] as const)('because the key is %s waits as it was', async (key, code) => {
    const journal = openJournal();
    const { staged, confirm, world } = batchDesk(journal, crowd(2));
    const batch = await staged('ban', crowd(2));
    world.key = key;
    expect(await confirm(batch)).toMatchObject({
      ok: false,
      code,
      batch: { state: 'pending', running: false },
    });
    expect(await states(journal, batch)).toEqual(['pending', 'pending']);
  });

  it('because there is none of that id is gone', async () => {
    const { confirm } = batchDesk(openJournal(), []);
    expect(await confirm(ID)).toEqual({ ok: false, code: 'no-record', batch: null });
  });

  it('because all of it is the host says that', async () => {
    const journal = openJournal();
    const people = [person(0), person(1, { participantId: null })];
    const { staged, confirm, world } = batchDesk(journal, people);
    const batch = await staged('ban', people);
    const me = { participantId: 'p0000', userId: 'auth0|1' };
    world.look = look({ participants: crowd(2), me });
    expect(await confirm(batch)).toMatchObject({ ok: false, code: 'yourself' });
    expect(await states(journal, batch)).toEqual(['cancelled', 'cancelled']);
  });

  it('because one is the host and the other has left says that they are gone', async () => {
    const journal = openJournal();
    const { staged, confirm, world } = batchDesk(journal, crowd(2));
    const batch = await staged('remove', crowd(2));
    world.look = look({ participants: [], me: { participantId: 'p0000', userId: null } });
    expect(await confirm(batch)).toMatchObject({ ok: false, code: 'gone' });
  });

  it('because what is true now cannot be written down says so, and asks nobody again', async () => {
    const journal = openJournal();
    const { staged } = batchDesk(journal, crowd(2));
    const batch = await staged('ban', crowd(2));
    const full = { ...journal, updateRequest: () => Promise.reject(new Error('quota')) };
    const { confirm } = batchDesk(full, [person(0, { name: 'Hanna' })]);
    expect(await confirm(batch)).toMatchObject({ ok: false, code: 'journal-failed' });
    expect(await states(journal, batch)).toEqual(['pending', 'pending']);
  });

  it('because it expired is over, and its other records stay as they are', async () => {
    const journal = openJournal();
    const { staged, confirm, world } = batchDesk(journal, crowd(3));
    const batch = await staged('ban', crowd(3));
    await journal.updateRequest(batch, ([first]) =>
      first ? [{ ...first, state: 'cancelled' }] : null,
    );
    world.now += 60_000;
    expect(await confirm(batch)).toMatchObject({
      ok: false,
      code: 'expired',
      batch: { id: batch, running: false },
    });
    expect((await states(journal, batch)).sort()).toEqual(['cancelled', 'expired', 'expired']);
  });
});

describe('while a batch is looked at once more', () => {
  /** A meeting page that takes its time to answer: meanwhile something happens. */
  function slowly(
    meanwhile: (batch: string, journal: Journal) => Promise<unknown>,
    name = 'Person 0',
  ) {
    const journal = openJournal();
    const requests = batchDesk(journal, [person(0, { name }), person(1)]);
    const confirm = async (batch: string) => {
      const seen = seenIn(await journal.ofRequest(batch));
      const late: Journal = {
        ...journal,
        updateRequest: async (...args) => {
          await meanwhile(batch, journal);
          return journal.updateRequest(...args);
        },
      };
      const { requests: other, world } = batchDesk(late, []);
      Object.assign(world, requests.world);
      return inNumbers(await other.confirm({ id: batch, alsoRemove: true, note: '', seen }));
    };
    return { ...requests, journal, confirm };
  }
  const cancelled = (batch: string, journal: Journal) =>
    journal.updateRequest(batch, (actions) =>
      actions.map((action) => ({ ...action, state: 'cancelled', endedAt: 1 })),
    );

  it('its cancelling wins', async () => {
    const { staged, confirm, journal } = slowly(cancelled);
    const batch = await staged('ban', crowd(2));
    expect(await confirm(batch)).toMatchObject({ ok: false, code: 'cancelled' });
    expect(await journal.inState('confirmed')).toEqual([]);
  });

  it('its cancelling wins over what was found', async () => {
    const { staged, confirm, journal } = slowly(cancelled, 'Hanna');
    const batch = await staged('ban', crowd(2));
    expect(await confirm(batch)).toMatchObject({ ok: false, code: 'cancelled' });
    expect(await states(journal, batch)).toEqual(['cancelled', 'cancelled']);
  });

  it('one of them may have been left out, and is not asked for again', async () => {
    const { staged, confirm, journal } = slowly(
      (batch) =>
        journal.updateRequest(batch, (actions) =>
          actions
            .filter(({ target }) => target?.name === 'Person 1')
            .map((action) => ({ ...action, state: 'cancelled', endedAt: 1 })),
        ),
      'Hanna',
    );
    const batch = await staged('ban', crowd(2));
    expect(await confirm(batch)).toMatchObject({ ok: false, code: 'changed' });
    const actions = byName(await journal.ofRequest(batch));
    expect(actions.get('Person 1')).toMatchObject({ state: 'cancelled', endedAt: 1 });
    expect(actions.get('Hanna')).toMatchObject({ state: 'pending', changes: ['renamed'] });
  });

  it('its minute may be over', async () => {
    const { staged, confirm, world, journal } = slowly(async () => undefined);
    const batch = await staged('ban', crowd(2));
    world.now += 59_999;
    expect(await confirm(batch)).toMatchObject({ ok: true });
    expect(summaryOf(await journal.ofRequest(batch), true)).toMatchObject({
      confirmedAt: 1_059_999,
    });
  });
});
