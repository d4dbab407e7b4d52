import { overwrite } from '~/tests/e2e/support/storage';
import { waitFor } from '~/tests/e2e/support/wait';
import { inWorld } from '../bench';
import { clickedAt, noteClick } from '../clicks';
import { guests } from '../crowd';
import { alternate, type Readings, samplesOf } from '../measure';
import type { Row } from '../row';

const LATENCY_MS = 50;
/** How many people at once are usual. */
const LANES = 4;
const PATIENCE_MS = 300_000;

export const batch: Row = {
  id: 'batch',
  title: `Ban and remove 200 people, ${LATENCY_MS} ms of simulated latency`,
  floor: `latency × requests ÷ ${LANES}`,
  rival: 'one after the other (How many at the same time: 1)',
  run: (bench) =>
    inWorld(bench, async (world) => {
      const count = bench.quick ? 20 : 200;
      const key = await world.newKeyInGavel();
      const worker = await world.gavel.worker();
      const once = async (atOnce: number): Promise<Readings> => {
        await overwrite(worker, 'items', { 'people-at-once': { v: 1, value: atOnce } });
        const bans = world.simulator.bans(key.appId);
        bans.userIds.clear();
        const { page, meeting } = await world.joinMeeting(key.appId, guests(count));
        world.simulator.clearRecords();
        world.simulator.fault({ match: {}, delayMs: LATENCY_MS });
        await page.panel.open();
        await page.panel.askForAll('Ban selected');
        const popup = await world.gavel.popup();
        await popup.answerable('Ban');
        await noteClick(popup.page);
        await popup.confirm('Ban');
        const over = () => meeting.events.filter(({ type }) => type === 'left').length >= count;
        if (!(await waitFor(over, PATIENCE_MS))) throw new Error('Not everybody was removed.');
        const last = meeting.events.filter(({ type }) => type === 'left').at(-1);
        const took = (last?.at ?? 0) - (await clickedAt(popup.page));
        await popup.find('heading', `${count} banned`, { patienceMs: PATIENCE_MS });
        await popup.close();
        await page.close();
        return { ms: took };
      };
      const rounds = await alternate(
        {
          floor: async () => ({ ms: (LATENCY_MS * 2 * count) / LANES }),
          gavel: () => once(LANES),
          rival: () => once(1),
        },
        { rounds: bench.quick ? 1 : 2, warmUps: 0 },
      );
      return {
        lines: [{ label: `${count} people`, unit: 'ms', samples: samplesOf(rounds, 'ms') }],
        notes: ['From the confirming click until the last person has been removed.'],
      };
    }),
};
