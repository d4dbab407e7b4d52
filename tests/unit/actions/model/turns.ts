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

  /** Resolves when this worker's turn has come; never, once it is dead. */
  wait(worker: number): Promise<void> {
    if (this.dead.has(worker)) return new Promise(() => undefined);
    return new Promise((resolve) => this.waiting.push({ worker, goOn: resolve }));
  }

  /** Runs something that takes real time, such as a transaction, between two turns. */
  async during<T>(worker: number, work: () => Promise<T>): Promise<T> {
    await this.wait(worker);
    this.busy += 1;
    const done = await work().finally(() => {
      this.busy -= 1;
    });
    await this.wait(worker);
    return done;
  }

  kill(worker: number): void {
    this.dead.add(worker);
    this.waiting = this.waiting.filter((one) => one.worker !== worker);
  }

  /** Lets one of those that wait go on, and waits until nothing moves by itself any more. */
  async release(pick: number): Promise<boolean> {
    const [one] = this.waiting.splice(pick % Math.max(this.waiting.length, 1), 1);
    one?.goOn();
    await this.stand();
    return one !== undefined;
  }

  /** Lets all go on, oldest first, until nobody waits. */
  async drain(): Promise<void> {
    await this.stand();
    while (await this.release(0));
  }

  async stand(): Promise<void> {
    do {
      await new Promise((resolve) => setImmediate(resolve));
    } while (this.busy > 0);
  }
}
