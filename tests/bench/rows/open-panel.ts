import type { Page } from 'puppeteer-core';
import { panelStyles } from '~/scripts/build/panel-styles';
import type { World } from '~/tests/e2e/support/open-world';
import { type Bench, inWorld } from '../bench';
import { bundled } from '../bundle';
import { guests, pause } from '../crowd';
import { alternate, type Readings, samplesOf } from '../measure';
import type { Lists, Opened } from '../page/drawing';
import { PageWork } from '../page-work';
import { PanelInside } from '../panel-inside';
import type { Line, Row } from '../row';
import { closeContext, joinWithoutGavel } from '../without-gavel';

/** People listed, the host being one of them. */
const SIZES = [10, 100, 500] as const;

interface Scope {
  readonly benchLists: Lists;
}

export const openPanel: Row = {
  id: 'open-panel',
  title: 'Open the panel',
  floor: 'plain DOM of the same rows, under the same styles, in the same page without Gavel',
  rival: 'a React list of the same rows',
  run: (bench) =>
    inWorld(bench, async (world) => {
      const lines: Line[] = [];
      for (const size of SIZES) lines.push(...(await openWith(bench, world, size)));
      return { lines };
    }),
};

async function openWith(bench: Bench, world: World, size: number): Promise<Line[]> {
  const key = world.newKey();
  // The page without Gavel is a guest of its own.
  const { page, meeting, room } = await world.joinMeeting(key.appId, guests(size - 2));
  const bare = await joinWithoutGavel(world, key.appId, room, meeting);
  await bare.evaluate(await bundled('page/lists.ts'));
  const css = await panelStyles();
  await page.page.bringToFront();
  const panel = await PanelInside.of(page.page);
  await panel.open(size);
  const card = await panel.drawing();
  await panel.close();

  const works = { gavel: await PageWork.of(page.page), bare: await PageWork.of(bare) };
  const list = (kind: 'plain' | 'react') => () =>
    reading(bare, works.bare, () =>
      bare.evaluate(
        (which, drawing, styles) =>
          (globalThis as unknown as Scope).benchLists[which](drawing, styles),
        kind,
        card,
        css,
      ),
    );
  const rounds = await alternate(
    {
      floor: list('plain'),
      async gavel() {
        const opened = await reading(page.page, works.gavel, () => panel.open(size));
        await panel.close();
        return opened;
      },
      rival: list('react'),
    },
    { rounds: bench.quick ? 3 : 15, warmUps: bench.quick ? 1 : 2 },
  );
  await closeContext(bare);
  await page.close();

  const goal = { kind: 'ratio', most: 1.25 } as const;
  const line = (label: string, what: string): Line => ({
    label: `${size} people: ${label}`,
    unit: 'ms',
    samples: samplesOf(rounds, what),
    goal,
  });
  return [
    line('first rows drawn', 'first'),
    line('all rows drawn', 'all'),
    line('main thread', 'work'),
  ];
}

async function reading(page: Page, work: PageWork, open: () => Promise<Opened>): Promise<Readings> {
  await page.bringToFront();
  await pause(100);
  let opened: Opened = { first: 0, all: 0 };
  const cost = await work.during(async () => {
    opened = await open();
  });
  return { ...opened, work: cost };
}
