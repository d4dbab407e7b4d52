// @vitest-environment node
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { beginStep, planSteps } from '~/utils/actions/steps';
import { openJournal } from '~/utils/journal/journal';
import { ID, KEY_ID, staged } from '../actions/samples';
import { FLOWS } from './machine/flows';
import { Host, PEOPLE } from './machine/host';
import type { Life } from './machine/life';
import { alarms, clock, installPlatform } from './machine/platform';
import { expectTruth, listenForBugs, play, saidYes } from './machine/play';
import { atEveryPoint, tell } from './machine/rounds';

let reported: string[] = [];

beforeAll(installPlatform);
beforeEach(() => {
  reported = listenForBugs();
});
afterEach(() => vi.restoreAllMocks());

const DEATHS = [
  { death: 'the worker', browser: false },
  { death: 'the browser', browser: true },
];

describe.each(DEATHS)('$death that is killed at any await', ({ death, browser }) => {
  it.each(FLOWS)('$name: sends nothing twice and ends in the truth', async (flow) => {
    const points = await atEveryPoint(async (plan): Promise<Life> => {
      const played = await play(flow, plan);
      const { host, life, reply } = played;
      const left = (await host.records()).filter(({ state }) => state === 'confirmed');
      if (life.alive) expect(host.jaas.posts).toHaveLength(flow.sends);
      else if (saidYes(reply) && left.length > 0) {
        expect([...alarms.keys()], 'nobody wakes the next worker').toContain('resume');
      }
      expect(await host.comeBack({ browser })).toMatchObject({ ok: true });
      await expectTruth(played, flow.most);
      expect(host.jaas.posts.length).toBeLessThanOrEqual(flow.goesOnTo ?? flow.sends);
      expect(reported).toEqual([]);
      return life;
    });
    expect(points).toBeGreaterThan(10);
    tell(`${flow.name}, ${death} killed`, points);
  });
});

/** What a worker leaves that dies while it sends: one alone, a batch, and an end that is due. */
async function leaveBehind(): Promise<void> {
  const journal = openJournal();
  const record = (n: number, change: Parameters<typeof staged>[0] = {}) => {
    const action = staged({
      id: ID.replace(/.$/, String(n)),
      target: PEOPLE[n % PEOPLE.length] ?? null,
      state: 'confirmed',
      confirmedAt: clock.now,
      keyId: KEY_ID,
      steps: planSteps('ban', PEOPLE[n % PEOPLE.length] ?? null, true),
      ...change,
    });
    return journal.add({ ...action, stagedAt: clock.now });
  };
  const request = ID.replace(/.$/, '9');
  const begun = beginStep(
    staged({ steps: planSteps('ban', PEOPLE[0] ?? null, true) }),
    0,
    clock.now,
  );
  await record(0, { steps: begun.steps });
  await record(1, { request });
  await record(2, { request });
  await record(3, {
    kind: 'end-meeting',
    target: null,
    state: 'scheduled',
    schedule: { dueAt: clock.now - 1000, dropped: null },
    steps: planSteps('end-meeting', null, false),
  });
}

describe('a worker that is killed while it settles what another one left', () => {
  it('sends nothing twice and leaves it to the next one', async () => {
    const points = await atEveryPoint(async (plan): Promise<Life> => {
      const host = await Host.arrive();
      await leaveBehind();
      const life = await host.start(plan);
      if (life.alive) expect(host.jaas.posts).toHaveLength(6);
      await host.comeBack({ browser: false });
      expect(await expectTruth({ host, life, reply: null })).toHaveLength(4);
      expect(reported).toEqual([]);
      return life;
    });
    expect(points).toBeGreaterThan(100);
    tell('settling what an earlier worker left, the worker killed', points);
  }, 240_000);
});
