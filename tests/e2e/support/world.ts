import { basename, join } from 'node:path';
import { expect, inject } from 'vitest';
import { ROOT } from '~/scripts/build/extension';
import { World, type WorldOptions } from './open-world';
import { type OrganisedWorld, openOrganisedWorld } from './organisation';

/**
 * One a test file: the simulator and a headless browser with the built extension, found and built by
 * the global setup. Close it in `afterAll`. Screenshots go to `test-output/<test file>/`.
 */
export async function startWorld(
  options: Partial<
    Pick<
      WorldOptions,
      | 'executablePath'
      | 'extensionDir'
      | 'windowSize'
      | 'userDataDir'
      | 'extraArgs'
      | 'english'
      | 'hostRules'
    >
  > = {},
): Promise<World> {
  const file = basename(expect.getState().testPath ?? 'unknown', '.test.ts');
  const world = await World.open({
    executablePath: inject(isFirefox() ? 'firefoxPath' : 'chromePath'),
    extensionDir: inject('extensionDir'),
    outputDir: join(ROOT, 'test-output', ...(isFirefox() ? ['firefox'] : []), file),
    headless: true,
    ...(isFirefox() && { browser: 'firefox' }),
    ...options,
  });
  started.push(world);
  return world;
}

/** Whether this is a run in Firefox, where some of the same tests run. */
function isFirefox(): boolean {
  return inject('browser') === 'firefox';
}

/** The same, with an organisation that runs a token service. */
export async function startOrganisedWorld(
  options: Parameters<typeof startWorld>[0] = {},
): Promise<OrganisedWorld> {
  return openOrganisedWorld((hostRules) => startWorld({ ...options, hostRules }));
}

/** Those of this test file. */
const started: World[] = [];

/** Before another try of a test that failed: the popup that its last try left is gone. */
export async function closeLeftPopups(): Promise<void> {
  for (const world of started) await world.gavel.closePopups();
}
