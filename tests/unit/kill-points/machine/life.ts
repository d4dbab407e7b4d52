import { AsyncLocalStorage } from 'node:async_hooks';

/** What is to happen to one worker or page. Points and storage steps are counted from 1. */
export interface Plan {
  /** It is killed when it comes to this point. */
  readonly killAt?: number;
  /** The storage refuses this step. */
  readonly failAt?: number;
  /** And every step behind it that `refuses` names. */
  readonly lasting?: boolean;
  /** The name of the `DOMException`. */
  readonly error?: string;
  /** Which steps the storage refuses; a full disk can still be read. */
  readonly refuses?: 'all' | 'writes';
}

export type StorageStep = 'read' | 'write';

/**
 * One worker, or one page of Gavel's, from its start to its end. Every asynchronous operation asks
 * here before it begins and again before it is heard of; whatever is asked after the end never
 * happens. Which life an operation belongs to is carried along by Node's own async context.
 */
export class Life {
  readonly points: string[] = [];
  readonly storageSteps: string[] = [];
  alive = true;
  /** What could not be kept from failing. */
  readonly refused: string[] = [];
  private busy = 0;
  private readonly atEnd: (() => void)[] = [];
  private end: () => void = () => undefined;
  /** Resolves when it was killed. */
  readonly ended = new Promise<'killed'>((resolve) => {
    this.end = () => resolve('killed');
  });

  constructor(private plan: Plan = {}) {}

  /** From here on it lives by another plan; points and steps are counted anew. */
  arm(plan: Plan): void {
    this.plan = plan;
    this.points.length = 0;
    this.storageSteps.length = 0;
  }

  /** False where it is over, be it at this very point. */
  reaches(point: string): boolean {
    if (!this.alive) return false;
    this.points.push(point);
    if (this.points.length === this.plan.killAt) this.kill();
    return this.alive;
  }

  /** What the storage has against this step; null where it does it. */
  faultOf(name: string, step: StorageStep): DOMException | null {
    const { failAt, lasting, error = 'UnknownError', refuses = 'all' } = this.plan;
    if (refuses === 'writes' && step === 'read') return null;
    this.storageSteps.push(name);
    const number = this.storageSteps.length;
    const fails = failAt !== undefined && (lasting ? number >= failAt : number === failAt);
    if (!fails) return null;
    this.refused.push(name);
    return new DOMException('The storage does not do that.', error);
  }

  kill(): void {
    this.alive = false;
    for (const work of this.atEnd) work();
    this.end();
  }

  whenKilled(work: () => void): void {
    this.atEnd.push(work);
  }

  /** Something of it is under way in the browser; gives back what says that it has ended. */
  begin(): () => void {
    let open = true;
    this.busy += 1;
    return () => {
      if (open) this.busy -= 1;
      open = false;
    };
  }

  /** Until nothing of it moves by itself any more. */
  async rest(): Promise<void> {
    const deadline = performance.now() + RESTLESS_MS;
    for (let quiet = 0; quiet < 8; ) {
      if (performance.now() > deadline) {
        throw new Error(`It never rests: ${this.points.slice(-12).join(' | ')}`);
      }
      const before = this.points.length;
      await new Promise<void>((resolve) => setImmediate(resolve));
      quiet = this.busy === 0 && this.points.length === before ? quiet + 1 : 0;
    }
  }
}

/** Longer than anything takes here on a busy machine, in milliseconds of the real clock. */
const RESTLESS_MS = 120_000;

export const lives = new AsyncLocalStorage<Life>();

export function never<T>(): Promise<T> {
  return new Promise<T>(() => undefined);
}

/**
 * An operation of the browser, with a point before it and one behind. Nothing of it happens for who
 * is not alive any more, and who dies while it is under way does not hear of it.
 */
export async function gated<T>(
  name: string,
  work: () => Promise<T>,
  storage?: StorageStep,
): Promise<T> {
  const life = lives.getStore();
  if (life === undefined) return work();
  if (!life.reaches(name)) return never();
  const fault = storage && life.faultOf(name, storage);
  const done = life.begin();
  const result = await lives
    .exit(() => (fault ? Promise.reject(fault) : work()))
    .then(
      (value) => ({ ok: true, value }) as const,
      (error: unknown) => ({ ok: false, error }) as const,
    )
    .finally(done);
  if (!life.reaches(`${name}, done`)) return never();
  if (result.ok) return result.value;
  throw result.error;
}
