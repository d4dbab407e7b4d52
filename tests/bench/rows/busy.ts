import { asContentScript } from '~/tests/e2e/support/attacks';
import type { HostKey } from '~/tests/e2e/support/host-key';
import type { World } from '~/tests/e2e/support/open-world';
import { certainly } from '~/tests/e2e/support/wait';
import { inWorld } from '../bench';
import { guests } from '../crowd';
import type { Readings } from '../measure';
import type { Row } from '../row';
import { clickToQuestion } from './confirmation';

/** How long JaaS takes for each request of the batch, in milliseconds: it runs through all rounds. */
const LATENCY_MS = 1000;

export const busy: Row = {
  id: 'busy',
  title:
    'Ban click in the panel → confirmation on the screen, beside a hung tab, a hostile tab and a running batch',
  floor: 'the same click with none of them',
  rival: null,
  run: (bench) =>
    inWorld(bench, async (world) => {
      const key = await world.newKeyInGavel();
      const { page } = await world.joinMeeting(key.appId, guests(10));
      await page.panel.open();
      const count = bench.quick ? 3 : 10;
      const rounds = async (): Promise<readonly number[]> => {
        const found: Readings[] = [];
        for (let turn = 0; turn <= count; turn += 1) {
          found.push(await clickToQuestion(world, page, turn));
        }
        // The first one is for warming up.
        return found.slice(1).map(({ ms = Number.NaN }) => ms);
      };

      const floor = await rounds();
      await startBatch(world, key, bench.quick ? 50 : 500);
      const resume = await hang(world, key);
      const stop = await flood(world, key);
      const gavel = await rounds();
      await Promise.all([stop(), resume()]);
      const samples = { floor, gavel, rival: undefined };
      return {
        lines: [
          { label: 'click → drawn', unit: 'ms', samples, goal: { kind: 'value', most: 300 } },
        ],
        notes: ['One after the other, first without and then with them, not in turns.'],
      };
    }),
};

/** Has many people banned, which goes on after the popup is closed. */
async function startBatch(world: World, key: HostKey, count: number): Promise<void> {
  // Others than the guests of the host's own meeting, who could be banned no more then.
  const crowd = guests(count).map((one) => ({ ...one, userId: `crowd|${one.userId}` }));
  const { page } = await world.joinMeeting(key.appId, crowd);
  world.simulator.fault({ match: {}, delayMs: LATENCY_MS });
  await page.panel.open();
  await page.panel.askForAll('Ban selected');
  const popup = await world.gavel.popup();
  await popup.confirm('Ban');
  await certainly(() => world.simulator.requests.length > 0, 'the batch is under way');
  await popup.close();
  await world.gavel.popupClosed();
}

/** Opens a meeting whose tab then stands still, and answers nothing any more; returns how it goes on. */
async function hang(world: World, key: HostKey): Promise<() => Promise<unknown>> {
  const { page } = await world.joinMeeting(key.appId, guests(3));
  const session = await page.page.createCDPSession();
  await session.send('Debugger.enable');
  // Before the next line of any of its scripts. It takes nothing of the machine, as a busy loop would.
  await session.send('Debugger.pause');
  return () => session.send('Debugger.resume').catch(() => undefined);
}

/** Takes over a panel and has it send as fast as it can; returns how that ends. */
async function flood(world: World, key: HostKey): Promise<() => Promise<void>> {
  const { page } = await world.joinMeeting(key.appId, guests(3));
  const run = await asContentScript(world, page.page);
  const userIds = Array.from({ length: 2000 }, (_, at) => `auth0|${at}`);
  await run(`
    globalThis.isFlooding = true;
    const messages = [
      { type: 'panel.state', payload: {} },
      { type: 'panel.bans', payload: { userIds: ${JSON.stringify(userIds)} } },
      { type: 'gavel.changed' },
    ];
    const send = () => Promise.all(messages.map((one) => chrome.runtime.sendMessage(one).catch(() => 0)));
    (async () => { while (globalThis.isFlooding) await send(); })();
  `);
  return async () => {
    await run('globalThis.isFlooding = false');
  };
}
