// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';
import { createReporter } from '~/components/panel/model/background-link';
import { receiveSnapshots } from '~/utils/meeting/receive';
import { SNAPSHOT_EVENT } from '~/utils/meeting/snapshot';
import { FakeClock } from './fake-clock';
import { snapshot } from './snapshots';

/** A page that clears every timer: what is to be run later never is. */
const never = () => undefined;

describe('a page that clears every timer', () => {
  it('delays the panel’s sight by a second at most', () => {
    const target = new EventTarget();
    const seen = vi.fn();
    let now = 0;
    const { signal } = new AbortController();
    receiveSnapshots(target, seen, { signal, now: () => now, later: never });
    const say = (seq: number) =>
      target.dispatchEvent(
        new CustomEvent(SNAPSHOT_EVENT, { detail: JSON.stringify(snapshot({ seq })) }),
      );
    say(1);
    expect(seen).toHaveBeenCalledTimes(1);
    for (let seq = 2; seq < 150; seq++) {
      now += 10;
      say(seq);
    }
    expect(seen.mock.calls.length).toBeGreaterThan(1);
  });

  it('does not keep the panel from reporting', () => {
    const sent = vi.fn(async () => ({}));
    let now = 0;
    const report = createReporter(sent, { now: () => now, later: never });
    for (let count = 0; count < 30; count++) {
      now += 100;
      report({ phase: 'joined', count, joinedAt: null });
    }
    expect(sent.mock.calls.length).toBeGreaterThan(1);
  });
});

describe('a page that floods with great objects', () => {
  it('has only those read that are handled: twenty a second', () => {
    const target = new EventTarget();
    let read = 0;
    const clock = new FakeClock();
    const { signal } = new AbortController();
    receiveSnapshots(target, vi.fn(), { signal, now: clock.now, later: clock.later });
    for (let i = 0; i < 1000; i++) {
      const event = new Event(SNAPSHOT_EVENT);
      Object.defineProperty(event, 'detail', {
        get() {
          read += 1;
          return 'x'.repeat(10);
        },
      });
      target.dispatchEvent(event);
    }
    clock.pass(1000);
    expect(read).toBe(2);
  });
});
