// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { tasksOf } from '~/tests/bench/trace';

const task = { name: 'ThreadControllerImpl::RunTask', pid: 7, tid: 1 };

describe('the tasks in a trace', () => {
  it('are those of the marked page’s own thread, by processor time where it is known', () => {
    const tasks = tasksOf([
      { ...task, dur: 90_000, tdur: 20_000 },
      { name: 'gavel-bench', pid: 7, tid: 1 },
      { ...task, dur: 30_000 },
      { ...task, tid: 2, dur: 500_000 },
      { ...task, pid: 8, dur: 500_000 },
      { ...task, name: 'FunctionCall', dur: 500_000 },
    ]);
    expect(tasks).toEqual({ longest: 30, total: 50 });
  });

  it('of another page are none', () => {
    expect(() => tasksOf([task])).toThrow('The page is not in the trace.');
  });
});
