import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import { REMOVING } from './attacks/pages';
import { lyingSnapshots, SAY } from './attacks/snapshots';
import { waitingActions } from './support/attacks';
import { expectNothingSent } from './support/fence';
import type { HostKey } from './support/host-key';
import { certainly } from './support/wait';

let world: World;
let key: HostKey;

beforeAll(async () => {
  world = await startWorld();
  key = await world.newKeyInGavel('Forum');
});
afterAll(() => world?.close());

const mallory = { name: 'Mallory', userId: 'auth0|mallory' };
const ann = { name: 'Ann', userId: 'auth0|ann' };
/** Is not banned before the last tests. */
const trudy = { name: 'Trudy', userId: 'auth0|trudy' };
const phone = { name: '+49 30 1234567', identity: false as const };

describe('a page that makes up who is in the meeting', () => {
  it('has nothing asked for by its list in the popup, and nothing sent by a click there alone', async () => {
    const { page } = await world.joinMeeting(key.appId, [mallory]);
    await page.page.evaluate(SAY);
    const options = await world.gavel.openOptions('about');
    const isKnown = async () => (await page.page.evaluate('heard.reader')) !== 'x';
    await certainly(isKnown, 'the page has overheard the reader');
    await page.page.evaluate(`setInterval(() => { ${lyingSnapshots(1)} }, 50)`);
    const popup = await world.gavel.openToolbarPopup(page);
    await popup.click('button', /^People/);
    await popup.find('button', 'Ban Victim');
    expect(await waitingActions(options.page)).toEqual([]);
    await popup.click('button', 'Ban Victim');
    expect(await popup.question()).toBe('Ban Victim?');
    expect(await popup.text()).toContain('auth0|victim0');
    await popup.cancel();
    await expectNothingSent(world);
    await popup.close();
    await options.close();
    await page.close();
  });
});

describe('a list of the people in the popup', () => {
  it('5: bans the right person although the page has taken the panel away', async () => {
    const { page } = await world.joinMeeting(key.appId, [ann, mallory]);
    await page.panel.open();
    await page.panel.row('Mallory');
    await page.page.evaluate(REMOVING);
    const popup = await world.gavel.openToolbarPopup(page);
    await popup.reads(/keeps removing Gavel's panel/);
    await popup.click('button', /^People \(3\)/);
    await popup.reads("As the meeting's page shows it.");
    await popup.find('button', 'Ban Ann', { within: ['list', 'People'] });
    await popup.fill('Search participants', 'mallory', 'searchbox');
    await popup.gone('button', 'Ban Ann');
    // The list is a claim, and the click on it a question.
    await popup.click('button', 'Ban Mallory');
    expect(await popup.question()).toBe('Ban Mallory?');
    await expectNothingSent(world);
    await popup.confirm('Ban');
    const ban = await world.request('BAN_USER');
    expect(JSON.stringify(ban)).toContain(encodeURIComponent(mallory.userId));
    await popup.outcome(/JaaS accepted/);
    await popup.close();
    await page.close();
  });

  it('5: has the host last and without buttons, and no ban for whom none can name', async () => {
    const { page } = await world.joinMeeting(key.appId, [phone, { ...ann, role: 'moderator' }], {
      query: { name: 'Zoe Host' },
    });
    const popup = await world.gavel.openToolbarPopup(page);
    await popup.click('button', /^People/);
    const rows = await certainly(async () => {
      const all = await popup.all('listitem', undefined, { within: ['list', 'People'] });
      return all.length === 3 && all.map(({ name }) => name);
    }, 'three people are listed');
    expect(rows).toEqual([phone.name, 'Ann', 'Zoe Host']);
    expect(await popup.all('button', `Ban ${phone.name}`)).toEqual([]);
    expect(await popup.all('button', `Remove ${phone.name}`)).toHaveLength(1);
    expect(await popup.all('button', /Zoe Host/)).toEqual([]);
    expect(await popup.text()).toContain('Moderator');
    await popup.close();
    await page.close();
  });

  it('5: says that the page is gone, and that a user ID needs none', async () => {
    const { page } = await world.joinMeeting(key.appId, [trudy]);
    const about = await world.gavel.openOptions('about');
    const popup = await world.gavel.openToolbarPopup(about);
    await popup.click('button', /^People/);
    await popup.find('button', 'Ban Trudy');
    await page.page.goto('about:blank');
    await popup.reads("The meeting's page is not there any more");
    expect(await popup.all('button', 'Ban Trudy')).toEqual([]);
    await popup.click('button', 'Ban by user ID…');
    await popup.find('textbox', 'User ID');
    await popup.close();
    await about.close();
    await page.close();
  });

  it('5: leads to the panel in its own tab', async () => {
    const { page } = await world.joinMeeting(key.appId, [trudy]);
    await page.panel.open();
    await page.panel.close();
    const about = await world.gavel.openOptions('about');
    const popup = await world.gavel.openToolbarPopup(about);
    await popup.click('button', 'Open the panel');
    await popup.closed();
    await page.find('complementary', 'Gavel');
    expect(await page.panel.row('Trudy')).toContain('auth0|trudy');
    await about.close();
    await page.close();
  });
});

describe('the popup as it opens', () => {
  it('43: has people first, the end as an outline, and the rest behind More', async () => {
    const { page } = await world.joinMeeting(key.appId, [trudy]);
    const popup = await world.gavel.openToolbarPopup(page);
    await popup.find('button', /^People/);
    const names = (await popup.all('button')).map(({ name }) => name ?? '');
    const places = [/^People/, /^Open the panel/, /^End meeting/, /^Schedule/, /^More/].map(
      (name) => names.findIndex((one) => name.test(one)),
    );
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(names).not.toContain('Ban by user ID…');
    const looks = await popup.page.evaluate(() =>
      [...document.querySelectorAll('.meeting .button')].map((one) => one.className),
    );
    expect(looks.filter((look) => look.includes('button--primary'))).toHaveLength(1);
    expect(looks.filter((look) => /button--danger(?!-quiet)/.test(look))).toEqual([]);
    await popup.more();
    for (const name of [
      'Ban by user ID…',
      'Ban a token…',
      'End a meeting by name…',
      'Call a phone number…',
    ])
      await popup.find('button', name);
    await popup.close();
    await page.close();
  });

  it('47: with no meeting open offers what needs none, and no call', async () => {
    const about = await world.gavel.openOptions('about');
    const popup = await world.gavel.openToolbarPopup(about);
    await popup.reads('No meeting in this tab');
    for (const name of ['Ban by user ID…', 'Ban a token…', 'End a meeting by name…'])
      await popup.find('button', name);
    expect(await popup.all('button', 'Call a phone number…')).toEqual([]);
    await popup.close();
    await about.close();
  });
});

describe('what happened last', () => {
  it('44, 45: is three whole actions, this meeting’s first, with the room of the others', async () => {
    const first = await world.joinMeeting(key.appId, [trudy]);
    await first.page.panel.open();
    await first.page.panel.ban('Trudy');
    const question = await world.gavel.popup();
    await question.confirm('Ban');
    await question.outcome(/JaaS accepted/);
    await question.close();
    const people = ['Bo', 'Cy', 'Di'].map((name) => ({ name, userId: `auth0|${name}` }));
    const second = await world.joinMeeting(key.appId, people);
    const read = async () => {
      const popup = await world.gavel.openToolbarPopup(second.page);
      await popup.find('heading', 'Last actions');
      const rows = await popup.page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('.recent li')].map((one) => ({
          text: one.innerText,
          whole: one.scrollHeight <= one.clientHeight,
        })),
      );
      await popup.find('button', 'All activity');
      await popup.close();
      return rows;
    };
    expect((await read())[0]?.text).toMatch(new RegExp(`Trudy[^]*${first.room}`));
    for (const { name } of people) {
      const popup = await world.gavel.openToolbarPopup(second.page);
      await popup.click('button', /^People/);
      await popup.click('button', `Remove ${name}`);
      await popup.confirm('Remove');
      await popup.outcome(/JaaS accepted/);
      await popup.close();
    }
    const rows = await read();
    expect(rows.map(({ text }) => text.slice(0, 2))).toEqual(['Di', 'Cy', 'Bo']);
    expect(rows.every(({ whole }) => whole)).toBe(true);
    expect(rows.map(({ text }) => text).join()).not.toContain(second.room);
    await first.page.close();
    await second.page.close();
  });

  it('44: that failed because of the key leads to the keys, and goes when it is put away', async () => {
    const { page } = await world.joinMeeting(key.appId, [ann]);
    world.simulator.fault({ match: { userId: ann.userId }, status: 401, perform: false });
    const popup = await world.gavel.openToolbarPopup(page);
    await popup.click('button', /^People/);
    await popup.click('button', 'Ban Ann');
    await popup.confirm('Ban');
    await popup.reads(/Not banned|refused/i);
    await popup.close();
    world.simulator.clearFaults();
    const again = await world.gavel.openToolbarPopup(page);
    await again.find('button', 'Open keys: Ann');
    await again.click('button', 'Dismiss: Ann');
    await again.gone('button', 'Dismiss: Ann');
    await again.close();
    const later = await world.gavel.openToolbarPopup(page);
    await later.find('button', /^People/);
    expect(await later.all('button', 'Dismiss: Ann')).toEqual([]);
    await later.close();
    await page.close();
  });
});
