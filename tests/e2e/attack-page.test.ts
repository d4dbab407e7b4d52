import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REDEFINED } from './attacks/pages';
import { lyingSnapshots, NO_SNAPSHOTS, SAY } from './attacks/snapshots';
import { type AttackedWorld, MALLORY, startAttackedWorld } from './support/attacked-world';
import type { HostKey } from './support/host-key';
import { MeetingPage } from './support/panel';
import { waitFor } from './support/wait';
import { newRoom, type World } from './support/world';

let attacked: AttackedWorld;
let world: World;
let key: HostKey;

beforeAll(async () => {
  attacked = await startAttackedWorld();
  ({ world, key } = attacked);
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

describe('a page that speaks on the reader’s channel', () => {
  it(`says ${Object.keys(NO_SNAPSHOTS).length} things that are no snapshots: the panel says so, and goes on`, async () => {
    const page = await meeting();
    for (const [what, code] of Object.entries(NO_SNAPSHOTS)) {
      await page.page.evaluate(`(() => { ${code} })()`).catch((error: Error) => {
        throw new Error(`${what}: ${error.message}`);
      });
    }
    // Said in the last moment, so that the reader's own word has not come after it.
    const garbled = await waitFor(async () => {
      await page.page.evaluate('say("no snapshot")');
      return /something that Gavel cannot read/.test(await page.text());
    });
    expect(garbled).toBe(true);
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
    await page.panel.row('Mallory');
    expect((await heap()) - before).toBeLessThan(32_000_000);
    await page.close();
  });

  it('as if it were the reader is found out by the counter', async () => {
    const page = await meeting();
    await page.page.evaluate(lyingSnapshots(1));
    await page.panel.reads(/Compare the user ID before you confirm/);
    await page.close();
  });

  it('and clears every timer cannot silence the panel', async () => {
    const page = await meeting();
    const { page: tab } = page;
    await tab.evaluate(`globalThis.deaf = setInterval(() => {}, 1e9);
      const clear = () => { const last = setTimeout(() => {}, 0); for (let i = 1; i <= last; i++) if (i !== globalThis.deaf) clearTimeout(i); };
      for (let n = 0; n < 50; n++) { say('x' + n); clear(); }`);
    const told = await waitFor(async () => {
      await tab.evaluate('say("y" + Math.random())');
      return /something that Gavel cannot read/.test(await page.text());
    });
    expect(told).toBe(true);
    await page.close();
  });
});

describe('a page that redefines', () => {
  it(`${Object.keys(REDEFINED).join(', ')} before anything else in it leaves the panel standing`, async () => {
    // All at once, since a page that has broken Jitsi keeps Gavel waiting for Jitsi.
    const pages = await Promise.all(
      Object.entries(REDEFINED).map(async ([what, code]) => ({
        what,
        page: await hostileFromTheStart(code),
      })),
    );
    for (const { what, page } of pages) {
      await page.page.bringToFront();
      await page.find('button', /^(Open|Close) Gavel$/, { patienceMs: 20_000 });
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
    await page.panel.row('Mallory');
    await page.close();
  });
});
