import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
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

async function join(
  people: Parameters<World['joinMeeting']>[1],
  query: Record<string, string> = {},
) {
  const joined = await world.joinMeeting(key.appId, people, { query: { name: 'Host', ...query } });
  await joined.page.panel.open();
  await joined.page.panel.row('Mallory');
  return joined;
}

describe('who is not quite a person', () => {
  // Both lists that the reader can take: jitsi-lib's, and the store's.
  it.each([{}, { omit: 'getParticipants' }])(
    'recorders, shared screens and videos are never listed (%j)',
    async (query) => {
      const { page, meeting } = await join([mallory, { name: 'Recorder', hidden: true }], {
        shared: '1',
        ...query,
      });
      // Whoever comes last is listed after what is never listed would have been.
      meeting.join({ name: 'Zoe', userId: 'auth0|zoe' });
      await page.panel.row('Zoe');
      await page.panel.reads('3 here');
      expect((await page.panel.names()).toSorted()).toEqual(['Host', 'Mallory', 'Zoe']);
      await page.close();
    },
  );

  it('a caller is marked and can be removed, not banned', async () => {
    const { page, meeting } = await join([mallory, { name: '+49 30 512', dialIn: true }]);
    await page.panel.rowReads('+49 30 512', 'Dial-in');
    await page.panel.rowReads('+49 30 512', 'No user ID: remove only');
    expect(await page.all('button', 'Ban +49 30 512')).toEqual([]);
    await page.panel.remove('+49 30 512');
    const popup = await world.gavel.popup();
    await popup.confirm('Remove');
    await page.panel.rowGone('+49 30 512');
    expect(meeting.participants().map(({ name }) => name)).not.toContain('+49 30 512');
    await popup.close();
    await page.close();
  });

  it('a bot is marked', async () => {
    const { page } = await join([mallory, { name: 'Notes', botType: 'notetaker' }]);
    expect(await page.panel.rowReads('Notes', 'Bot')).not.toContain('Dial-in');
    await page.close();
  });
});

describe('who is not in the room', () => {
  it('waits in the lobby: listed as waiting, counted, and gone when let in', async () => {
    const { page, meeting } = await join([mallory]);
    const id = meeting.lobby.knock({ name: 'Lou', userId: 'auth0|lou' });
    await page.panel.rowReads('Lou', 'auth0|lou', 'Waiting in the lobby');
    await page.panel.reads('1 waiting');
    meeting.lobby.admit(id);
    await page.gone('list', 'Waiting in the lobby');
    expect(await page.panel.row('Lou')).toContain('auth0|lou');
    await page.close();
  });

  it('is in another breakout room, or watches: counted', async () => {
    const { page, meeting } = await join([mallory, { name: 'Ann', userId: 'auth0|ann' }]);
    const room = meeting.openBreakout();
    const ann = meeting.participants().find(({ name }) => name === 'Ann');
    meeting.moveToBreakout(ann?.id ?? '', room);
    meeting.visitors = 12;
    await page.panel.rowGone('Ann');
    await page.panel.reads('1 in another room');
    await page.panel.reads('12 visitors');
    expect(await page.panel.names()).not.toContain('Ann');
    await page.close();
  });
});

describe('names that cannot deceive', () => {
  const family = '👨‍👩‍👧‍👦 Kowalski';
  const genuine = ['مريم الحسن', 'נועה לוי', 'ณัฐวุฒิ', family, 'علی‌رضا'];

  it('genuine ones stay whole, deceiving ones are made visible and spelled out to confirm', async () => {
    const deceiving = 'Ann\u202Eroda\u200B';
    const people = [
      mallory,
      ...genuine.map((name, index) => ({ name, userId: `auth0|genuine-${index}` })),
      { name: deceiving, userId: 'auth0|deceiving' },
      // Cyrillic а and о.
      { name: 'M\u0430ll\u043Ery', userId: 'auth0|twin' },
    ];
    const { page } = await join(people);
    await page.panel.reads('⟨U+202E⟩');
    const names = await certainly(async () => {
      const rows = await page.panel.names();
      return rows.length === people.length + 1 && rows;
    }, 'everybody is listed');
    for (const name of genuine) expect(names).toContain(name);
    // Two that look alike are told apart by their ids, and both say so.
    const twins = names.filter((name) => /^M.ll.ry \(/.test(name));
    expect(twins).toHaveLength(2);
    expect(twins.join()).toContain('auth0|twin');
    expect((await page.text()).match(/Same name/g)?.length).toBe(2);

    await page.click('button', /^Ban Ann⟨U\+202E⟩/);
    const popup = await world.gavel.popup();
    const said = await popup.reads('RIGHT-TO-LEFT OVERRIDE');
    expect(said).toContain('ZERO WIDTH SPACE');
    expect(said).not.toContain('\u202E');
    await popup.cancel();
    await popup.close();
    await page.close();
  });
});
