import { turn } from '../../until';

/** One `await` of a worker that has not gone on yet. */
interface Waiting {
  readonly worker: number;
  readonly goOn: () => void;
}

/**
 * Decides which `await` goes on next, so that every interleaving is a list of numbers that can be
 * played again. What belongs to a worker that was killed never goes on.
 */
export class Turns {
  private waiting: Waiting[] = [];
  private busy = 0;
  private readonly dead = new Set<number>();

  isDead(worker: number): boolean {
    return this.dead.has(worker);
  }

  kill(worker: number): void {
    this.dead.add(worker);
    this.waiting = this.waiting.filter((one) => one.worker !== worker);
  }

  /** Resolves when this worker's turn has come; never, once it is dead. */
  wait(worker: number): Promise<void> {
    if (this.dead.has(worker)) return new Promise(() => undefined);
    return new Promise((goOn) => this.waiting.push({ worker, goOn }));
  }

  /** A transaction with a turn before it and one behind: a worker can be killed at either. */
  async around<T>(worker: number, transaction: () => Promise<T>): Promise<T> {
    await this.wait(worker);
    const done = await this.aside(transaction);
    await this.wait(worker);
    return done;
  }

  /** Something that takes real time and is nobody's turn. */
  async aside<T>(work: () => Promise<T>): Promise<T> {
    this.busy += 1;
    try {
      return await work();
    } finally {
      this.busy -= 1;
    }
  }

  /** Lets one of those that wait go on, and everything that follows from it happen. */
  async release(pick: number): Promise<boolean> {
    const [one] = this.waiting.splice(pick % Math.max(this.waiting.length, 1), 1);
    one?.goOn();
    await this.rest();
    return one !== undefined;
  }

  /** Lets all go on, oldest first, until nobody waits. */
  async drain(): Promise<void> {
    await this.rest();
    while (await this.release(0));
  }

  /** Until nothing moves by itself any more. */
  private async rest(): Promise<void> {
    do {
      await turn();
    } while (this.busy > 0);
  }
}
