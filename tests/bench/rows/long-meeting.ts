import type { Meeting } from '~/tests/simulator/meeting/meeting';
import { inWorld } from '../bench';
import { guest, guests, pause } from '../crowd';
import { type Readings, samplesOf } from '../measure';
import { heapOf, PageWork } from '../page-work';
import { PanelInside } from '../panel-inside';
import type { Row } from '../row';
import { joinWithoutGavel } from '../without-gavel';

/** So many stay; everybody else comes and goes. */
const STAY = 50;
/**
 * Half of what the panel remembers of those who left, and some. So many come and go together, for of
 * those who are here for a moment only the reader sees few.
 */
const FILLS = 600;
/** The reader looks once a second at least while much happens; in milliseconds. */
const SEEN_MS = 3000;
/** Joins and leaves a second: four hours of them in about a minute. */
const PER_SECOND = 300;

export const longMeeting: Row = {
  id: 'long-meeting',
  title: 'Memory after four hours of simulated meeting, time compressed',
  floor: 'the page without Gavel, at the same time',
  rival: null,
  run: (bench) =>
    inWorld(bench, async (world) => {
      const count = bench.quick ? 1000 : 20_000;
      const key = await world.newKeyInGavel();
      const { page, meeting, room } = await world.joinMeeting(key.appId, guests(STAY - 1));
      const bare = await joinWithoutGavel(world, key.appId, room, meeting);
      await page.page.bringToFront();
      await (await PanelInside.of(page.page)).open(STAY);
      const mine = await PageWork.of(page.page);
      const other = await PageWork.of(bare);
      const worker = await world.gavel.serviceWorker();
      const heaps = async (): Promise<Record<'gavel' | 'floor', Readings>> => {
        await pause(bench.quick ? 500 : 3000);
        const gavel = { page: await mine.heap(), worker: await heapOf(worker.client) };
        return { gavel, floor: { page: await other.heap() } };
      };

      const empty = await heaps();
      for (let time = 0; time < 2; time += 1) await fill(meeting, time * FILLS);
      const start = await heaps();
      await comeAndGo(meeting, count, 2 * FILLS);
      const end = await heaps();

      const growth = (from: typeof start): Record<'gavel' | 'floor', Readings> => ({
        gavel: {
          page: (end.gavel.page ?? 0) - (from.gavel.page ?? 0),
          worker: (end.gavel.worker ?? 0) - (from.gavel.worker ?? 0),
        },
        floor: { page: (end.floor.page ?? 0) - (from.floor.page ?? 0) },
      });
      const goal = { kind: 'added', most: 1 } as const;
      const unit = 'MB';
      return {
        lines: [
          { label: 'page at the start', unit, samples: samplesOf([start], 'page') },
          {
            label: `page after ${count.toLocaleString('en')} joins and leaves`,
            unit,
            samples: samplesOf([end], 'page'),
          },
          { label: 'growth of the page', unit, goal, samples: samplesOf([growth(start)], 'page') },
          {
            label: 'growth since an empty list',
            unit,
            samples: samplesOf([growth(empty)], 'page'),
          },
          {
            label: 'growth of the worker',
            unit,
            goal: { kind: 'value', most: 1 },
            samples: samplesOf([growth(start)], 'worker'),
          },
        ],
        notes: [
          `Panel open. It starts when ${(2 * FILLS).toLocaleString('en')} have left, so that the list of those is full.`,
        ],
      };
    }),
};

async function fill(meeting: Meeting, offset: number): Promise<void> {
  const all = Array.from({ length: FILLS }, (_, at) => meeting.join(guest(STAY + offset + at + 1)));
  await pause(SEEN_MS);
  for (const id of all) meeting.leave(id);
  meeting.events.length = 0;
  await pause(SEEN_MS);
}

async function comeAndGo(meeting: Meeting, count: number, offset: number): Promise<void> {
  const began = performance.now();
  const here: string[] = [];
  for (let done = 0; done < count; ) {
    const due = Math.min(count, ((performance.now() - began) / 1000) * PER_SECOND);
    for (; done < due; done += 1) {
      here.push(meeting.join(guest(STAY + offset + done + 1)));
      const leaver = here.length > 20 ? here.shift() : undefined;
      if (leaver !== undefined) meeting.leave(leaver);
    }
    // What it noted of all this would be the simulator's own growth, not the page's.
    meeting.events.length = 0;
    await pause(20);
  }
  for (const id of here) meeting.leave(id);
}
