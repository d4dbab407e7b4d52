/** A clock that moves only when told, with one-shot timers. */
export class FakeClock {
  time = 0;
  private timers: { at: number; run: () => void }[] = [];

  readonly now = (): number => this.time;

  readonly later = (run: () => void, ms: number): void => {
    this.timers.push({ at: this.time + ms, run });
  };

  /** Something takes so many milliseconds, in which nothing else runs. */
  take(ms: number): void {
    this.time += ms;
  }

  /** Lets so many milliseconds pass, running what falls due in order. */
  pass(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const next = this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.timers.splice(this.timers.indexOf(next), 1);
      this.time = Math.max(this.time, next.at);
      next.run();
    }
    this.time = end;
  }
}
