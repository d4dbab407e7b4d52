// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { ended, step } from '~/tests/unit/journal/activity-samples';
import { itemsOf } from '~/utils/actions/requests';
import { rawRoomSchema } from '~/utils/borders/schemas';
import { openJournal } from '~/utils/journal/journal';
import { batchDesk, crowd, person } from './batch-samples';
import { APP_ID, FRAME, ID, ROOM, sameFrameNow, target } from './samples';

const BATCH = '5a0c7e52-1111-4c39-8f63-8d1f0c2d0a01';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('the same batch asked for again', () => {
  const asked = {
    meeting: { appId: APP_ID, room: ROOM },
    frame: FRAME,
    items: itemsOf('remove', crowd(3)),
  };

  it.each([
    ['fewer people', { items: itemsOf('remove', crowd(2)) }],
    ['one other person', { items: itemsOf('remove', [...crowd(2), person(7)]) }],
    [
      'a ban of one of them',
      { items: [...itemsOf('ban', crowd(1)), ...itemsOf('remove', crowd(3).slice(1))] },
    ],
    [
      'somebody under another user id',
      {
        items: itemsOf('remove', [...crowd(2), person(2, { userId: 'auth0|9' })]),
      },
    ],
    [
      'another reason for one of them',
      {
        items: itemsOf('remove', [...crowd(2), { ...person(2), chosenBy: 'noUserId' }]),
      },
    ],
    ['another room', { meeting: { appId: APP_ID, room: rawRoomSchema.parse('other') } }],
    ['the other base address', { base: 'current' }],
  ] as const)('with %s takes its place', async (_, change) => {
    const journal = openJournal();
    const { requests } = batchDesk(journal, crowd(9));
    const first = await requests.stage(asked);
    const second = await requests.stage({ ...asked, ...change });
    expect(second).toMatchObject({ ok: true });
    expect(second).not.toEqual(first);
    const waiting = await requests.expireStale();
    expect(new Set(waiting.map(({ request }) => request))).toEqual(
      new Set([second.ok ? second.id : null]),
    );
  });

  it('in another tab waits beside it', async () => {
    const journal = openJournal();
    const { requests } = batchDesk(journal, crowd(3));
    await requests.stage(asked);
    await requests.stage({ ...asked, frame: { ...FRAME, tabId: 8 } });
    expect(await requests.expireStale()).toHaveLength(6);
    expect(await requests.stage({ ...asked, frame: { ...FRAME, tabId: 8 } })).toMatchObject({
      ok: true,
    });
    expect(await requests.expireStale()).toHaveLength(6);
  });

  it('takes the place of a single request about one of them, and is not taken for it', async () => {
    const journal = openJournal();
    const { requests, staged } = batchDesk(journal, crowd(3));
    await staged('remove', crowd(1));
    await requests.stage({ ...asked, items: itemsOf('remove', crowd(2)) });
    expect(await requests.expireStale()).toHaveLength(2);
  });
});

describe('who is left over of many', () => {
  it('is one person and the host: still a batch, for both are shown', async () => {
    const journal = openJournal();
    const me = target({ participantId: 'aaaa0001', userId: null, name: 'Host' });
    const { staged } = batchDesk(journal, crowd(1));
    const actions = await journal.ofRequest(await staged('remove', [me, ...crowd(1)]));
    expect(actions.map(({ state }) => state).sort()).toEqual(['cancelled', 'pending']);
  });

  it('is nobody: that is said of the host first, then of whom a ban was asked for', async () => {
    const { requests } = batchDesk(openJournal(), []);
    const away = target({ participantId: null, userId: null });
    const me = target({ participantId: 'aaaa0001', userId: null });
    const meeting = { appId: APP_ID, room: ROOM };
    const refusal = async (items: ReturnType<typeof itemsOf>) =>
      requests.stage({ meeting, frame: FRAME, items });
    expect(await refusal([...itemsOf('remove', [away, me])])).toMatchObject({ code: 'yourself' });
    expect(await refusal([...itemsOf('remove', [away]), ...itemsOf('ban', [away])])).toMatchObject({
      code: 'no-user-id',
    });
    expect(await refusal([])).toMatchObject({ code: 'no-participant-id' });
  });

  it('is looked for in the page of the frame that asks', async () => {
    const journal = openJournal();
    const { createRequests } = await import('~/utils/actions/requests');
    const asked: unknown[] = [];
    const requests = createRequests({
      journal,
      now: () => 1_000_000,
      newId: () => crypto.randomUUID(),
      keyFor: async () => ({ state: 'ready', keyId: null }),
      look: async ({ frame }) => {
        asked.push(frame);
        return null;
      },
    });
    await requests.stage({
      meeting: { appId: APP_ID, room: ROOM },
      frame: FRAME,
      items: itemsOf('ban', crowd(2)),
    });
    expect(asked).toEqual([FRAME]);
  });
});

describe('a batch that is cancelled', () => {
  it('is cancelled again with the same answer', async () => {
    const { cancel, staged } = batchDesk(openJournal(), crowd(2));
    const batch = await staged('ban', crowd(2));
    const answer = { ok: true, batch: { state: 'cancelled', running: false } };
    expect(await cancel(batch)).toMatchObject(answer);
    expect(await cancel(batch)).toMatchObject(answer);
  });

  it('after its confirmation is not, and one that is not there is gone', async () => {
    const { cancel, staged, confirm } = batchDesk(openJournal(), crowd(2));
    const batch = await staged('ban', crowd(2));
    await confirm(batch);
    expect(await cancel(batch)).toMatchObject({
      ok: false,
      code: 'already-confirmed',
      batch: { state: 'confirmed' },
    });
    expect(await cancel(ID)).toEqual({ ok: false, code: 'no-record', batch: null });
  });

  it('with one who was left out before counts as cancelled for the others', async () => {
    const journal = openJournal();
    const { cancel, staged } = batchDesk(journal, crowd(2));
    const batch = await staged('ban', crowd(2));
    await journal.updateRequest(batch, ([first]) =>
      first ? [{ ...first, state: 'expired' }] : null,
    );
    expect(await cancel(batch)).toMatchObject({ ok: true });
  });
});

describe('a batch that is repeated', () => {
  const refused = { result: 'refused', code: 'not-understood' } as const;

  it('asks for a removal again as a removal, by the same base address', async () => {
    const journal = openJournal();
    const { requests } = batchDesk(journal, crowd(3));
    await journal.add(
      ...crowd(3).map((one) =>
        ended({
          kind: 'remove',
          target: one,
          request: BATCH,
          base: 'current',
          steps: [step('kick', 'refused', refused)],
        }),
      ),
    );
    const again = await requests.repeat(BATCH, null, sameFrameNow);
    const staged = again.ok ? await journal.ofRequest(again.id) : [];
    expect(staged.map(({ kind, base, frame }) => ({ kind, base, frame }))).toEqual(
      crowd(3).map(() => ({ kind: 'remove', base: 'current', frame: FRAME })),
    );
  });

  it('is none where there is none, or nothing is left to repeat', async () => {
    const journal = openJournal();
    const { requests } = batchDesk(journal, crowd(2));
    const gone = { ok: false, code: 'no-record' };
    expect(await requests.repeat(BATCH, null, sameFrameNow)).toEqual(gone);
    await journal.add(ended({ request: BATCH }));
    expect(await requests.repeat(BATCH, null, sameFrameNow)).toEqual(gone);
  });

  it('leaves out a record that is about nobody', async () => {
    const journal = openJournal();
    const { requests } = batchDesk(journal, crowd(2));
    const steps = [step('ban-user', 'refused', refused)];
    await journal.add(
      ...[...crowd(2), null].map((one) => ended({ request: BATCH, target: one, steps })),
    );
    const again = await requests.repeat(BATCH, null, sameFrameNow);
    expect(again.ok && (await journal.ofRequest(again.id))).toHaveLength(2);
  });
});
