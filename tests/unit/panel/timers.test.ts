// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';
import { createAlarm, type Timing, throttleByClock } from '~/components/panel/model/timers';
import { FakeClock } from '../meeting/fake-clock';

/** A page that clears every timer: what is to run later never does. */
function withoutTimers(clock: FakeClock): Timing {
  return { now: clock.now, later: () => undefined };
}

describe('work that is done once a second', () => {
  it('is done at once after a pause, and once for all calls within a second', () => {
    const clock = new FakeClock();
    const work = vi.fn(() => true);
    const call = throttleByClock(work, 1000, clock);
    call();
    expect(work).toHaveBeenCalledTimes(1);
    call();
    clock.pass(400);
    call();
    expect(work).toHaveBeenCalledTimes(1);
    clock.pass(600);
    expect(work).toHaveBeenCalledTimes(2);
    clock.pass(1000);
    expect(work).toHaveBeenCalledTimes(2);
    call();
    expect(work).toHaveBeenCalledTimes(3);
    call();
    clock.pass(1000);
    expect(work).toHaveBeenCalledTimes(4);
  });

  it('does not wait after a call for which there was nothing to do', () => {
    const clock = new FakeClock();
    const work = vi.fn().mockReturnValueOnce(false).mockReturnValue(true);
    const call = throttleByClock(work, 1000, clock);
    call();
    call();
    expect(work).toHaveBeenCalledTimes(2);
    call();
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('is done with the next call where the page has cleared the timer', () => {
    const clock = new FakeClock();
    const work = vi.fn(() => true);
    const call = throttleByClock(work, 1000, withoutTimers(clock));
    for (const ms of [0, 500, 400, 200, 700, 400]) {
      clock.pass(ms);
      call();
    }
    expect(work).toHaveBeenCalledTimes(3);
  });
});

describe('an alarm', () => {
  it('wakes at the earliest of its times, and can be set again then', () => {
    const clock = new FakeClock();
    const woken: number[] = [];
    const wakeAt = createAlarm(() => void woken.push(clock.time), clock);
    wakeAt(500);
    wakeAt(700);
    wakeAt(300);
    clock.pass(299);
    expect(woken).toEqual([]);
    clock.pass(1);
    expect(woken).toEqual([300]);
    clock.pass(700);
    expect(woken).toEqual([300, 500]);
    wakeAt(1200);
    clock.pass(200);
    expect(woken).toEqual([300, 500, 1200]);
  });

  it('never wakes for a time that never comes, and soon for one that has passed', () => {
    const clock = new FakeClock();
    const wake = vi.fn();
    const wakeAt = createAlarm(wake, clock);
    wakeAt(Number.POSITIVE_INFINITY);
    clock.pass(1e9);
    expect(wake).not.toHaveBeenCalled();
    wakeAt(5);
    clock.pass(0);
    expect(wake).toHaveBeenCalledTimes(1);
  });

  it('is set anew where the page has cleared its timer', () => {
    const clock = new FakeClock();
    const later = vi.fn();
    const wakeAt = createAlarm(() => undefined, { now: clock.now, later });
    wakeAt(300);
    wakeAt(900);
    expect(later).toHaveBeenCalledTimes(1);
    clock.pass(301);
    wakeAt(900);
    expect(later).toHaveBeenCalledTimes(2);
  });
});
