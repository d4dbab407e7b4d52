import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import { expectNothingSent, operations } from './support/fence';
import { type HostKey, newAppId } from './support/host-key';

let world: World;
let key: HostKey;

beforeAll(async () => {
  world = await startWorld();
  key = await world.newKeyInGavel('Forum');
});
beforeEach(() => world.simulator.clearRecords());
afterAll(() => world?.close());

/** Bans are the AppID's: with an id of their own for each test, nobody is banned before it begins. */
const newcomer = () => ({ name: 'Mallory', userId: `auth0|${randomUUID()}` });

describe('a host who', () => {
  it('clicks Ban twice quickly is asked once, and confirming twice sends once', async () => {
    const { page } = await world.joinMeeting(key.appId, [newcomer()]);
    await page.panel.open();
    // A worker that is asleep gets both clicks at once, when it wakes.
    await world.gavel.stopWorker();
    await page.clickTwice('button', 'Ban Mallory');
    const popup = await world.gavel.popup();
    await popup.answerable('Ban');
    await world.gavel.badgeIs('1');
    await popup.clickTwice('button', 'Ban and remove');
    await popup.outcome(/Left the meeting/);
    await world.gavel.badgeIs('');
    expect(await operations(world)).toEqual(['BAN_USER', 'KICK_PARTICIPANT']);
    await popup.close();
    await page.close();
  });

  it('closes the popup finds the request again, with a badge on the icon, and can confirm it', async () => {
    const { page } = await world.joinMeeting(key.appId, [newcomer()]);
    await page.panel.open();
    await page.panel.ban('Mallory');
    const first = await world.gavel.popup();
    await first.question();
    await first.close();
    await world.gavel.badgeIs('1');
    await expectNothingSent(world);
    await world.gavel.stopWorker();
    const again = await world.gavel.openToolbarPopup(page);
    expect(await again.question()).toBe('Ban Mallory?');
    await again.confirm('Ban');
    await again.outcome(/JaaS accepted the ban/);
    await world.request('KICK_PARTICIPANT');
    await world.gavel.badgeIs('');
    expect(await operations(world)).toEqual(['BAN_USER', 'KICK_PARTICIPANT']);
    await again.close();
    await page.close();
  });

  it('cancels has nothing sent', async () => {
    const { page } = await world.joinMeeting(key.appId, [newcomer(), { name: 'Trudy' }]);
    await page.panel.open();
    await page.panel.ban('Mallory');
    const popup = await world.gavel.popup();
    await popup.question();
    await popup.cancel();
    await popup.gone('heading', 'Ban Mallory?');
    await world.gavel.badgeIs('');
    await expectNothingSent(world);
    await popup.close();
    // What is sent later finds its way, and nothing of what was cancelled comes along with it.
    await page.panel.remove('Trudy');
    const next = await world.gavel.popup();
    await next.confirm('Remove');
    await next.outcome(/JaaS accepted the removal/);
    expect(await operations(world)).toEqual(['KICK_PARTICIPANT']);
    await next.close();
    await page.close();
  });

  it('has no key for this AppID is told so and led to the keys', async () => {
    const appId = newAppId();
    const { page } = await world.joinMeeting(appId, [newcomer()]);
    await page.panel.open();
    await page.panel.reads(/no key for this AppID/i);
    const popup = await world.gavel.openToolbarPopup(page);
    await popup.reads(/no key for this AppID/i);
    await popup.gone('button', 'End meeting for everyone');
    await expectNothingSent(world);
    await popup.close();
    await page.close();
  });

  it('has two keys for two AppIDs signs each meeting with its own', async () => {
    const one = await world.newKeyInGavel('One');
    const two = await world.newKeyInGavel('Two');
    for (const key of [two, one]) {
      const { page } = await world.joinMeeting(key.appId, [newcomer()]);
      await page.panel.open();
      await page.panel.ban('Mallory');
      const popup = await world.gavel.popup();
      await popup.confirm('Ban');
      await popup.outcome(/JaaS accepted the ban/);
      const ban = await world.request('BAN_USER', ({ appId }) => appId === key.appId);
      expect(ban.token).toMatchObject({ ok: true, kid: `${key.appId}/${key.keyId}` });
      await popup.close();
      await page.close();
    }
  });

  it('clicks somebody who is renamed before the confirmation is asked again', async () => {
    const { page, meeting } = await world.joinMeeting(key.appId, [newcomer()]);
    await page.panel.open();
    await page.panel.ban('Mallory');
    const popup = await world.gavel.popup();
    await popup.question();
    const id = meeting.participants().find(({ name }) => name === 'Mallory')?.id ?? '';
    meeting.rename(id, 'Hanna Ortiz');
    await page.panel.row('Hanna Ortiz');
    await popup.confirm('Ban');
    await popup.reads(/Mallory.? is now called .?Hanna Ortiz/);
    await popup.find('heading', 'Ban Hanna Ortiz?');
    await expectNothingSent(world);
    await popup.confirm('Ban');
    await popup.outcome(/JaaS accepted the ban/);
    await popup.close();
    await page.close();
  });
});

describe('user ids that are hard to send', () => {
  it.each(['google-oauth2|1', 'a/b', 'ü', 'a?b#c', '%2e%2e', '../jwt', ' x '])(
    '%j is banned as it stands',
    async (userId) => {
      const { page } = await world.joinMeeting(key.appId, [{ name: 'Mallory', userId }]);
      await page.panel.open();
      await page.panel.ban('Mallory');
      const popup = await world.gavel.popup();
      await popup.confirm('Ban');
      await popup.outcome(/JaaS accepted the ban/);
      expect(await world.request('BAN_USER')).toMatchObject({ userId, performed: true });
      await popup.close();
      await page.close();
    },
  );

  it.each(['.', '..', '   ', ''])(
    '%j is refused with a reason, and nothing is sent',
    async (userId) => {
      const popup = await world.gavel.openToolbarPopup();
      await popup.choose('Ban by user ID…');
      await popup.fill('User ID', userId);
      await popup.choose('Next');
      await popup.outcome(/Enter a user ID|cannot be sent as a user ID/);
      await expectNothingSent(world);
      await popup.close();
    },
  );

  it('a lone surrogate is refused with a reason, and nothing is sent', async () => {
    const popup = await world.gavel.openToolbarPopup();
    await popup.choose('Ban by user ID…');
    const field = await (await popup.find('textbox', 'User ID')).elementHandle();
    // A keyboard cannot type half a character; a paste can bring it.
    await field?.evaluate((element) => {
      (element as HTMLInputElement).value = 'a\ud800';
      element.dispatchEvent(new InputEvent('input', { bubbles: true }));
    });
    await popup.choose('Next');
    await popup.outcome(/half a character/);
    await expectNothingSent(world);
    await popup.close();
  });
});
