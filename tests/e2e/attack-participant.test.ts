import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import { safeId } from '~/utils/names/safe-name';
import { ANN, HOSTILE } from './attacks/people';
import { expectNothingSent } from './support/fence';
import type { HostKey } from './support/host-key';
import { certainly, waitFor } from './support/wait';

let world: World;
let key: HostKey;

beforeAll(async () => {
  world = await startWorld();
  key = await world.newKeyInGavel('Forum');
});
beforeEach(() => world.simulator.clearRecords());
afterAll(() => world?.close());

describe('a participant whose name and id are weapons', () => {
  it(`(${HOSTILE.length} of them) is shown by the true id, and that very id is what is sent`, async () => {
    // Bans are the AppID's: another try of this test begins with another one.
    const { appId } = await world.newKeyInGavel('Weapons');
    const { page, meeting } = await world.joinMeeting(appId, [ANN]);
    const errors: unknown[] = [];
    page.page.on('pageerror', (error) => errors.push(error));
    await page.panel.open();
    for (const person of HOSTILE) {
      const id = meeting.join(person);
      const label = await waitFor(async () => {
        const buttons = await page.all('button', /^Ban /);
        return buttons.find(({ name }) => name !== 'Ban Ann Kim')?.name;
      });
      if (!label) throw new Error(`There is no button for ${JSON.stringify(person)}`);
      await page.click('button', label);
      const popup = await world.gavel.popup();
      await popup.find('heading', /\?$/);
      // Each character is to be seen: what is invisible or turns the text is spelled out.
      const shown = safeId(person.userId).replaceAll(/\s+/g, ' ');
      const text = await popup.reads('User ID');
      expect(text.replaceAll(/\s+/g, ' ')).toContain(shown);
      expect(text).not.toMatch(/[\u202A-\u202E\u200B]/);
      await popup.confirm('Ban');
      await popup.outcome(/JaaS accepted the ban/);
      const ban = await world.request('BAN_USER', ({ userId }) => userId === person.userId);
      expect(ban.headers).not.toHaveProperty('x-evil');
      expect(ban.path.startsWith('/rest/') || ban.path.includes(appId)).toBe(true);
      await popup.close();
      if (meeting.participant(id)) meeting.leave(id);
      await page.panel.rowGone(label.replace(/^Ban /, ''));
    }
    const banned = world.simulator.requests.filter((it) => it.operation === 'BAN_USER');
    expect(banned.map(({ userId }) => userId)).toEqual(HOSTILE.map(({ userId }) => userId));
    expect(errors).toEqual([]);
    await page.close();
  });
});

describe('a participant who changes between click and confirmation', () => {
  it('by leaving and coming back under the same id is asked about again, with the new participant id', async () => {
    const { page, meeting } = await world.joinMeeting(key.appId, [ANN]);
    const first = meeting.join({ name: 'Mallory', userId: 'auth0|mallory' });
    await page.panel.open();
    await page.panel.ban('Mallory');
    const popup = await world.gavel.popup();
    await popup.click('button', 'Details');
    await popup.reads(first);
    const second = meeting.rejoin(first);
    await page.panel.rowReads('Mallory', 'Came back');
    await popup.confirm('Ban');
    const text = await popup.reads(second);
    expect(text).not.toContain(first);
    await expectNothingSent(world);
    await popup.confirm('Ban');
    await popup.outcome(/JaaS accepted the ban/);
    const kick = await world.request('KICK_PARTICIPANT');
    expect(kick.participantId).toBe(second);
    await popup.close();
    await page.close();
  });

  it('by swapping names with the victim: the id that was shown is banned, or nobody', async () => {
    const { page, meeting } = await world.joinMeeting(key.appId);
    const mallory = meeting.join({ name: 'Mallory', userId: 'auth0|swapper' });
    const ann = meeting.join(ANN);
    await page.panel.open();
    await page.panel.ban('Mallory');
    const popup = await world.gavel.popup();
    await popup.reads('auth0|swapper');
    meeting.rename(mallory, 'Ann Kim');
    meeting.rename(ann, 'Mallory');
    await page.panel.rowReads('Mallory', 'auth0|ann');
    await popup.confirm('Ban');
    await popup.reads(/Mallory.? is now called .?Ann Kim/);
    await popup.reads('auth0|swapper');
    await expectNothingSent(world);
    await popup.confirm('Ban');
    await popup.outcome(/JaaS accepted the ban/);
    expect((await world.request('BAN_USER')).userId).toBe('auth0|swapper');
    await popup.close();
    await page.close();
  });

  it('who shares the victim’s name is told apart by the id, in the list and in the question', async () => {
    const { page } = await world.joinMeeting(key.appId, [
      ANN,
      { name: 'Ann Kim', userId: 'auth0|fake' },
    ]);
    await page.panel.open();
    await page.click('button', /^Ban Ann Kim \(auth0\|fake\)/);
    const popup = await world.gavel.popup();
    await popup.reads('auth0|fake');
    expect(await popup.reads(/two|2/i)).not.toContain('auth0|ann');
    await popup.confirm('Ban');
    await popup.outcome(/JaaS accepted the ban/);
    expect((await world.request('BAN_USER')).userId).toBe('auth0|fake');
    await popup.close();
    await page.close();
  });
});

describe('a crowd that joins and leaves hundreds of times a second', () => {
  it('leaves the panel usable, and the right person is banned', async () => {
    const { page, meeting } = await world.joinMeeting(key.appId, [
      { name: 'Mallory', userId: 'auth0|stormy' },
    ]);
    await page.panel.open();
    await page.panel.row('Mallory');
    let changes = 0;
    const crowd: string[] = [];
    const blow = () => {
      for (let i = 0; i < 10; i++) {
        crowd.push(meeting.join({ name: 'Mallory', userId: `storm|${changes}` }));
        changes += 1;
      }
      for (const id of crowd.splice(0, crowd.length > 40 ? 20 : 10)) {
        meeting.leave(id);
        changes += 1;
      }
    };
    const storm = setInterval(blow, 40);
    try {
      await certainly(() => changes > 200, 'the storm is there');
      await page.panel.search('auth0|stormy');
      await page.click('button', /^Ban Mallory \(auth0\|stormy\)|^Ban Mallory$/);
      const popup = await world.gavel.popup();
      await popup.reads('auth0|stormy');
      await popup.confirm('Ban');
      // Where something of them has changed meanwhile, the question is asked again.
      const isAccepted = async () => {
        const said = await popup.text();
        if (/JaaS accepted the ban/.test(said)) return true;
        if (/since you clicked/.test(said)) await popup.confirm('Ban');
        return false;
      };
      await certainly(isAccepted, 'JaaS accepted the ban');
      expect((await world.request('BAN_USER')).userId).toBe('auth0|stormy');
      await popup.close();
    } finally {
      clearInterval(storm);
    }
    await page.close();
  });
});
