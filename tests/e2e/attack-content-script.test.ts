import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { foreign, forPages, forPanels, payloads, SWAP } from './attacks/messages';
import { type AttackedWorld, MALLORY, startAttackedWorld } from './support/attacked-world';
import { asContentScript, cancelAll, type Run, sending, waitingActions } from './support/attacks';
import { expectNothingSent } from './support/fence';
import type { HostKey } from './support/host-key';
import type { OptionsPage } from './support/options-page';
import type { MeetingPage } from './support/panel';
import { found, needlesOf, recordMessages } from './support/secrets';
import { overwrite, storedIn } from './support/storage';
import { certainly } from './support/wait';

let attacked: AttackedWorld;
let world: World;
let key: HostKey;
let other: HostKey;
let options: OptionsPage;

beforeAll(async () => {
  attacked = await startAttackedWorld('Zebra crossing');
  ({ world, key, options } = attacked);
  other = await world.newKeyInGavel('Quiet harbour');
});
afterAll(() => attacked?.end());

afterEach(() => cancelAll(options.page));

async function takenOver(): Promise<{ page: MeetingPage; run: Run }> {
  const page = await attacked.meeting();
  return { page, run: await asContentScript(world, page.page) };
}

/** Sends as the taken-over content script, one after the other. */
async function send(run: Run, all: readonly unknown[]): Promise<Reply[]> {
  return (await run(sending(all))) as Reply[];
}

interface Reply {
  readonly ok?: boolean;
  readonly code?: string;
  readonly value?: unknown;
}

/** Gavel's own memory of the windows that it opened, by tab: times in milliseconds since 1970. */
async function promptLimit(): Promise<Record<string, readonly number[]>> {
  const { 'prompt-limit': kept } = await storedIn(options.page, 'session');
  return (kept as { value?: Record<string, readonly number[]> } | undefined)?.value ?? {};
}

/** Has Gavel believe that its windows so far came up this much earlier. */
async function makeOlder(byMs: number): Promise<void> {
  const older = Object.entries(await promptLimit()).map(([tab, times]) => [
    tab,
    times.map((at) => at - byMs),
  ]);
  const item = { v: 1, value: Object.fromEntries(older) };
  await overwrite(options.page, 'session', { 'prompt-limit': item });
}

/**
 * No window came up for what was sent before. The background decides that right after it has answered,
 * and two later messages are answered by now; a window that it had asked for would be listed.
 */
async function expectNoWindow(run: Run): Promise<void> {
  const state = { type: 'panel.state', payload: {} };
  for (const answer of await send(run, [state, state])) expect(answer).toMatchObject({ ok: true });
  const worker = await world.gavel.worker();
  const popups = await worker.evaluate(() =>
    (globalThis as unknown as ContextsApi).chrome.runtime.getContexts({ contextTypes: ['POPUP'] }),
  );
  expect(popups).toEqual([]);
  expect(world.gavel.isPopupOpen()).toBe(false);
}

interface ContextsApi {
  readonly chrome: {
    readonly runtime: { getContexts(filter: object): Promise<readonly unknown[]> };
  };
}

describe('a content script that somebody has taken over', () => {
  it(`is refused each of the ${forPages.length} messages of Gavel’s own pages, and those that do not exist`, async () => {
    const { page, run } = await takenOver();
    for (const { what, all } of foreign()) {
      for (const answer of await send(run, all)) {
        expect(['not-permitted', 'too-many'], what).toContain(answer?.code);
      }
    }
    await page.close();
  });

  it(`finds no bug by what it puts into the ${forPanels.length} messages of its own, and learns nothing of keys`, async () => {
    const { page, run } = await takenOver();
    const secret = [key.keyId, other.appId, 'Quiet harbour', 'Zebra crossing', ...needlesOf(key)];
    let seed = 100;
    for (const type of forPanels) {
      const answers = await send(
        run,
        payloads(seed++).map((payload) => ({ type, payload })),
      );
      for (const answer of answers) {
        expect(answer, type).not.toMatchObject({ code: 'failed' });
        expect(answer, type).toHaveProperty('ok');
      }
      expect(found(JSON.stringify(answers), secret), type).toEqual([]);
    }
    const waiting = await waitingActions(options.page);
    for (const action of waiting) expect(action.meeting.appId).toBe(key.appId);
    await page.close();
  });

  it('reads and writes none of Gavel’s storage, and reaches no other part of it', async () => {
    const { page, run } = await takenOver();
    for (const area of ['local', 'session', 'managed']) {
      for (const call of ['get(null)', 'set({ x: 1 })', 'clear()', "remove('x')"]) {
        expect(await run(`return JSON.stringify(await chrome.storage.${area}.${call})`)).toMatch(
          /^refused: /,
        );
      }
    }
    const apis = await run(
      'return Object.keys(chrome).filter((name) => !["runtime", "storage", "i18n", "loadTimes", "csi", "app", "dom", "extension"].includes(name))',
    );
    expect(apis).toEqual([]);
    // Its IndexedDB is the site's: the journal is not in it.
    expect(await run('return (await indexedDB.databases()).map(({ name }) => name)')).not.toContain(
      'gavel',
    );
    const port = await run(`return await new Promise((done) => {
      const port = chrome.runtime.connect({ name: 'x' });
      port.onDisconnect.addListener(() => done('nobody listens'));
    })`);
    expect(port).toBe('nobody listens');
    expect(await storedIn(options.page, 'local'), 'there is nothing to be reached').toEqual({});
    await page.close();
  });

  it('asks for its own meeting only, whatever it says, and touches no request of another tab', async () => {
    const victim = await world.joinMeeting(other.appId, [{ name: 'Trudy', userId: 'auth0|trudy' }]);
    const trudy = victim.meeting.participants().find(({ name }) => name === 'Trudy');
    const { page, run } = await takenOver();
    await victim.page.page.bringToFront();
    await victim.page.panel.open();
    await victim.page.panel.ban('Trudy');
    const first = await world.gavel.popup();
    await first.question();
    await first.close();

    const lie = { appId: other.appId, room: victim.room };
    const target = { participantId: trudy?.id, userId: 'auth0|trudy', name: 'Trudy', role: null };
    await send(run, [
      {
        type: 'panel.ask',
        payload: { kind: 'ban', targets: [target], meeting: lie, frame: { tabId: 1, frameId: 0 } },
      },
      { type: 'panel.saw-leave', payload: { participantId: trudy?.id } },
    ]);
    // It comes up for the request of the other tab, and is not to be taken for a later one.
    const second = await world.gavel.popup();
    await second.find('heading');
    await second.close();
    const waiting = await waitingActions(options.page);
    const ofVictim = waiting.filter(({ meeting }) => meeting.appId === other.appId);
    expect(ofVictim).toHaveLength(1);
    expect(waiting.find(({ meeting }) => meeting.appId === key.appId)).toBeDefined();
    const [answer] = await send(run, [{ type: 'panel.state', payload: {} }]);
    expect(JSON.stringify(answer)).not.toContain(ofVictim[0]?.id);
    await victim.page.close();
    await page.close();
  });

  it('cannot swap the person between the click and the confirmation', async () => {
    const { page, run } = await takenOver();
    await page.panel.ban('Mallory');
    const popup = await world.gavel.popup();
    await popup.reads('auth0|mallory');
    // What runs in the panel's own world can change what the panel answers at the second look.
    await run(SWAP);
    await popup.confirm('Ban');
    await popup.reads('auth0|victim');
    expect(await popup.text()).toMatch(/again|since you clicked/);
    await expectNothingSent(world);
    await popup.cancel();
    await popup.close();
    await page.close();
  });

  it('opens Gavel’s window three times; then only the badge counts, and the panel says so', async () => {
    const { page, run } = await takenOver();
    const ask = (n: number) => ({
      type: 'panel.ask',
      payload: {
        kind: 'ban',
        targets: [{ participantId: null, userId: `auth0|${n}`, name: `Guest ${n}`, role: null }],
      },
    });
    await page.page.bringToFront();
    for (let n = 1; n <= 3; n++) {
      await send(run, [ask(n)]);
      const popup = await world.gavel.popup();
      await popup.reads(`auth0|${n}`);
      await popup.close();
      await world.gavel.popupClosed();
      // Requests within a second of each other share one window: this was longer ago.
      await makeOlder(1001);
    }
    expect(Object.values(await promptLimit()).map((times) => times.length)).toContain(3);
    await send(run, [ask(4), { type: 'panel.show-request', payload: {} }]);
    await page.panel.reads(/Gavel's window did not open/);
    await expectNoWindow(run);
    // A worker that starts anew has not forgotten.
    await world.gavel.stopWorker();
    await send(run, [ask(5)]);
    await expectNoWindow(run);
    const all = await waitingActions(options.page);
    const mine = all.filter(({ meeting }) => meeting.appId === key.appId);
    expect(mine).toHaveLength(1);
    const popup = await world.gavel.openToolbarPopup(page);
    await popup.reads('auth0|5');
    await popup.cancel();
    await popup.close();
    await page.close();
  });

  it('is listened to no more than a fast host is, and another tab is served meanwhile', async () => {
    const bystander = await world.joinMeeting(key.appId, [MALLORY]);
    const { page, run } = await takenOver();
    const bystanderRun = await asContentScript(world, bystander.page.page);
    const { answers, tookMs } = (await run(`
      const began = Date.now();
      const all = Array.from({ length: 2000 }, (_, i) => chrome.runtime.sendMessage(
        { type: i % 2 ? 'panel.state' : 'panel.place', payload: { place: null } }));
      const answers = await Promise.all(all);
      return { answers, tookMs: Date.now() - began }`)) as { answers: Reply[]; tookMs: number };
    // However long they took to get through: so many at once, and so many more each second.
    const heard = answers.filter(({ code }) => code !== 'too-many').length;
    expect(heard).toBeLessThanOrEqual(150 + (tookMs / 1000) * 40 + 1);
    const [served] = await send(bystanderRun, [{ type: 'panel.state', payload: {} }]);
    expect(served).toMatchObject({ ok: true });
    const isHeard = async () => {
      const [answer] = await send(run, [{ type: 'panel.state', payload: {} }]);
      return answer?.ok;
    };
    await certainly(isHeard, 'its tab is listened to again');
    await page.close();
    await bystander.page.close();
  });

  it('cannot keep Gavel’s own pages busy by pretending that something changed', async () => {
    const { page, run } = await takenOver();
    const popup = await world.gavel.openToolbarPopup(page);
    await popup.reads(/participant/);
    const log = await recordMessages(world.gavel);
    await send(
      run,
      Array.from({ length: 100 }, () => ({ type: 'gavel.changed' })),
    );
    // What reaches the popup reaches it in order: after two answers of its own it has heard all of that,
    // and what it would have asked for then has arrived.
    for (let i = 0; i < 2; i++) await waitingActions(popup.page);
    const asked = (await log()).split('popup.state').length - 1 - 2;
    expect(asked).toBeLessThan(5);
    await popup.close();
    await page.close();
  });
});

describe('the table of messages', () => {
  it('has no message by which a panel could confirm, cancel or send', () => {
    expect(forPanels.every((type) => type.startsWith('panel.'))).toBe(true);
    expect(forPanels.filter((type) => /confirm|cancel|token|key|repeat|test/.test(type))).toEqual(
      [],
    );
  });
});
