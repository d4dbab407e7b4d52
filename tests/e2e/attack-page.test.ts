import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newRoom, type World } from '~/tests/e2e/support/open-world';
import { REDEFINED } from './attacks/pages';
import { lyingSnapshots, NEWER_READER, NO_SNAPSHOTS, SAY } from './attacks/snapshots';
import { type AttackedWorld, MALLORY, startAttackedWorld } from './support/attacked-world';
import type { HostKey } from './support/host-key';
import { MeetingPage } from './support/panel';
import { certainly } from './support/wait';

let attacked: AttackedWorld;
let world: World;
let key: HostKey;
/** Opened first and looked at last: a page that has broken Jitsi keeps Gavel waiting for Jitsi. */
let hostile: Hostile[] | null = null;

interface Hostile {
  readonly what: string;
  readonly page: MeetingPage;
}

beforeAll(async () => {
  attacked = await startAttackedWorld();
  ({ world, key } = attacked);
  hostile = await openHostile();
});
// Whatever any page of this file did: nobody confirmed, so nothing was sent.
afterAll(() => attacked?.end());

/** A meeting that the host has joined, with the card open. */
async function meeting(): Promise<MeetingPage> {
  const page = await attacked.meeting();
  await page.page.evaluate(SAY);
  return page;
}

/** A meeting whose page runs this before anything else in it, Gavel's reader included. */
async function hostileFromTheStart(code: string): Promise<MeetingPage> {
  const { gavel, simulator } = world;
  const room = newRoom();
  simulator.meeting(key.appId, room).join(MALLORY);
  const tab = await gavel.browser.newPage();
  await tab.evaluateOnNewDocument(`try { ${code} } catch {}`);
  await tab.goto(`https://8x8.vc/${key.appId}/${room}`, { waitUntil: 'domcontentloaded' });
  return new MeetingPage(tab, 'the hostile page', gavel.outputDir);
}

async function openHostile(): Promise<Hostile[]> {
  const opening = Object.entries(REDEFINED).map(async ([what, code]) => ({
    what,
    page: await hostileFromTheStart(code),
  }));
  return Promise.all(opening);
}

describe('a page that speaks on the reader’s channel', () => {
  it(`says ${Object.keys(NO_SNAPSHOTS).length} things that are no snapshots: the panel says so, and goes on`, async () => {
    const page = await meeting();
    for (const [what, code] of Object.entries(NO_SNAPSHOTS)) {
      await page.page.evaluate(`(() => { ${code} })()`).catch((error: Error) => {
        throw new Error(`${what}: ${error.message}`);
      });
    }
    // Said in the last moment, so that the reader's own word has not come after it.
    const isGarbled = async () => {
      await page.page.evaluate('say("no snapshot")');
      return /something that Gavel cannot read/.test(await page.text());
    };
    await certainly(isGarbled, 'the panel says that it cannot read this');
    expect(await page.page.evaluate('({}).polluted')).toBeUndefined();
    await page.panel.row('Mallory');
    await page.close();
  });

  it('endlessly and in great numbers leaves the panel usable, and memory bounded', async () => {
    const page = await meeting();
    const heap = async () => {
      const session = await page.page.createCDPSession();
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize } = await session.send('Runtime.getHeapUsage');
      await session.detach();
      return usedSize;
    };
    const before = await heap();
    await page.page.evaluate(`
      globalThis.big = 'y'.repeat(1_900_000);
      globalThis.flood = setInterval(() => { for (let i = 0; i < 400; i++) say(big + i); }, 0);
      ${lyingSnapshots(2000)}`);
    await page.click('button', 'Close Gavel');
    await page.click('button', 'Open Gavel');
    await page.page.evaluate('clearInterval(flood); delete globalThis.big');
    expect(await page.panel.row('Mallory')).toContain(MALLORY.userId);
    // What is still on its way is not yet thrown away; what is kept never goes.
    const isBounded = async () => (await heap()) - before < 32_000_000;
    await certainly(isBounded, 'the memory is free again');
    await page.close();
  });

  it('as if it were the reader is found out by the counter', async () => {
    const page = await meeting();
    const isKnown = async () => (await page.page.evaluate('heard.reader')) !== 'x';
    await certainly(isKnown, 'the page has overheard the reader');
    await page.page.evaluate(lyingSnapshots(1));
    const said = await page.panel.reads(/Compare the user ID before you confirm/);
    expect(said).toContain('Something in this page is interfering with what Gavel sees.');
    await page.close();
  });

  it('as if it were a newer reader is found out at once, and not listened to', async () => {
    const page = await meeting();
    await page.panel.row('Mallory');
    await page.page.evaluate(`${NEWER_READER}; ${lyingSnapshots(1)}`);
    await page.panel.reads(/Compare the user ID before you confirm/);
    expect(await page.text()).not.toContain('Victim');
    await page.close();
  });

  it('hears nothing of the extension’s address, by whatever the reader calls or publishes', async () => {
    const page = await meeting();
    const { page: tab } = page;
    await tab.evaluate(`globalThis.stacks = [];
      Error.stackTraceLimit = Infinity;
      const note = (what) => stacks.push(what + '\\n' + new Error('here').stack);
      for (const on of [document, window]) on.addEventListener('gavel:snapshot', () => note('heard'), true);
      const room = APP.conference._room;
      const { getParticipants } = room;
      room.getParticipants = function () { note('called'); return getParticipants.call(this); };`);
    const isBoth = async () =>
      (await tab.evaluate(
        '["heard", "called"].every((what) => stacks.some((stack) => stack.startsWith(what)))',
      )) === true;
    await certainly(isBoth, 'the reader has called into the page, and published');
    const stacks = (await tab.evaluate('stacks')) as string[];
    expect(stacks.filter((stack) => /extension:/.test(stack))).toEqual([]);
    await page.close();
  });

  it('and clears every timer cannot silence the panel', async () => {
    const page = await meeting();
    const { page: tab } = page;
    await tab.evaluate(`globalThis.deaf = setInterval(() => {}, 1e9);
      const clear = () => { const last = setTimeout(() => {}, 0); for (let i = 1; i <= last; i++) if (i !== globalThis.deaf) clearTimeout(i); };
      for (let n = 0; n < 50; n++) { say('x' + n); clear(); }`);
    const isTold = async () => {
      await tab.evaluate('say("y" + Math.random())');
      return /something that Gavel cannot read/.test(await page.text());
    };
    await certainly(isTold, 'the panel says that it cannot read this');
    expect(await page.panel.row('Mallory')).toContain(MALLORY.userId);
    await page.close();
  });
});

describe('a page that redefines', () => {
  it(`${Object.keys(REDEFINED).join(', ')} before anything else in it leaves the panel standing`, async () => {
    const pages = hostile ?? (await openHostile());
    hostile = null;
    for (const { what, page } of pages) {
      await page.page.bringToFront();
      await page.panel.open();
      await page.find('button', 'End meeting', { within: ['complementary', 'Gavel'] });
      const stolen = await page.page.evaluate(
        '(() => { let n = 0; for (const root of globalThis.stolen ?? []) if (root.host.localName === "gavel-panel") n++; return n; })()',
      );
      expect(stolen, what).toBe(0);
      await page.close();
    }
  });

  it('all of that later finds the panel as it was', async () => {
    const page = await meeting();
    for (const code of Object.values(REDEFINED)) {
      await page.page.evaluate(`try { ${code} } catch {} 0`);
    }
    await page.panel.row('Mallory');
    await page.click('button', 'Close Gavel');
    await page.click('button', 'Open Gavel');
    expect(await page.panel.row('Mallory')).toContain(MALLORY.userId);
    await page.close();
  });
});

describe('all of these pages', () => {
  it('had nothing sent by whatever they did, since nobody confirmed', async () => {
    await attacked.expectNothingDone();
  });
});
