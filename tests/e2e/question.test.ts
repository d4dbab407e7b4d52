import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { JoinOptions } from '~/tests/simulator/meeting/participant';
import { cancelAll } from './support/attacks';
import { textOf } from './support/ax-node';
import { expectNothingSent } from './support/fence';
import type { HostKey } from './support/host-key';
import type { World } from './support/open-world';
import type { OptionsPage } from './support/options-page';
import type { Popup } from './support/popup';
import { certainly } from './support/wait';
import { startWorld } from './support/world';

let world: World;
let key: HostKey;
let options: OptionsPage;

beforeAll(async () => {
  world = await startWorld();
  key = await world.newKeyInGavel();
  options = await world.gavel.openOptions('keys');
});
afterEach(async () => {
  await cancelAll(options.page);
  world.simulator.clearRecords();
});
afterAll(() => world?.close());

const MALLORY = { name: 'Mallory', userId: 'google-oauth2|114025754820379595030' };

/** The toolbar's popup is never larger. */
const POPUP = { width: 380, height: 600 };

async function joined(people: readonly JoinOptions[]) {
  const { page, meeting } = await world.joinMeeting(key.appId, [...people]);
  await page.panel.open();
  return { page, meeting };
}

/** Whether all of it can be seen at this moment, without scrolling, and nothing lies over it. */
function isInSight(popup: Popup, words: string): Promise<boolean> {
  return popup.page.evaluate((wanted) => {
    const all = [...document.querySelectorAll('p, button, label, li, span')];
    const element = all.find(({ textContent }) => textContent?.trim().startsWith(wanted));
    if (!element) return false;
    const { left, top, bottom, width } = element.getBoundingClientRect();
    return [top + 2, bottom - 2].every((y) => {
      const hit = document.elementFromPoint(left + Math.min(4, width / 2), y);
      return hit !== null && (element.contains(hit) || hit.contains(element));
    });
  }, words);
}

/** The colour that a button is filled with. */
function fillOf(popup: Popup, words: string): Promise<string> {
  return popup.page.evaluate((wanted) => {
    const all = [...document.querySelectorAll('button')];
    const button = all.find(({ textContent }) => textContent === wanted);
    return button ? getComputedStyle(button).backgroundColor : '';
  }, words);
}

function cssColour(popup: Popup, name: string): Promise<string> {
  return popup.page.evaluate((variable) => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.backgroundColor = `var(${variable})`;
    const { backgroundColor } = getComputedStyle(probe);
    probe.remove();
    return backgroundColor;
  }, name);
}

describe('the question about one person', () => {
  it('29: shows the person, the user ID whole and the consequence before all else', async () => {
    const { page, meeting } = await joined([MALLORY]);
    const participant = meeting.participants().find(({ name }) => name === MALLORY.name)?.id ?? '';
    await page.panel.ban(MALLORY.name);
    const popup = await world.gavel.popup();
    const text = await popup.reads('Asks JaaS to keep Mallory out of all your meetings.');
    const order = [
      'Ban Mallory?',
      MALLORY.userId,
      'This cannot be undone.',
      'JaaS documents no way to undo it',
      'A ban alone does not disconnect anybody',
      'Details',
    ];
    const found = order.map((one) =>
      text.replaceAll(/\s+/g, ' ').replaceAll(' ?', '?').indexOf(one),
    );
    expect(found).toEqual(found.toSorted((a, b) => a - b));
    expect(Math.min(...found)).toBeGreaterThanOrEqual(0);
    expect(text).toMatch(/seen here since \d\d:\d\d|joined \d\d:\d\d/);
    expect(text).not.toContain(participant);
    await popup.click('button', 'Details');
    await popup.reads(`Participant ${participant}`);
    const weight = await popup.page.evaluate(() => {
      const line = document.querySelector('.consequence .lead');
      return line === null ? 0 : Number(getComputedStyle(line).fontWeight);
    });
    expect(weight).toBeGreaterThanOrEqual(600);
    await popup.close();
    await page.close();
  });

  it('30: removing is calm and not red; banning is red', async () => {
    const { page } = await joined([MALLORY]);
    await page.panel.remove(MALLORY.name);
    const removal = await world.gavel.popup();
    await removal.reads('They can come back with the same link.');
    await removal.answerable('Remove');
    const red = await cssColour(removal, '--danger');
    expect(await fillOf(removal, 'Remove')).toBe(await cssColour(removal, '--accent'));
    await removal.cancel();
    await page.panel.ban(MALLORY.name);
    const ban = await world.gavel.popup();
    await ban.answerable('Ban');
    await certainly(async () => (await fillOf(ban, 'Ban and remove')) === red, 'the ban is red');
    await ban.close();
    await page.close();
  });

  it('31: the button says the whole act, and follows the tick', async () => {
    const { page } = await joined([MALLORY]);
    await page.panel.ban(MALLORY.name);
    const popup = await world.gavel.popup();
    await popup.find('button', 'Ban and remove');
    await popup.click('checkbox', /^Also remove/);
    await popup.click('button', 'Ban only');
    await popup.outcome(/JaaS accepted the ban/);
    expect(world.simulator.requests.map(({ operation }) => operation)).toEqual(['BAN_USER']);
    await popup.close();
    await page.panel.endMeeting();
    const end = await world.gavel.popup();
    await end.find('button', 'End for everyone');
    await end.close();
    await page.close();
  });

  it('32: no field stands between question and answer; a note is asked for where it is wanted', async () => {
    const { page } = await joined([{ name: 'Nick', userId: 'auth0|nick' }]);
    await page.panel.ban('Nick');
    const popup = await world.gavel.popup();
    await popup.find('button', 'Ban and remove');
    expect(await popup.all('textbox')).toEqual([]);
    await popup.click('button', 'Add a note');
    await certainly(
      async () => (await popup.all('textbox', 'Private note'))[0]?.focused === true,
      'the note can be typed at once',
    );
    await popup.close();
    await page.close();
  });

  it('37: a new name is said with the old one, and first', async () => {
    const { page, meeting } = await joined([{ name: 'Ann Kim', userId: 'auth0|ann' }]);
    await page.panel.ban('Ann Kim');
    const popup = await world.gavel.popup();
    await popup.question();
    const id = meeting.participants().find(({ name }) => name === 'Ann Kim')?.id ?? '';
    meeting.rename(id, 'Anna Kimura');
    await page.panel.row('Anna Kimura');
    await popup.confirm('Ban');
    await popup.outcome(
      /Ann Kim\u2069? is now called \u2068?Anna Kimura\u2069?\..*Something has changed/s,
    );
    await expectNothingSent(world);
    await popup.close();
    await page.close();
  });
});

describe('the question about many', () => {
  it('4, 39: says what follows and who is among them before the list, all in sight, and wants a tick', async () => {
    const people = Array.from({ length: 40 }, (_, n) => ({
      name: `Guest ${String(n).padStart(2, '0')}`,
      userId: `auth0|${n}`,
      ...(n >= 37 && { role: 'moderator' as const }),
    }));
    const { page } = await joined([...people, { name: 'Nameless' }]);
    await page.panel.askForAll('Ban selected');
    const popup = await world.gavel.popup();
    await popup.page.setViewport(POPUP);
    expect(await popup.question()).toBe('Ban 41 people?');
    await popup.find('checkbox', 'Yes, including 3 moderators');
    expect(await popup.find('button', 'Ban 41 people')).toMatchObject({ disabled: true });
    for (const words of [
      'Asks JaaS to keep them out of all your meetings. This cannot be undone.',
      'Applies to every meeting',
      '1 of them has no user ID',
      '40 to ban · 1 only to remove · 3 moderators among them',
      'Yes, including 3 moderators',
      'Ban 41 people',
    ]) {
      expect(await isInSight(popup, words), words).toBe(true);
    }
    const rows = await popup.all('listitem', undefined, { within: ['list', 'People'] });
    expect(rows.slice(0, 3).map((row) => /Guest \d+/.exec(textOf(row))?.[0])).toEqual([
      'Guest 37',
      'Guest 38',
      'Guest 39',
    ]);
    const line = await popup.page.evaluate(() => {
      const decision = document.querySelector('.decision');
      return decision === null ? '' : getComputedStyle(decision).borderTopWidth;
    });
    expect(line).toBe('1px');
    await popup.click('checkbox', /^Yes, /);
    await popup.answerable('Ban');
    await expectNothingSent(world);
    await popup.close();
    await page.close();
  });
});

describe('the end of a meeting at a time', () => {
  it('42: is asked for in some minutes at one press, before a time can be typed', async () => {
    const { page } = await joined([]);
    const popup = await world.gavel.openToolbarPopup(page);
    await popup.choose('Schedule the end…');
    await popup.find('heading', 'When should it end?');
    const before = Date.now();
    await popup.click('button', 'In 15 min');
    const { name = '' } = await popup.find('heading', /^End this meeting at .*\d\d:\d\d\?$/);
    const clock = (ms: number) => new Date(ms).toTimeString().slice(0, 5);
    const minutes = [before, Date.now()].map((at) => clock(Math.round(at / 60_000 + 15) * 60_000));
    expect(minutes).toContain(/\d\d:\d\d/.exec(name)?.[0]);
    await popup.close();
    await page.close();
  });
});
