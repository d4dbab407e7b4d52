import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { foreign, forPages, forPanels, payloads, SWAP } from '~/tests/e2e/attacks/messages';
import { MALLORY } from '~/tests/e2e/support/attacked-world';
import { cancelAll, type Run, sending, waitingActions } from '~/tests/e2e/support/attacks';
import type { HostKey } from '~/tests/e2e/support/host-key';
import { found, needlesOf } from '~/tests/e2e/support/secrets';
import { certainly } from '~/tests/e2e/support/wait';
import { type AttackedFirefox, startAttackedFirefox } from './support/attacked';
import type { FirefoxPage } from './support/page';
import { asContentScript, TAKEN_OVER } from './support/taken-over';
import type { FirefoxWorld } from './support/world';

let attacked: AttackedFirefox;
let world: FirefoxWorld;
let key: HostKey;
let other: HostKey;
let own: FirefoxPage;

beforeAll(async () => {
  attacked = await startAttackedFirefox(TAKEN_OVER, 'Zebra crossing');
  ({ world, key, own } = attacked);
  other = await world.newKeyInGavel('Quiet harbour');
});
// Whatever any panel of this file sent: nobody confirmed, so JaaS was asked for nothing.
afterAll(() => attacked?.end());

afterEach(async () => {
  await cancelAll(own);
  await attacked.expectNothingDone();
});

interface Reply {
  readonly ok?: boolean;
  readonly code?: string;
}

/** Sends as the taken-over panel, one after the other. */
async function send(run: Run, all: readonly unknown[]): Promise<Reply[]> {
  return (await run(sending(all))) as Reply[];
}

async function takenOver(): Promise<{ page: FirefoxPage; run: Run }> {
  const page = await attacked.meeting();
  return { page, run: asContentScript(page) };
}

/** What Gavel's own pages say of a meeting's request: everything that is needed to confirm it. */
async function staged(appId: string) {
  const isThere = async () =>
    (await waitingActions(own)).find(({ meeting }) => meeting.appId === appId);
  return certainly(isThere, 'a request waits');
}

describe('a panel that somebody has taken over, in Firefox', () => {
  it(`is refused the ${forPages.length} messages of Gavel’s own pages, and what is no message`, async () => {
    const { page, run } = await takenOver();
    for (const { what, all } of foreign()) {
      for (const answer of await send(run, all)) {
        expect(['not-permitted', 'too-many'], what).toContain(answer?.code);
      }
    }
    await world.close(page);
  });

  it(`has nothing sent by the ${forPanels.length} messages of its own, and learns nothing of keys`, async () => {
    const { page, run } = await takenOver();
    const secret = [key.keyId, other.appId, 'Quiet harbour', 'Zebra crossing', ...needlesOf(key)];
    let seed = 100;
    for (const type of forPanels) {
      const all = payloads(seed++).map((payload) => ({ type, payload }));
      const answers = await send(run, all);
      for (const answer of answers) {
        expect(answer, type).not.toMatchObject({ code: 'failed' });
        expect(answer, type).toHaveProperty('ok');
      }
      expect(found(JSON.stringify(answers), secret), type).toEqual([]);
    }
    for (const { meeting } of await waitingActions(own)) expect(meeting.appId).toBe(key.appId);
    await world.close(page);
  });

  it('confirms, cancels and reads no request, neither its own nor another tab’s', async () => {
    const trudy = { name: 'Trudy', userId: 'auth0|trudy' };
    const victim = await world.joinMeeting(other.appId, [trudy]);
    await victim.page.click('button', 'Ban Trudy');
    const theirs = await staged(other.appId);
    const { page, run } = await takenOver();
    await page.click('button', 'Ban Mallory');
    const mine = await staged(key.appId);

    for (const { id, target } of [theirs, mine]) {
      const { userId } = target === theirs.target ? trudy : MALLORY;
      const seen = [{ id, kind: 'ban', ...target, userId }];
      const attempts = [
        { type: 'request.confirm', payload: { id, alsoRemove: false, note: '', seen } },
        { type: 'request.cancel', payload: { id } },
        { type: 'request.records', payload: { id } },
        { type: 'request.repeat', payload: { id, base: null } },
        { type: 'popup.state', payload: { tabId: null } },
        { type: 'key.test', payload: { id, appId: key.appId, keyId: key.keyId } },
      ];
      for (const [n, answer] of (await send(run, attempts)).entries()) {
        expect(answer, attempts[n]?.type).toEqual({ ok: false, code: 'not-permitted' });
      }
    }
    const [state] = await send(run, [{ type: 'panel.state', payload: {} }]);
    expect(JSON.stringify(state)).toContain(mine.id);
    expect(found(JSON.stringify(state), [theirs.id, 'Trudy', key.keyId])).toEqual([]);
    const waiting = (await waitingActions(own)).map(({ id }) => id);
    expect(waiting.sort()).toEqual([mine.id, theirs.id].sort());
    await world.close(page);
    await world.close(victim.page);
  });

  it('asks for the meeting of its own address, whatever meeting it names', async () => {
    const { page, run } = await takenOver();
    const target = { participantId: null, userId: 'auth0|trudy', name: 'Trudy', role: null };
    const lie = { meeting: { appId: other.appId, room: 'x' }, frame: { tabId: 1, frameId: 0 } };
    await send(run, [{ type: 'panel.ask', payload: { kind: 'ban', targets: [target], ...lie } }]);
    const waiting = await waitingActions(own);
    expect(waiting.map(({ meeting }) => meeting.appId)).toEqual([key.appId]);
    await world.close(page);
  });

  it('cannot swap the person between the click and the confirmation', async () => {
    const { page, run } = await takenOver();
    await page.click('button', 'Ban Mallory');
    const popup = await world.openGavel('popup.html');
    await popup.reads(/auth0\|mallory/);
    await run(SWAP);
    await popup.click('button', 'Ban and remove');
    expect(await popup.reads(/auth0\|victim/)).toMatch(/again|since you clicked/);
    await world.close(popup);
    await world.close(page);
  });

  it('reaches no session storage, no journal, no port and no view of Gavel’s', async () => {
    const { page, run } = await takenOver();
    for (const from of ['chrome', 'browser']) {
      for (const call of ['get(null)', 'set({ x: 1 })', 'clear()', "remove('x')"]) {
        const said = await run(`return JSON.stringify(await ${from}.storage.session.${call})`);
        expect(said).toMatch(/^refused: /);
      }
    }
    // Those that the browser names and does not have are left out.
    const apis = await run(`return [...new Set([chrome, browser].flatMap((api) =>
      Object.keys(api).filter((name) => api[name] !== undefined)))]`);
    expect(apis).toEqual(expect.arrayContaining(['runtime', 'storage']));
    // `test` is there in a Firefox that is driven by a program, and in no other.
    const harmless = ['runtime', 'storage', 'i18n', 'extension', 'manifest', 'test'];
    expect((apis as string[]).filter((name) => !harmless.includes(name))).toEqual([]);
    // Its IndexedDB is the site's: the journal is not in it.
    expect(await own.evaluate(databases)).toContain('gavel');
    expect(await run(`return (${databases})()`)).not.toContain('gavel');
    const views = 'return (chrome.extension.getViews?.() ?? []).length';
    expect(await run(views)).toSatisfy((said) => said === 0 || /^refused/.test(String(said)));
    const port = await run(`return await new Promise((done) => {
      const port = chrome.runtime.connect({ name: 'x' });
      port.onDisconnect.addListener(() => done('nobody listens'));
    })`);
    expect(port).toBe('nobody listens');
    await world.close(page);
  });

  it('finds nothing in the storage that Firefox opens to it, and changes nothing by it', async () => {
    await world.newKeyInGavel('Third');
    const settings = await world.openGavel('options.html#settings');
    await settings.choose('How many at the same time', '2');
    await settings.reads(/Saved\. It applies from the next confirmation/);
    await world.close(settings);
    const { page, run } = await takenOver();
    // Also where the page is so narrow that the card cannot be moved.
    await page.click('button', 'Close Gavel');
    const place = await placeIs(run, (it) => it !== null);
    const before = await whatGavelShows();
    expect(before).toMatch(/Zebra crossing.*Quiet harbour.*Third.*people: 365,2/s);

    expect(await run('return Object.keys(await browser.storage.local.get(null))')).toEqual([]);
    await run(`await browser.storage.local.set(${JSON.stringify(FORGED)})`);
    await run(`await browser.storage.sync.set(${JSON.stringify(FORGED)}).catch(() => null)`);
    expect(await whatGavelShows()).toBe(before);
    expect(await placeIs(run, () => true)).toEqual(place);
    await run('await browser.storage.local.clear()');
    expect(await whatGavelShows()).toBe(before);
    expect(await placeIs(run, () => true)).toEqual(place);
    await world.close(page);
  });
});

async function databases(): Promise<(string | undefined)[]> {
  return (await indexedDB.databases()).map(({ name }) => name);
}

/** What somebody would write there who knows how Gavel names and writes what is its own. */
const FORGED: Readonly<Record<string, unknown>> = {
  'auto-lock': { v: 1, value: null },
  'people-at-once': { v: 1, value: 6 },
  'activity-retention': { v: 1, value: 1 },
  'first-steps': { v: 1, value: { checked: true, joined: true, hidden: true } },
  'panel-place': { v: 1, value: { left: 1, top: 1, open: false } },
  'unlock-attempts': { v: 1, value: { wrong: 9, notBefore: 4e12 } },
  'unlocked-keys': { v: 1, unlockedAt: 0, until: null, keys: { x: 'x' } },
  'prompt-limit': { v: 1, value: {} },
  'key:00000000-0000-4000-8000-000000000000': { v: 1, label: 'Forged', sealed: 'x' },
};

/** Where Gavel itself has kept the panel's place: after a message or two. */
async function placeIs(run: Run, isIt: (place: unknown) => boolean): Promise<unknown> {
  const asked = { type: 'panel.place', payload: { place: null } };
  const isThere = async () => {
    const [answer] = (await send(run, [asked])) as { value?: { place: unknown } }[];
    return answer?.value !== undefined && isIt(answer.value.place) ? answer.value : null;
  };
  return certainly(isThere, 'the panel’s place is kept');
}

/** The keys and settings as a new options page shows them, and which keys can sign. */
async function whatGavelShows(): Promise<string> {
  const keys = await world.openGavel('options.html#keys');
  // The steps are drawn last.
  await keys.reads(/Set up Gavel in four steps.*Third/s);
  const listed = (await keys.text()).replaceAll(/\d+ (?:seconds?|minutes?) ago/g, 'ago');
  await world.close(keys);
  const settings = await world.openGavel('options.html#settings');
  await settings.find('combobox', 'How many at the same time');
  await settings.find('combobox', 'Keep the activity for');
  const set = await settings.evaluate(() =>
    [...document.querySelectorAll('select')].map(({ value }) => value).join(),
  );
  await world.close(settings);
  const known = await own.evaluate(async () => {
    const { chrome } = globalThis as unknown as PageChrome;
    const message = { type: 'popup.state', payload: { tabId: null } };
    return JSON.stringify((await chrome.runtime.sendMessage(message)).value.keys);
  });
  return `${listed}\n${known}\npeople: ${set}`;
}

interface PageChrome {
  readonly chrome: {
    readonly runtime: { sendMessage(message: unknown): Promise<{ value: { keys: unknown } }> };
  };
}
