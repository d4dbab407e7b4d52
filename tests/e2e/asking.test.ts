import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newAppId } from './support/host-key';
import { startWorld, type World } from './support/world';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
beforeEach(() => world.simulator.clearRecords());
afterAll(() => world?.close());

const mallory = { name: 'Mallory', userId: 'auth0|mallory' };

/** The number on the toolbar icon. */
async function badge(): Promise<string> {
  const worker = await world.gavel.worker();
  return worker.evaluate(async () => {
    const { chrome } = globalThis as unknown as {
      chrome: { action: { getBadgeText(details: object): Promise<string> } };
    };
    return chrome.action.getBadgeText({});
  });
}

describe('a host who', () => {
  it('clicks Ban twice quickly is asked once, and confirming twice sends once', async () => {
    const key = await world.newKeyInGavel();
    const { page } = await world.joinMeeting(key.appId, [mallory]);
    await page.panel.open();
    // A worker that is asleep gets both clicks at once, when it wakes.
    await world.gavel.stopWorker();
    await page.clickTwice('button', 'Ban Mallory');
    const popup = await world.gavel.popup();
    await popup.answerable('Ban');
    expect(await badge()).toBe('1');
    await popup.clickTwice('button', 'Ban');
    await popup.outcome(/Left the meeting/);
    expect(world.simulator.requests.map(({ operation }) => operation)).toEqual([
      'BAN_USER',
      'KICK_PARTICIPANT',
    ]);
    expect(await badge()).toBe('');
    await popup.close();
    await page.close();
  });

  it('closes the popup finds the request again, with a badge on the icon, and can confirm it', async () => {
    const key = await world.newKeyInGavel();
    const { page } = await world.joinMeeting(key.appId, [mallory]);
    await page.panel.open();
    await page.panel.ban('Mallory');
    const first = await world.gavel.popup();
    await first.question();
    await first.close();
    expect(await badge()).toBe('1');
    expect(world.simulator.requests).toEqual([]);
    await world.gavel.stopWorker();
    const again = await world.gavel.openToolbarPopup(page);
    expect(await again.question()).toBe('Ban Mallory?');
    await again.confirm('Ban');
    await again.outcome(/JaaS accepted the ban/);
    await world.request('KICK_PARTICIPANT');
    expect(await badge()).toBe('');
    await again.close();
    await page.close();
  });

  it('cancels has nothing sent', async () => {
    const key = await world.newKeyInGavel();
    const { page } = await world.joinMeeting(key.appId, [mallory]);
    await page.panel.open();
    await page.panel.ban('Mallory');
    const popup = await world.gavel.popup();
    await popup.question();
    await popup.cancel();
    await popup.gone('heading', 'Ban Mallory?');
    expect(await badge()).toBe('');
    expect(world.simulator.requests).toEqual([]);
    await popup.close();
    await page.close();
  });

  it('has no key for this AppID is told so and led to the keys', async () => {
    const appId = newAppId();
    const { page } = await world.joinMeeting(appId, [mallory]);
    await page.panel.open();
    await page.panel.reads(/no key for this AppID/i);
    const popup = await world.gavel.openToolbarPopup(page);
    await popup.reads(/no key for this AppID/i);
    await popup.gone('button', 'End meeting for everyone');
    expect(world.simulator.requests).toEqual([]);
    await popup.close();
    await page.close();
  });

  it('has two keys for two AppIDs signs each meeting with its own', async () => {
    const one = await world.newKeyInGavel('One');
    const two = await world.newKeyInGavel('Two');
    for (const key of [two, one]) {
      const { page } = await world.joinMeeting(key.appId, [mallory]);
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
    const key = await world.newKeyInGavel();
    const { page, meeting } = await world.joinMeeting(key.appId, [mallory]);
    await page.panel.open();
    await page.panel.ban('Mallory');
    const popup = await world.gavel.popup();
    await popup.question();
    const id = meeting.participants().find(({ name }) => name === 'Mallory')?.id ?? '';
    meeting.rename(id, 'Hanna Ortiz');
    await page.panel.row('Hanna Ortiz');
    await popup.confirm('Ban');
    await popup.reads(/changed their name since you clicked/);
    expect(await popup.question()).toBe('Ban Hanna Ortiz?');
    expect(world.simulator.requests).toEqual([]);
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
      const key = await world.newKeyInGavel();
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
      await world.newKeyInGavel();
      const popup = await world.gavel.openToolbarPopup();
      await popup.choose('Ban by user ID…');
      await popup.fill('User ID', userId);
      await popup.choose('Next');
      await popup.outcome(/Enter a user ID|cannot be sent as a user ID/);
      expect(world.simulator.requests).toEqual([]);
      await popup.close();
    },
  );

  it('a lone surrogate is refused with a reason, and nothing is sent', async () => {
    await world.newKeyInGavel();
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
    expect(world.simulator.requests).toEqual([]);
    await popup.close();
  });
});
