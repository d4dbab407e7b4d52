import { SNAPSHOT_EVENT } from '~/utils/meeting/snapshot';
import type { MeetingPage } from '../../e2e/support/panel';

/** What happened in a page since it was watched. */
export interface Watched {
  /** Events of the real conference object, as `<event> <participant id>`. */
  readonly events: readonly string[];
  /** What Gavel's reader told its panel: the phase, and how many people. */
  readonly snapshots: readonly { readonly phase: string; readonly people: number }[];
  /** Uncaught errors. */
  readonly errors: readonly string[];
}

interface PageGlobals {
  readonly APP: {
    readonly conference: {
      readonly _room: { on(event: string, listener: (id?: unknown) => void): void };
    };
  };
  readonly __sim: { readonly errors: readonly string[] };
  __watched: { events: string[]; snapshots: { phase: string; people: number }[] };
}

/** Begins to note what the library and the reader say in this page. */
export async function watch(page: MeetingPage): Promise<void> {
  await page.page.evaluate((snapshotEvent) => {
    const global = globalThis as unknown as PageGlobals;
    const watched: PageGlobals['__watched'] = { events: [], snapshots: [] };
    global.__watched = watched;
    const names = ['userLeft', 'kicked', 'participant_kicked', 'left', 'failed'];
    for (const name of names) {
      global.APP.conference._room.on(`conference.${name}`, (id) =>
        watched.events.push(typeof id === 'string' ? `${name} ${id}` : name),
      );
    }
    document.addEventListener(snapshotEvent, (event) => {
      const { phase, participants } = JSON.parse((event as CustomEvent<string>).detail);
      watched.snapshots.push({ phase, people: participants.length });
    });
  }, SNAPSHOT_EVENT);
}

export async function watched(page: MeetingPage): Promise<Watched> {
  return page.page.evaluate(() => {
    const global = globalThis as unknown as PageGlobals;
    return { ...global.__watched, errors: global.__sim.errors };
  });
}
