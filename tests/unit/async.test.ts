// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { coalesce, serial, throttle, turns } from '~/utils/async';

describe('work that is about the latest state', () => {
  it('runs once more for all who asked while it ran', async () => {
    const begun: (() => void)[] = [];
    const run = coalesce(() => new Promise((resolve) => begun.push(resolve)));
    const first = run();
    const others = [run(), run(), run()];
    expect(begun).toHaveLength(1);
    begun[0]?.();
    await first;
    await Promise.resolve();
    expect(begun).toHaveLength(2);
    begun[1]?.();
    await Promise.all(others);
    expect(begun).toHaveLength(2);
  });

  it('never runs twice at a time, whoever asks in the moment between two runs', async () => {
    let running = 0;
    let most = 0;
    const run = coalesce(async () => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
    });
    const first = run();
    const asked = [run()];
    for (let turn = 0; turn < 20; turn += 1) {
      asked.push(run());
      await Promise.resolve();
    }
    await Promise.all([first, ...asked]);
    expect(most).toBe(1);
  });

  it('runs again after one that failed', async () => {
    let runs = 0;
    const run = coalesce(async () => {
      runs += 1;
      if (runs === 1) throw new Error('broken');
    });
    const first = run();
    const second = run();
    await expect(first).rejects.toThrow('broken');
    await second;
    expect(runs).toBe(2);
  });
});

function setUp() {
  const told: string[][] = [];
  const waiting: (() => void)[] = [];
  const tell = throttle<string>(
    (changed) => void told.push([...changed]),
    (one) => one,
    { firstMs: 50, everyMs: 250 },
    (run) => void waiting.push(run),
  );
  return { told, tell, pass: () => waiting.shift()?.() };
}

describe('telling pages and panels of changes', () => {
  it('tells of the first one after what it set going, which must not wait for the telling', () => {
    const { told, tell, pass } = setUp();
    tell('a');
    expect(told).toEqual([]);
    pass();
    expect(told).toEqual([['a']]);
  });

  it('tells of a thousand that follow once, and loses none', () => {
    const { told, tell, pass } = setUp();
    tell('a');
    pass();
    for (let n = 0; n < 1000; n += 1) tell(n % 2 === 0 ? 'b' : 'a');
    expect(told).toEqual([['a']]);
    pass();
    expect(told).toEqual([['a'], ['b', 'a']]);
    pass();
    expect(told).toHaveLength(2);
  });

  it('tells again after a pause', () => {
    const { told, tell, pass } = setUp();
    tell('a');
    pass();
    pass();
    tell('a');
    pass();
    expect(told).toEqual([['a'], ['a']]);
  });
});

describe('work that is done one after the other', () => {
  it('runs in the order in which it was asked for, also behind what failed', async () => {
    const queue = serial();
    const done: string[] = [];
    const gates: (() => void)[] = [];
    const work = (name: string) => () =>
      new Promise<void>((resolve) => gates.push(() => resolve(void done.push(name))));
    const first = queue(work('a'));
    const failed = queue(() => Promise.reject(new Error('no')));
    const last = queue(async () => done.push('b'));
    await Promise.resolve();
    expect(gates).toHaveLength(1);
    gates[0]?.();
    await first;
    await expect(failed).rejects.toThrow('no');
    await last;
    expect(done).toEqual(['a', 'b']);
  });
});

describe('work in turns', () => {
  it('waits for what was begun under its name, also where that fails, and for nothing else', async () => {
    const log: string[] = [];
    const inTurn = turns();
    let fail: (why: Error) => void = () => undefined;
    const slow = inTurn('a', () => new Promise((_, reject) => (fail = reject)));
    const next = inTurn('a', async () => log.push('after it'));
    await inTurn('b', async () => log.push('beside it'));
    expect(log).toEqual(['beside it']);
    fail(new Error('broken'));
    await expect(slow).rejects.toThrow('broken');
    await next;
    await inTurn('a', async () => log.push('once more'));
    expect(log).toEqual(['beside it', 'after it', 'once more']);
  });
});
