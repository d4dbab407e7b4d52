import { panelStyles } from '~/scripts/build/panel-styles';
import { inWorld } from '../bench';
import { bundled } from '../bundle';
import { guests, pause } from '../crowd';
import { alternate, type Readings, type Round, samplesOf } from '../measure';
import type { Lists } from '../page/drawing';
import { PageWork } from '../page-work';
import { PanelInside } from '../panel-inside';
import type { Row } from '../row';
import { joinWithoutGavel } from '../without-gavel';

const LISTED = 500;
/** Changes in one try: one would vanish in what the page does by itself. */
const TIMES = 10;
/** Farther apart than the reader joins changes, so that each is one of its own. */
const EVERY_MS = 400;

interface Scope {
  readonly benchLists: Lists;
}

export const oneChange: Row = {
  id: 'one-change',
  title: `One participant changes, ${LISTED} listed: main thread per change`,
  floor: 'one text node changed, in the same page without Gavel, with a plain list',
  rival: null,
  run: (bench) =>
    inWorld(bench, async (world) => {
      const key = await world.newKeyInGavel();
      const { page, meeting, room } = await world.joinMeeting(key.appId, guests(LISTED - 2));
      const bare = await joinWithoutGavel(world, key.appId, room, meeting);
      await page.page.bringToFront();
      const panel = await PanelInside.of(page.page);
      await panel.open(LISTED);
      await bare.evaluate(await bundled('page/lists.ts'));
      await bare.evaluate(
        (drawing, css) => (globalThis as unknown as Scope).benchLists.keep(drawing, css),
        await panel.drawing(),
        await panelStyles(),
      );
      const mine = await PageWork.of(page.page);
      const other = await PageWork.of(bare);
      const [one] = meeting.participants().filter((it) => !it.page);
      let turn = 0;
      const rename = async (): Promise<void> => {
        for (let time = 0; time < TIMES; time += 1) {
          turn += 1;
          meeting.rename(one?.id ?? '', `Renamed ${turn}`);
          await pause(EVERY_MS);
        }
      };
      const per = (ms: number): Readings => ({ ms: ms / TIMES });

      const rounds = await alternate(
        {
          async alone() {
            await bare.bringToFront();
            return per(await other.during(rename));
          },
          async floor() {
            await bare.bringToFront();
            const change = () =>
              bare.evaluate(
                (times, every) => (globalThis as unknown as Scope).benchLists.change(times, every),
                TIMES,
                EVERY_MS,
              );
            return per(await other.during(() => Promise.all([rename(), change()])));
          },
          async gavel() {
            await page.page.bringToFront();
            return per(await mine.during(rename));
          },
        },
        { rounds: bench.quick ? 1 : 5, warmUps: bench.quick ? 0 : 1 },
      );
      const goal = { kind: 'ratio', most: 1.25 } as const;
      return {
        lines: [
          { label: 'with what the page does', unit: 'ms', samples: samplesOf(rounds, 'ms'), goal },
          {
            label: 'without it',
            unit: 'ms',
            samples: samplesOf(rounds.map(withoutPage), 'ms'),
            goal,
          },
        ],
        notes: [
          'Without it: what the same page costs when only the page itself follows is taken off.',
        ],
      };
    }),
};

function withoutPage({ alone, floor, gavel }: Round): Round {
  const own = (side: Readings | undefined): Readings => ({
    ms: Math.max(0, (side?.ms ?? 0) - (alone?.ms ?? 0)),
  });
  return { floor: own(floor), gavel: own(gavel) };
}
