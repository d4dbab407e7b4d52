import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import { expectNothingSent } from './support/fence';
import { type HostKey, newMeetingToken } from './support/host-key';
import type { OptionsPage } from './support/options-page';
import type { MeetingPage } from './support/panel';
import type { Popup } from './support/popup';
import { overwrite, storedIn } from './support/storage';
import { certainly } from './support/wait';

const PASSPHRASE = 'seven quiet herons wade';
const NEXT = 'nine louder herons wade';
const LOCKED = 'Locked. Gavel asks for the passphrase when you confirm.';

let profile: string;
let world: World;
let key: HostKey;
let options: OptionsPage;
let page: MeetingPage;

beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), 'gavel-lock-'));
  world = await startWorld({ userDataDir: profile });
  key = await world.newKeyInGavel('Forum');
  await settle();
});
beforeEach(() => world.simulator.clearRecords());
// A test that fails leaves the next one a passphrase that is taken.
afterEach(() => setTries(0));
afterAll(async () => {
  await world?.close();
  await rm(profile, { recursive: true, force: true });
});

/** The options page and a meeting, as after each start of the browser. */
async function settle(): Promise<void> {
  options = await world.gavel.openOptions('keys');
  ({ page } = await world.joinMeeting(key.appId));
  await page.panel.open();
}

/** Asks in the panel to ban somebody who has just joined; the popup that asks back. */
async function ask(): Promise<Popup> {
  const url = new URL(page.page.url());
  const meeting = world.simulator.meeting(key.appId, url.pathname.split('/')[2] ?? '');
  guests += 1;
  const name = `Guest ${guests}`;
  meeting.join({ name, userId: `auth0|${guests}` });
  await page.page.bringToFront();
  await page.panel.ban(name);
  const popup = await world.gavel.popup();
  expect(await popup.question()).toBe(`Ban ${name}?`);
  return popup;
}
let guests = 0;

async function confirmed(popup: Popup): Promise<void> {
  await popup.confirm('Ban');
  await popup.outcome(/JaaS accepted the ban/);
  await popup.close();
  expect(world.simulator.requests[0]).toMatchObject({ operation: 'BAN_USER', performed: true });
}

/** The right passphrase: the one button unlocks, and has confirmed what was asked. */
async function unlockedAndConfirmed(popup: Popup, passphrase: string): Promise<void> {
  await popup.unlockAndBan(passphrase);
  await popup.outcome(/JaaS accepted the ban/);
  await popup.close();
  expect(world.simulator.requests[0]).toMatchObject({ operation: 'BAN_USER', performed: true });
}

/** The passphrase's form stands in the question, and its one button sends nothing without it. */
async function asksForPassphrase(popup: Popup): Promise<void> {
  await popup.find('textbox', 'Passphrase');
  await popup.pressUnlock();
  expect(await popup.all('button', /^Ban/)).toEqual([]);
  await expectNothingSent(world);
}

/** Locks the keys; a test that failed before this one may have left them so. */
async function lock(): Promise<void> {
  const { name } = await options.find('button', /^(Lock now|Unlock)$/);
  if (name === 'Lock now') await options.lockNow();
}

async function isLocked(): Promise<boolean> {
  const session = await storedIn(await world.gavel.worker(), 'session');
  return !('unlocked-keys' in session);
}

/** Moves the deadline of the unlocked keys, in milliseconds from now: less than five minutes. */
async function setDeadline(inMs: number): Promise<number> {
  const worker = await world.gavel.worker();
  const { 'unlocked-keys': unlocked } = await storedIn(worker, 'session');
  const until = Date.now() + inMs;
  const moved = { ...(unlocked as object), until, unlockedAt: until - 300_000 };
  await overwrite(worker, 'session', { 'unlocked-keys': moved });
  return until;
}

/** After five wrong passphrases, no other one is taken before this time; 0 for after none. */
async function setTries(notBefore: number): Promise<void> {
  const worker = await world.gavel.worker();
  const wrong = notBefore === 0 ? 0 : 5;
  await overwrite(worker, 'items', { 'unlock-attempts': { v: 1, value: { wrong, notBefore } } });
}

async function attempts(): Promise<{ readonly notBefore: number }> {
  const { 'unlock-attempts': kept } = await storedIn(await world.gavel.worker(), 'items');
  return (kept as { readonly value: { readonly notBefore: number } }).value;
}

interface AlarmApi {
  readonly chrome: {
    readonly alarms: {
      get(name: string): Promise<{ readonly scheduledTime: number } | undefined>;
      clear(name: string): Promise<boolean>;
      create: (name: string, when: object) => Promise<void>;
    };
  };
}

/** Waits until the bell is set for this moment. */
async function bellAt(until: number): Promise<void> {
  const worker = await world.gavel.worker();
  const isSet = async () => {
    const at = await worker.evaluate(async () => {
      const alarm = await (globalThis as unknown as AlarmApi).chrome.alarms.get('lock');
      return alarm?.scheduledTime ?? 0;
    });
    return Math.abs(at - until) < 2;
  };
  await certainly(isSet, 'the bell is set for the deadline');
}

describe('a passphrase', () => {
  it('is refused while it is too short or was not typed twice, and nothing changes', async () => {
    await options.click('button', 'Protect with a passphrase');
    await options.fill('New passphrase', 'short');
    await options.fill('Repeat new passphrase', 'short');
    await options.click('button', 'Protect');
    expect((await options.problemOf('New passphrase')).text).toBe('Use at least 15 characters.');
    await options.fill('New passphrase', PASSPHRASE);
    await options.fill('Repeat new passphrase', `${PASSPHRASE}!`);
    await options.click('button', 'Protect');
    expect((await options.problemOf('Repeat new passphrase')).text).toBe(
      'The two passphrases do not match. Type the new passphrase again.',
    );
    await options.click('button', 'Cancel', { within: ['region', 'Protection'] });
    await confirmed(await ask());
  });

  it('protects the keys, which stay unlocked for whoever has just set it', async () => {
    await options.protect(PASSPHRASE);
    await options.keyReads('Forum', /Passphrase/);
    await options.reads('Unlocked until');
    await confirmed(await ask());
  });

  it('opens the keys after a stopped worker without being asked for again', async () => {
    await world.gavel.stopWorker();
    const popup = await ask();
    expect(await popup.all('textbox', 'Passphrase')).toEqual([]);
    await confirmed(popup);
  });
});

describe('locked keys', () => {
  it('F54: are unlocked in the notice on top, away from changing and removing the passphrase', async () => {
    await lock();
    await options.find('button', 'Unlock', { within: ['region', 'Locked'] });
    const inProtection = await options.all('button', undefined, {
      within: ['region', 'Protection'],
    });
    expect(inProtection.map(({ name }) => name)).toEqual([
      'Change passphrase',
      'Remove passphrase',
    ]);
    expect(await options.all('button', /passphrase/, { within: ['region', 'Locked'] })).toEqual([]);
  });

  it('show as locked in the options page, the panel and the popup', async () => {
    await lock();
    await options.keyReads('Forum', /Locked/);
    await page.panel.reads(LOCKED);
    const popup = await world.gavel.openToolbarPopup(page);
    await popup.reads('Your keys are locked. Nothing can be sent until they are unlocked.');
    expect(await popup.all('button', 'End meeting for everyone')).toEqual([]);
    await popup.close();
  });

  it('36: can be asked for a ban; one button takes the passphrase, unlocks and bans', async () => {
    const popup = await ask();
    await asksForPassphrase(popup);
    await popup.note('Enter sends nothing');
    await popup.page.keyboard.press('Enter');
    await popup.unlockAndBan('not it at all');
    await popup.outcome(/Wrong passphrase\. Nothing was changed\./);
    await expectNothingSent(world);
    await unlockedAndConfirmed(popup, PASSPHRASE);
    await page.panel.reads('Key ready');
    await options.keyReads('Forum', /last used/);
    await options.gone('button', 'Unlock');
  });

  it('can be asked for the ban of a token; confirming it needs the passphrase first', async () => {
    await lock();
    await page.panel.reads(LOCKED);
    const token = newMeetingToken(key, { id: 'u-2210', name: 'Trudy' });
    const popup = await world.gavel.openToolbarPopup(page);
    await popup.choose('Ban a token…');
    await popup.fill('Token', token);
    await popup.choose('Next');
    await asksForPassphrase(popup);
    await popup.unlockAndBan(PASSPHRASE);
    await popup.outcome(/JaaS accepted the ban of the token/);
    await popup.close();
  });

  it('slow down whoever tries five wrong passphrases, also over another page', async () => {
    await lock();
    const popup = await ask();
    for (const wrong of ['first try', 'second try', 'third try', 'fourth try']) {
      await popup.unlockAndBan(wrong);
      await popup.outcome(/Wrong passphrase\. Nothing was changed\.$/);
      const isEmpty = async () => (await popup.valueOf('Passphrase')) === '';
      await certainly(isEmpty, 'the next passphrase can be typed');
    }
    const before = Date.now();
    await popup.unlockAndBan('fifth try');
    const said = await popup.outcome(/After so many attempts, you can try again in \d+ seconds\./);
    expect(Number(/in (\d+) seconds/.exec(said)?.[1])).toBeLessThanOrEqual(30);
    const { notBefore } = await attempts();
    expect(notBefore).toBeGreaterThanOrEqual(before + 30_000);
    expect(notBefore).toBeLessThanOrEqual(Date.now() + 30_000);
    // Ten minutes in place of the half: they are not over before all has been looked at.
    await setTries(Date.now() + 600_000);
    await popup.unlockAndBan(PASSPHRASE);
    await popup.outcome(/Too many wrong attempts\. You can try again at \d\d?:\d\d/);
    await options.fill('Passphrase', PASSPHRASE);
    await options.click('button', 'Unlock');
    expect((await options.problemOf('Passphrase')).text).toMatch(/Too many wrong attempts\./);
    expect(await isLocked()).toBe(true);

    // The time is over, as far as Gavel can tell.
    await setTries(Date.now() - 1);
    await unlockedAndConfirmed(popup, PASSPHRASE);
    expect(await storedIn(await world.gavel.worker(), 'items')).not.toHaveProperty(
      'unlock-attempts',
    );
  });
});

describe('keys that lock by themselves', () => {
  it('have an absolute deadline and a bell set for it', async () => {
    await lock();
    await options.select('Lock automatically', 'After 5 minutes');
    await options.reads('Saved. It applies from the next time you unlock.');
    const before = Date.now();
    await options.unlock(PASSPHRASE);
    const { 'unlocked-keys': unlocked } = await storedIn(options.page, 'session');
    const { until } = unlocked as { until: number };
    expect(until).toBeGreaterThanOrEqual(before + 300_000);
    expect(until).toBeLessThanOrEqual(Date.now() + 300_000);
    await bellAt(until);
  });

  it('say so on every page when the bell wakes a stopped worker', async () => {
    await bellAt(await setDeadline(200_000));
    await page.panel.reads('Key ready');
    const until = await setDeadline(2000);
    await world.gavel.stopWorker();
    await page.panel.reads(LOCKED);
    await options.find('button', 'Unlock');
    expect(Date.now()).toBeGreaterThanOrEqual(until);
  });

  it('are locked at the next use after the deadline, bell or no bell', async () => {
    await options.unlock(PASSPHRASE);
    const worker = await world.gavel.worker();
    await worker.evaluate(async () => {
      const { alarms } = (globalThis as unknown as AlarmApi).chrome;
      alarms.create = async () => {};
      await alarms.clear('lock');
    });
    const until = await setDeadline(1000);
    await world.gavel.stopWorker();
    await certainly(() => Date.now() > until, 'the deadline is over');
    const popup = await ask();
    await asksForPassphrase(popup);
    expect(await isLocked()).toBe(true);
    await unlockedAndConfirmed(popup, PASSPHRASE);
  });
});

describe('the end of the browser', () => {
  it('locks the keys', async () => {
    await options.select('Lock automatically', 'Only when the browser is closed');
    await options.reads('Saved.');
    await lock();
    await options.unlock(PASSPHRASE);
    await options.reads('Unlocked until the browser is closed.');
    await world.restartBrowser();
    await settle();
    await options.find('button', 'Unlock');
    expect(await isLocked()).toBe(true);
    const popup = await ask();
    await asksForPassphrase(popup);
    await unlockedAndConfirmed(popup, PASSPHRASE);
  });
});

describe('the passphrase', () => {
  it('is changed: only the new one opens the keys', async () => {
    await options.click('button', 'Change passphrase');
    await options.fill('Current passphrase', 'not it at all');
    await options.fill('New passphrase', NEXT);
    await options.fill('Repeat new passphrase', NEXT);
    await options.click('button', 'Change');
    expect((await options.problemOf('Current passphrase')).text).toBe(
      'Wrong passphrase. Nothing was changed.',
    );
    await options.click('button', 'Cancel', { within: ['region', 'Protection'] });
    await options.changePassphrase(PASSPHRASE, NEXT);
    await lock();
    const popup = await ask();
    await popup.unlockAndBan(PASSPHRASE);
    await popup.outcome(/Wrong passphrase/);
    await unlockedAndConfirmed(popup, NEXT);
  });

  it('is asked for where another key is added', async () => {
    const other = world.newKey();
    const { pkcs8Pem: pem } = other;
    await options.submitKey({ ...other, label: 'Second', key: { pem } });
    expect((await options.problemOf('Gavel passphrase')).text).toBe(
      'Type the passphrase that protects your keys in Gavel.',
    );
    await options.fill('Gavel passphrase', PASSPHRASE);
    await options.click('button', 'Add key');
    expect((await options.problemOf('Gavel passphrase')).text).toMatch(/Wrong passphrase/);
    await options.fill('Gavel passphrase', NEXT);
    await options.click('button', 'Add key');
    await options.keyReads('Second', /Passphrase/);
    expect(await options.checkKey('Second')).toContain('The key works here');
  });

  it('is removed: nothing is asked for any more, after a restart neither', async () => {
    await lock();
    await options.removePassphrase(NEXT);
    await options.find('button', 'Protect with a passphrase');
    await page.panel.reads('Key ready');
    await world.restartBrowser();
    await settle();
    const popup = await ask();
    expect(await popup.all('textbox', 'Passphrase')).toEqual([]);
    await confirmed(popup);
  });
});

describe('a change of the mode while the browser is killed', () => {
  it.each([0, 60, 150, 400])('after %i ms leaves keys that open', async (delayMs) => {
    await options.click('button', 'Protect with a passphrase');
    await options.fill('New passphrase', PASSPHRASE);
    await options.fill('Repeat new passphrase', PASSPHRASE);
    await options.click('button', 'Protect');
    // Wherever it is by then: what is promised is the same for every moment.
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    await world.killBrowser();

    options = await world.gavel.openOptions('keys');
    await options.find('listitem', 'Forum');
    expect(await options.text()).not.toContain('Cannot be read');
    // All keys have the passphrase or none has: never some.
    const badges = await Promise.all(['Forum', 'Second'].map(badgeOf));
    expect(new Set(badges).size).toBe(1);
    if (badges[0] === 'Locked') await options.unlock(PASSPHRASE);
    for (const title of ['Forum', 'Second']) {
      expect(await options.checkKey(title)).toContain('The key works here');
    }
    if (badges[0] === 'Locked') await options.removePassphrase(PASSPHRASE);
  });
});

async function badgeOf(title: string): Promise<string | undefined> {
  return /Locked|Passphrase/.exec(await options.keyReads(title, /added/))?.[0];
}
