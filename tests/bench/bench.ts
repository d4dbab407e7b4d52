import { join } from 'node:path';
import { EXTENSION_DIR, ROOT } from '~/scripts/build/extension';
import { World, type WorldOptions } from '~/tests/e2e/support/open-world';

/** The clock of the simulator and of this process: milliseconds since 1970, finer than one. */
export const preciseNow = (): number => performance.timeOrigin + performance.now();

/** What a row has at hand. */
export interface Bench {
  readonly quick: boolean;
  /** A folder of this run's own, removed after it. */
  readonly temp: string;
  readonly executablePath: string;
  log(line: string): void;
}

/**
 * Gives `work` a simulator and a browser of its own, so that no row finds what another one left.
 *
 * @throws what `work` throws; browser and simulator are closed in any case
 */
export async function inWorld<T>(
  { executablePath }: Bench,
  work: (world: World) => Promise<T>,
  options: Partial<Pick<WorldOptions, 'extraArgs'>> = {},
): Promise<T> {
  const world = await World.open({
    executablePath,
    extensionDir: EXTENSION_DIR,
    outputDir: join(ROOT, 'test-output', 'bench'),
    headless: true,
    now: preciseNow,
    ...options,
  });
  try {
    return await work(world);
  } finally {
    await world.close();
  }
}
