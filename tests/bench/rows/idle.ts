import { inWorld } from '../bench';
import { guests, pause } from '../crowd';
import { extensionCpu } from '../extension-process';
import { type Readings, type Round, samplesOf } from '../measure';
import { heapOf, PageWork } from '../page-work';
import { PanelInside } from '../panel-inside';
import type { Line, Row } from '../row';
import { joinWithoutGavel } from '../without-gavel';

const PEOPLE = 500;

/** A minute in pieces, whose spread can be told; in milliseconds. */
const WHOLE = { spells: 3, spell: 20_000 } as const;
const QUICK = { spells: 1, spell: 5000 } as const;

/** The reader looks after 1, 2, 4 and 8 seconds, then every ten. */
const SETTLES_MS = 6000;

export const idle: Row = {
  id: 'idle',
  title: `Idle meeting of ${PEOPLE}, one minute`,
  floor: 'the page without Gavel, at the same time',
  rival: null,
  run: (bench) =>
    inWorld(bench, async (world) => {
      const { spells, spell } = bench.quick ? QUICK : WHOLE;
      const key = await world.newKeyInGavel();
      const { page, meeting, room } = await world.joinMeeting(key.appId, guests(PEOPLE - 2));
      const bare = await joinWithoutGavel(world, key.appId, room, meeting);
      await page.page.bringToFront();
      const panel = await PanelInside.of(page.page);
      const mine = await PageWork.of(page.page);
      const other = await PageWork.of(bare);
      const worker = await world.gavel.serviceWorker();
      const { browser } = world.gavel;

      // Beside each other: what the page does by itself and what the machine does is the same for both.
      const once = async (): Promise<Record<'floor' | 'gavel', Readings>> => {
        const workerBefore = await extensionCpu(browser);
        const [gavel, floor] = await Promise.all(
          [mine, other].map((work) => work.during(() => pause(spell))),
        );
        const workerAfter = await extensionCpu(browser);
        const share = (ms = 0): number => (ms / spell) * 100;
        const ownProcess =
          workerBefore === null || workerAfter === null
            ? {}
            : { worker: share(workerAfter - workerBefore) };
        return {
          floor: { cpu: share(floor), heap: await other.heap() },
          gavel: {
            cpu: share(gavel),
            heap: await mine.heap(),
            workerHeap: await heapOf(worker.client),
            ...ownProcess,
          },
        };
      };
      const several = async (): Promise<Round[]> => {
        const rounds: Round[] = [];
        await pause(bench.quick ? 1000 : SETTLES_MS);
        for (let done = 0; done < spells; done += 1) rounds.push(await once());
        return rounds;
      };
      const closed = await several();
      await panel.open(PEOPLE);
      const open = await several();

      const goal = { kind: 'added', most: 0.1 } as const;
      const unit = '% of a core';
      const lines: Line[] = [
        { label: 'page, panel closed: CPU', unit, samples: samplesOf(closed, 'cpu'), goal },
        { label: 'page, panel open: CPU', unit, samples: samplesOf(open, 'cpu'), goal },
        { label: 'page, panel closed: heap', unit: 'MB', samples: samplesOf(closed, 'heap') },
        { label: 'page, panel open: heap', unit: 'MB', samples: samplesOf(open, 'heap') },
        { label: 'worker: heap', unit: 'MB', samples: samplesOf(open, 'workerHeap') },
      ];
      const cpu = samplesOf(open, 'worker');
      if (cpu.gavel) {
        const most = { kind: 'value', most: 0.1 } as const;
        lines.push({ label: 'worker’s process: CPU', unit, samples: cpu, goal: most });
      }
      return { lines };
    }),
};
