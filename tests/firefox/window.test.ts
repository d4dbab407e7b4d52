import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cancelAll, waitingActions } from '~/tests/e2e/support/attacks';
import type { HostKey } from '~/tests/e2e/support/host-key';
import { certainly } from '~/tests/e2e/support/wait';
import { OwnWindow } from './support/own-window';
import type { FirefoxPage } from './support/page';
import { FirefoxWorld } from './support/world';

/** With it, Firefox opens the toolbar's popup for a click on the toolbar and for nothing else. */
const NO_POPUP = { 'extensions.openPopupWithoutUserGesture.enabled': false };

let world: FirefoxWorld;
let key: HostKey;
/** A page of Gavel's, which looks on. */
let own: FirefoxPage;

async function open(preferences: Record<string, unknown> = {}): Promise<void> {
  world = await FirefoxWorld.open({ preferences });
  key = await world.newKeyInGavel();
  own = await world.openGavel('options.html#about');
  await own.reads(/Gavel/);
}
afterEach(async () => {
  await new OwnWindow(own).close();
  // A background that is just being stopped hears nothing: it is asked again.
  await certainly(() => cancelAll(own).then(() => true), 'nothing waits any more');
});

/** Two meetings in two tabs, in which Ann and a troll are. */
async function twoMeetings() {
  const join = (name: string) =>
    world.joinMeeting(key.appId, [{ name, userId: `auth0|${name.toLowerCase()}` }]);
  return { first: await join('Ann'), second: await join('Troll') };
}

/** Clicks in the tab that is in front, as a host does. */
async function ask({ page }: { page: FirefoxPage }, name: string): Promise<void> {
  await page.activate();
  await page.click('button', `Ban ${name}`);
}

async function banned(): Promise<(string | undefined)[]> {
  const bans = (await world.sent(own)).filter(({ operation }) => operation === 'BAN_USER');
  return bans.map(({ userId }) => userId);
}

/** Whom the requests that wait are about. */
async function waiting(): Promise<(string | null | undefined)[]> {
  const all = await certainly(() => waitingActions(own), 'Gavel says what waits');
  return all.map(({ target }) => target?.name);
}

/** What the journal says of the newest request about this person. */
async function stateOf(name: string): Promise<string | undefined> {
  return own.evaluate(async (wanted) => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await asked(indexedDB.open('gavel'));
    const all = await asked(db.transaction('actions').objectStore('actions').getAll());
    db.close();
    const about = all.filter(({ target }) => target?.name === wanted);
    return about.sort((one, other) => other.stagedAt - one.stagedAt)[0]?.state;
  }, name);
}

/** Closes a tab, and waits until Gavel has taken back what was asked for there. */
async function closeTab({ page }: { page: FirefoxPage }, name: string): Promise<void> {
  expect(await stateOf(name)).toBe('pending');
  await world.close(page);
  const isOver = async () => (await stateOf(name)) !== 'pending';
  await certainly(isOver, `the request about ${name} is over`);
  // Not because its minute was over.
  expect(await stateOf(name)).toBe('cancelled');
}

describe('the window that Gavel brings up, in Firefox', () => {
  beforeAll(() => open());
  afterAll(() => world?.stop());

  /** The host looks at the older request, and puts it off. */
  async function putOff(first: { page: FirefoxPage }, popup: OwnWindow): Promise<void> {
    await ask(first, 'Ann');
    await popup.reads(/^Ban Ann\?/);
    // Gavel opens once more what was closed as soon as it was open. A stopped background does not.
    await popup.close();
    await world.backgroundStopped();
    await popup.close();
    expect(await waiting()).toEqual(['Ann']);
  }

  it('begins with what was clicked, not with another tab’s', async () => {
    const { first, second } = await twoMeetings();
    const popup = new OwnWindow(own);
    await putOff(first, popup);
    await ask(second, 'Troll');
    // The first question that it has for the host at all.
    const list = await popup.reads(/\?/);
    expect(list).toMatch(/^Several requests.*Ban Troll\s*\?.*Ban Ann\s*\?/s);
    expect(list).toContain(second.room);
    expect(list).toContain(first.room);
    await popup.press('Show');
    expect(await popup.reads(/^Ban/)).toMatch(/^Ban Troll\?.*auth0\|troll/s);
    // A script's click is no answer.
    await popup.press('Ban and remove');
    expect(await banned()).toEqual([]);
  });

  it('asks for nothing any more of a tab that was closed', async () => {
    const { first, second } = await twoMeetings();
    const popup = new OwnWindow(own);
    await putOff(first, popup);
    await closeTab(first, 'Ann');
    await ask(second, 'Troll');
    const text = await popup.reads(/\?/);
    expect(text).toMatch(/^Ban Troll\?/);
    expect(text).not.toContain('Ann');
    expect(await waiting()).toEqual(['Troll']);
  });
});

describe('the window that Gavel brings up where Firefox opens no popup', () => {
  beforeAll(() => open(NO_POPUP));
  afterAll(() => world?.stop());

  it('is a small one that begins with what was clicked, and the right person is banned', async () => {
    const { first, second } = await twoMeetings();
    await ask(first, 'Ann');
    const small = await world.smallWindow();
    await small.find('heading', 'Ban Ann?');
    // It is left open behind the meetings.
    await ask(second, 'Troll');
    await small.find('list', 'Waiting requests');
    const list = await small.text();
    expect(list).toMatch(/Ban Troll\s*\?.*Ban Ann\s*\?/s);
    expect(await small.has('button', 'Ban and remove')).toBe(false);
    await small.click('button', 'Show');
    await small.find('heading', 'Ban Troll?');
    await small.click('button', 'Ban and remove');
    await small.reads(/JaaS accepted the ban/);
    expect(await banned()).toEqual(['auth0|troll']);
    await closeTab(first, 'Ann');
    expect(await waiting()).toEqual([]);
  });
});
