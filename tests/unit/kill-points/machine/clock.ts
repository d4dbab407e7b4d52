import { type Life, lives } from './life';

interface Timer {
  readonly life: Life;
  readonly run: () => void;
  readonly everyMs: number | null;
  at: number;
}

/** Time that only goes by when it is told to. Timers belong to who set them, and die with them. */
export class Clock {
  now = 1_790_000_000_000;
  private timers: Timer[] = [];

  /** Lets time go by, and what was due happen. */
  async pass(ms: number, life: Life): Promise<void> {
    const until = this.now + ms;
    for (;;) {
      const [next] = this.timers
        .filter((timer) => timer.life.alive && timer.at <= until)
        .sort((one, other) => one.at - other.at);
      if (next === undefined) break;
      this.now = Math.max(this.now, next.at);
      if (next.everyMs === null) this.drop(next);
      else next.at += next.everyMs;
      lives.run(next.life, next.run);
      await life.rest();
    }
    this.now = until;
  }

  add(life: Life, run: () => void, ms: number, repeats: boolean): Timer {
    const timer = { life, run, at: this.now + ms, everyMs: repeats ? ms : null };
    this.timers.push(timer);
    return timer;
  }

  drop(timer: unknown): boolean {
    const before = this.timers.length;
    this.timers = this.timers.filter((one) => one !== timer);
    return this.timers.length < before;
  }
}

const real = {
  setTimeout: globalThis.setTimeout,
  setInterval: globalThis.setInterval,
  clearTimeout: globalThis.clearTimeout,
  clearInterval: globalThis.clearInterval,
};

/** Who has a life is given this clock; the test itself keeps its own. */
export function installClock(clock: Clock): void {
  Date.now = () => clock.now;
  const setting = (fallback: typeof setTimeout | typeof setInterval, repeats: boolean) =>
    ((run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
      const life = lives.getStore();
      if (life === undefined) return (fallback as typeof setTimeout)(run, ms, ...args);
      return clock.add(life, () => run(...args), ms, repeats);
    }) as unknown;
  const clearing = (fallback: (id: never) => void) =>
    ((timer: unknown) => {
      if (!clock.drop(timer) && lives.getStore() === undefined) fallback(timer as never);
    }) as unknown;
  Object.assign(globalThis, {
    setTimeout: setting(real.setTimeout, false),
    setInterval: setting(real.setInterval, true),
    clearTimeout: clearing(real.clearTimeout),
    clearInterval: clearing(real.clearInterval),
  });
}
