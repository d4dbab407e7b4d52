import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import type { HostKey } from './support/host-key';
import { simulated } from './support/simulated';

let world: World;
let key: HostKey;

beforeAll(async () => {
  world = await startWorld();
  key = await world.newKeyInGavel('Forum');
});
afterAll(() => world?.close());

const people = [
  { name: 'Mallory', userId: 'auth0|mallory' },
  { name: 'Recorder', hidden: true },
];

async function join(query: Record<string, string>) {
  const joined = await world.joinMeeting(key.appId, people, { query: { name: 'Host', ...query } });
  await joined.page.panel.open();
  return joined;
}

/** What the panel says that it cannot see. */
const CAUTION = {
  part: /Gavel can read only part of Jitsi here. Names or roles may be missing from the list/,
  store:
    /Gavel can read only part of Jitsi here. People in the lobby and in other rooms may be missing/,
  late: /The list may be up to ten seconds late/,
  identity: /This page shows no user IDs/,
  nobody: /Gavel cannot read who is here/,
} as const;

describe('a page of another age of Jitsi', () => {
  it.each<[string, Record<string, string>, (keyof typeof CAUTION)[], string]>([
    ['before July 2021', { participants: 'array', identity: 'field' }, [], 'auth0|mallory'],
    ['without getIdentity', { omit: 'getIdentity', identity: 'field' }, [], 'auth0|mallory'],
    ['whose _room has another name', { omit: '_room' }, [], 'auth0|mallory'],
    ['without APP.conference', { omit: 'conference' }, [], 'auth0|mallory'],
    ['without a store', { omit: 'store' }, ['store'], 'auth0|mallory'],
    ['whose getParticipants throws', { throws: 'getParticipants' }, ['part'], 'auth0|mallory'],
    ['without getParticipants', { omit: 'getParticipants' }, ['part'], 'auth0|mallory'],
    [
      'with an array and without getParticipants',
      { participants: 'array', omit: 'getParticipants' },
      ['part'],
      'auth0|mallory',
    ],
    [
      'with nothing but the room’s members',
      { omit: 'store,getParticipants' },
      ['store', 'part'],
      'auth0|mallory',
    ],
    ['without events', { omit: 'on' }, ['late'], 'auth0|mallory'],
    ['without any route to user ids', { identity: 'none', omit: 'members' }, ['identity'], ''],
  ])('%s is listed, and what is missing is said', async (_age, query, cautions, userId) => {
    const { page, meeting } = await join(query);
    await page.panel.rowReads('Mallory', userId);
    for (const caution of cautions) await page.panel.reads(CAUTION[caution]);
    const newcomer = meeting.join({ name: 'Late Lu', userId: 'auth0|lu' });
    await page.panel.row('Late Lu');
    // The page has been read anew by now: what is said to be missing is all that is.
    const text = await page.text();
    for (const [name, words] of Object.entries(CAUTION)) {
      if (!cautions.includes(name as keyof typeof CAUTION)) expect(text).not.toMatch(words);
    }
    expect((await page.panel.names()).join()).not.toContain('Recorder');
    meeting.leave(newcomer);
    await page.panel.rowGone('Late Lu');
    expect((await simulated(page.page)).errors).toEqual([]);
    await page.close();
  });

  it('in which nobody can be listed is said to be so, and the meeting can be ended', async () => {
    const { page, meeting } = await join({ omit: 'store,getParticipants,members' });
    await page.panel.reads(CAUTION.nobody);
    await world.endFromPanel(page);
    expect(meeting.destroyed).toBe(true);
    await page.close();
  });
});

describe('Gavel’s reader', () => {
  it('leaves nothing in the page that can be found by name', async () => {
    const { page } = await join({});
    await page.panel.row('Mallory');
    const found = await page.page.evaluate(() =>
      Object.keys(globalThis).filter((name) => /gavel|reader|panel|wxt/i.test(name)),
    );
    expect(found).toEqual([]);
    await page.close();
  });
});
