// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { latest } from '~/utils/background/notify';

describe('work that is about the latest state', () => {
  it('runs once more for all who asked while it ran', async () => {
    const begun: (() => void)[] = [];
    const run = latest(() => new Promise((resolve) => begun.push(resolve)));
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
    const run = latest(async () => {
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
    const run = latest(async () => {
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
