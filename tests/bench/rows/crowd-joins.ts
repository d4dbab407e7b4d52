import type { Page } from 'puppeteer-core';
import { newRoom, type World } from '~/tests/e2e/support/open-world';
import { inWorld } from '../bench';
import { bundled } from '../bundle';
import { joinOver, pause } from '../crowd';
import { alternate, type Readings, samplesOf } from '../measure';
import { PanelInside } from '../panel-inside';
import type { Row } from '../row';
import { tasksDuring } from '../trace';
import { closeContext, joinWithoutGavel } from '../without-gavel';

const PEOPLE = 500;
const WITHIN_MS = 1000;
/** For what follows the last one, in milliseconds. */
const SETTLES_MS = 2000;

export const crowdJoins: Row = {
  id: 'crowd-joins',
  title: `${PEOPLE} people join within a second`,
  floor: 'the page without Gavel',
  rival: 'the page with a reader that polls ten times a second, without a panel',
  run: (bench) =>
    inWorld(bench, async (world) => {
      const key = await world.newKeyInGavel();
      const polling = await bundled('page/polling-reader.ts');
      const bare = (script: string | null) => async (): Promise<Readings> => {
        const room = newRoom();
        const meeting = world.simulator.meeting(key.appId, room);
        const page = await joinWithoutGavel(world, key.appId, room, meeting);
        if (script !== null) await page.evaluate(script);
        const tasks = await joining(world, page, key.appId, room);
        await closeContext(page);
        return tasks;
      };
      const rounds = await alternate(
        {
          floor: bare(null),
          rival: bare(polling),
          async gavel() {
            const { page, room } = await world.joinMeeting(key.appId);
            await (await PanelInside.of(page.page)).open(1);
            const tasks = await joining(world, page.page, key.appId, room);
            await page.reads(new RegExp(`${PEOPLE + 1} here`));
            await page.close();
            return tasks;
          },
        },
        { rounds: bench.quick ? 1 : 5, warmUps: bench.quick ? 0 : 1 },
      );
      return {
        lines: [
          {
            label: 'longest task',
            unit: 'ms',
            samples: samplesOf(rounds, 'longest'),
            goal: { kind: 'value', most: 50 },
          },
          { label: 'main thread in all', unit: 'ms', samples: samplesOf(rounds, 'total') },
        ],
        notes: ['Gavel’s panel is open and shows everybody at the end.'],
      };
    }),
};

async function joining(world: World, page: Page, appId: string, room: string): Promise<Readings> {
  await page.bringToFront();
  await pause(1000);
  const { longest, total } = await tasksDuring(page, async () => {
    await joinOver(world.simulator.meeting(appId, room), PEOPLE, WITHIN_MS);
    await pause(SETTLES_MS);
  });
  return { longest, total };
}
