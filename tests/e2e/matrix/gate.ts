import type { WebWorker } from 'puppeteer-core';

/** Where a background is held: at the writing of one of the states of a record. */
export type Hold =
  | 'confirmation-unwritten'
  | 'confirmation-written'
  | 'sending-written'
  | 'outcome-unwritten'
  | null;

interface Gate {
  readonly held: string[];
  readonly posted: string[];
}

interface Scope {
  gate?: Gate;
  readonly real?: { put: Write; add: Write; fetch: typeof fetch; setTimeout: typeof setTimeout };
  readonly chrome: { readonly permissions: unknown };
}

type Write = (this: IDBObjectStore, value: unknown) => IDBRequest<IDBValidKey>;

/** How long Gavel's own time limit of ten seconds takes where nobody will answer, in milliseconds. */
const HURRIED_MS = 4000;

/** How long it takes elsewhere: a machine that is busy is no service that does not answer. */
const NEVER_MS = 3_600_000;

/**
 * Holds every action at one moment, so that the browser can stop the background exactly there: the
 * write of that moment, or all that follows it, never comes to an end. The background itself is the
 * built one; only what the browser offers to it is wrapped. Also notes what it hands to `fetch`,
 * which tells apart what Gavel asked twice and what the browser did.
 *
 * @param hurry whether nobody will answer: then time limits of ten seconds and more take four, else for ever
 */
export async function holdAt(worker: WebWorker, hold: Hold, hurry: boolean): Promise<void> {
  await worker.evaluate(
    (at, limitMs) => {
      const scope = globalThis as unknown as Scope & Record<string, unknown>;
      const store = IDBObjectStore.prototype as unknown as { put: Write; add: Write };
      const real = scope.real ?? {
        put: store.put,
        add: store.add,
        fetch: globalThis.fetch,
        setTimeout: globalThis.setTimeout,
      };
      const gate: Gate = { held: [], posted: [] };
      Object.assign(scope, { real, gate });

      interface Written {
        readonly id: string;
        readonly state: string;
        readonly steps: readonly { readonly state: string; readonly outcome: unknown }[];
      }
      const confirmed = new Set<string>();
      // Most are confirmed and called sending in one write.
      const isAt = (moment: string, { id, state, steps }: Written) => {
        if (steps.some(({ outcome }) => outcome !== null)) return moment === 'outcome';
        if (moment === 'sending') return steps.some((step) => step.state === 'sending');
        return moment === 'confirmation' && state === 'confirmed' && !confirmed.has(id);
      };
      const isRecord = (value: unknown): value is Written =>
        typeof value === 'object' && value !== null && 'steps' in value;
      const guarded = (write: Write): Write =>
        function (this: IDBObjectStore, value) {
          const [moment = ''] = at?.split('-') ?? [];
          if (at === null || !isRecord(value) || !isAt(moment, value)) {
            if (isRecord(value) && value.state === 'confirmed') confirmed.add(value.id);
            return write.call(this, value);
          }
          const hold = () => void gate.held.push(value.id);
          if (at.endsWith('-unwritten')) hold();
          else {
            write.call(this, value);
            // Not before it is on the disk: a background stopped earlier has not written it.
            this.transaction.addEventListener('complete', hold);
          }
          return new Promise(() => undefined) as unknown as IDBRequest<IDBValidKey>;
        };
      store.put = guarded(real.put);
      store.add = guarded(real.add);
      globalThis.fetch = (url, init) => {
        if (init?.method === 'POST') gate.posted.push(`${String(url)} ${String(init.body ?? '')}`);
        const { fetch } = real;
        return fetch(url, init);
      };
      const later = real.setTimeout as unknown as (...args: unknown[]) => unknown;
      globalThis.setTimeout = ((run: () => void, ms = 0, ...rest: unknown[]) =>
        later(run, ms >= 10_000 ? limitMs : ms, ...rest)) as typeof setTimeout;
    },
    hold,
    hurry ? HURRIED_MS : NEVER_MS,
  );
}

/** The ids of the actions that are held now. */
export async function heldBy(worker: WebWorker): Promise<string[]> {
  return worker.evaluate(() => (globalThis as unknown as Scope).gate?.held ?? []);
}

/** What this background has handed to `fetch`: address and body. */
export async function postedBy(worker: WebWorker): Promise<string[]> {
  return worker.evaluate(() => (globalThis as unknown as Scope).gate?.posted ?? []);
}
