// @vitest-environment node
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { FRAME } from '../actions/samples';
import { FLOWS } from './machine/flows';
import { installPlatform } from './machine/platform';
import { expectTruth, listenForBugs, play, saidYes } from './machine/play';
import { atEveryStorageStep, tell } from './machine/rounds';

beforeAll(installPlatform);
beforeEach(() => void listenForBugs());
afterEach(() => vi.restoreAllMocks());

const STORAGES = [
  { fault: 'fails once', how: { error: 'UnknownError' } },
  { fault: 'fails for a while', how: { error: 'UnknownError', lasting: true } },
  { fault: 'is full', how: { error: 'QuotaExceededError', lasting: true, refuses: 'writes' } },
] as const;

/** How long after the storage works again everything must be over, in milliseconds. */
const LATER_MS = 90_000;

describe.each(STORAGES)('a storage that $fault', ({ fault, how }) => {
  it.each(FLOWS)(
    '$name: sends nothing that is not written down, and ends in the truth',
    async (flow) => {
      const steps = await atEveryStorageStep(how, async (plan) => {
        const played = await play(flow, plan);
        const asked = [...played.life.storageSteps];
        const { host, life, reply } = played;
        if (reply && !saidYes(reply)) expect(host.jaas.posts, 'sent, and told no').toEqual([]);
        life.arm({});
        await host.pass(LATER_MS);
        expect(await host.ask('popup.state', { tabId: FRAME.tabId })).toMatchObject({ ok: true });
        await expectTruth(played, flow.most);
        return asked;
      });
      tell(`${flow.name}, a storage that ${fault}`, steps);
    },
  );
});
