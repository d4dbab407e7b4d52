// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Depart } from '~/utils/actions/request';
import { createRequestRunner } from '~/utils/actions/request-runner';
import { createRequests } from '~/utils/actions/requests';
import { createRunner } from '~/utils/actions/runner';
import type { Outcome } from '~/utils/jaas/outcome';
import { type Journal, openJournal } from '~/utils/journal/journal';
import { singly } from './request-samples';
import { ID, KEY_ID, look, staged } from './samples';

const accepted: Outcome = {
  result: 'accepted',
  code: 'accepted',
  status: 200,
  base: 'classic',
  sent: true,
};

const yes = {
  id: ID,
  alsoRemove: true,
  note: '',
  seen: { participantId: '1bcd2345', userId: 'google-oauth2|1140', name: 'Mallory' },
};

/** Desk and runner as the background puts them together, with a request that waits. */
async function setUp(broken: Partial<Journal> = {}) {
  const disk = openJournal();
  await disk.add(staged());
  const journal = { ...disk, ...broken };
  const log: string[] = [];
  const now = () => 1_000_500;
  const runner = createRunner({
    journal,
    now,
    send: async (_, operation, { written }) => {
      log.push(`${operation} made ready`);
      await written;
      const [ban, kick] = (await disk.get(ID))?.steps ?? [];
      log.push(`${operation} leaves with ${ban?.state}, ${kick?.state}`);
      return accepted;
    },
    changed: ({ state }) => void log.push(`told of ${state}`),
  });
  const requestRunner = createRequestRunner({
    journal,
    now,
    runner,
    atOnce: async () => 1,
    wait: async () => undefined,
    changed: () => undefined,
  });
  const requests = createRequests({
    journal,
    now,
    newId: () => crypto.randomUUID(),
    keyFor: async () => ({ state: 'ready', keyId: KEY_ID }),
    look: async () => look(),
  });
  let departed: Promise<unknown> = Promise.resolve();
  const depart: Depart = (confirmed, written) => {
    departed = requestRunner.depart(confirmed, written);
  };
  return {
    disk,
    requests: singly(requests, disk),
    runner: requestRunner,
    depart,
    log,
    over: () => departed,
  };
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('what is sent as it is confirmed', () => {
  it('is on the disk as sending before it leaves, and needs no second write for that', async () => {
    let writes = 0;
    const { disk, requests, depart, log, over } = await setUp({
      update: (id, decide) => {
        writes += 1;
        return openJournal().update(id, decide);
      },
      updateRequest: (id, decide) => {
        writes += 1;
        return openJournal().updateRequest(id, decide);
      },
    });
    const answer = await requests.confirm(yes, depart);
    expect(answer).toMatchObject({ ok: true, action: { state: 'confirmed', keyId: KEY_ID } });
    await over();
    expect(log.filter((line) => !line.startsWith('told'))).toEqual([
      'ban-user made ready',
      'ban-user leaves with sending, waiting',
      'kick made ready',
      'kick leaves with accepted, sending',
    ]);
    expect(writes).toBe(3);
    expect(await disk.get(ID)).toMatchObject({ state: 'done', endedAt: 1_000_500 });
  });

  it('is told of when it is written down, and again when it is over', async () => {
    const { requests, depart, log, over } = await setUp();
    await requests.confirm(yes, depart);
    await over();
    const told = log.filter((line) => line.startsWith('told'));
    expect(told).toEqual(['told of confirmed', 'told of confirmed', 'told of done']);
    expect(log.indexOf('told of confirmed')).toBeGreaterThan(log.indexOf('ban-user made ready'));
  });

  it('confirmed twice at once departs once', async () => {
    const { requests, depart, log, over } = await setUp();
    const answers = await Promise.all([
      requests.confirm(yes, depart),
      requests.confirm(yes, depart),
    ]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    await over();
    expect(log.filter((line) => line.includes('leaves'))).toHaveLength(2);
  });

  it('does not leave where it cannot be written down, and still waits then', async () => {
    const { disk, requests, depart, log, over } = await setUp({
      updateRequest: async (id, decide) => {
        decide(await openJournal().ofRequest(id));
        throw new Error('disk full');
      },
    });
    expect(await requests.confirm(yes, depart)).toMatchObject({
      ok: false,
      code: 'journal-failed',
    });
    await over();
    expect(log).toEqual(['ban-user made ready']);
    expect(await disk.get(ID)).toMatchObject({ state: 'pending', steps: [] });
  });

  it('is not taken for something left behind while it is being written down', async () => {
    const { disk, requests, depart, runner, log, over } = await setUp();
    const [answer, left] = await Promise.all([requests.confirm(yes, depart), runner.recover()]);
    expect([answer.ok, left]).toEqual([true, []]);
    expect(await runner.recover()).toEqual([]);
    await over();
    expect(log.filter((line) => line.includes('leaves'))).toHaveLength(2);
    const steps = (await disk.get(ID))?.steps.map(({ state }) => state);
    expect(steps).toEqual(['accepted', 'accepted']);
  });
});
