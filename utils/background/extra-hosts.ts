import { extraHostsOf, MAIN_HOST, matchPattern } from '~/utils/jaas/room';

/**
 * As much of the browser's API as is needed here. `scripting` is there only with its permission, and in
 * a worker that runs already it appears in that moment: it is looked up at each call.
 */
export interface ExtraHostsBrowser {
  readonly permissions: { getAll(): Promise<{ origins?: string[] }> };
  readonly scripting?: {
    getRegisteredContentScripts(): Promise<{ id: string; matches?: string[] | undefined }[]>;
    registerContentScripts(scripts: Script[]): Promise<void>;
    unregisterContentScripts(filter: { ids: string[] }): Promise<void>;
  };
}

interface Script {
  id: string;
  js: string[];
  matches: string[];
  excludeMatches: string[];
  allFrames: boolean;
  runAt: 'document_start';
  world: 'ISOLATED' | 'MAIN';
}

/** The same two scripts, as the manifest has them for 8x8.vc. */
const SCRIPTS = [
  { id: 'panel', js: ['content-scripts/panel.js'], world: 'ISOLATED' },
  { id: 'reader', js: ['content-scripts/reader.js'], world: 'MAIN' },
] as const;

/**
 * Lets the panel appear in the pages of exactly the hosts that the person has allowed. An update of the
 * extension forgets what was registered, so this is also asked for at each start.
 */
export async function followExtraHosts({
  permissions,
  scripting,
}: ExtraHostsBrowser): Promise<void> {
  if (scripting === undefined) return;
  const matches = extraHostsOf((await permissions.getAll()).origins ?? []).map(matchPattern);
  const before = await scripting.getRegisteredContentScripts();
  const wanted = matches.length > 0 ? SCRIPTS : [];
  const same = (one: { matches?: string[] | undefined }) =>
    one.matches?.toSorted().join() === matches.join();
  if (before.length === wanted.length && before.every(same)) return;
  if (before.length > 0) {
    await scripting.unregisterContentScripts({ ids: before.map(({ id }) => id) });
  }
  if (wanted.length === 0) return;
  await scripting.registerContentScripts(
    wanted.map(({ id, js, world }) => ({
      id,
      js: [...js],
      world,
      matches,
      excludeMatches: [matchPattern(MAIN_HOST)],
      allFrames: true,
      runAt: 'document_start',
    })),
  );
}
