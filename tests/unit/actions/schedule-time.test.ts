// @vitest-environment node
import { isMainThread } from 'node:worker_threads';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import {
  END_GRACE_MS,
  inMinutes,
  isInReach,
  isSoon,
  LATEST_MS,
  nextAlarm,
  nextOccurrence,
  turnOf,
  WARN_BEFORE_MS,
} from '~/utils/actions/schedule';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const before = process.env.TZ;

/** Zones with a whole-hour, a half-hour and no change of the clocks, and with odd offsets. */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
];

function at(iso: string): number {
  return new Date(iso).getTime();
}

function clockOf(ms: number): string {
  const date = new Date(ms);
  return [date.getHours(), date.getMinutes()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

// Mutation testing runs in worker threads, where setting TZ has no effect: there is no other zone to set.
describe.runIf(isMainThread)('the next time the clock reads so', () => {
  beforeEach(() => {
    process.env.TZ = 'Europe/Berlin';
  });
  afterEach(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });

  it.each([
    ['today', '15:00', '2026-11-23T10:20:30+01:00', '2026-11-23T15:00:00+01:00'],
    [
      'tomorrow when it has gone by',
      '09:00',
      '2026-11-23T10:20:30+01:00',
      '2026-11-24T09:00:00+01:00',
    ],
    [
      'tomorrow when it is that minute',
      '10:20',
      '2026-11-23T10:20:00+01:00',
      '2026-11-24T10:20:00+01:00',
    ],
    ['in the next minute', '10:21', '2026-11-23T10:20:59.999+01:00', '2026-11-23T10:21:00+01:00'],
    // 2026-03-29: from 02:00 +01 to 03:00 +02. 2026-10-25: from 03:00 +02 to 02:00 +01.
    [
      'over the night of a lost hour',
      '08:00',
      '2026-03-28T20:00:00+01:00',
      '2026-03-29T08:00:00+02:00',
    ],
    [
      'over the night of a repeated hour',
      '08:00',
      '2026-10-24T20:00:00+02:00',
      '2026-10-25T08:00:00+01:00',
    ],
    ['the first of two', '02:30', '2026-10-25T01:50:00+02:00', '2026-10-25T02:30:00+02:00'],
    ['the second of two', '02:30', '2026-10-25T02:45:00+02:00', '2026-10-25T02:30:00+01:00'],
    ['a day of 25 hours later', '12:29', '2026-10-24T12:30:00+02:00', '2026-10-25T12:29:00+01:00'],
    [
      'the day after one that lacked it',
      '02:30',
      '2026-03-29T03:00:00+02:00',
      '2026-03-30T02:30:00+02:00',
    ],
  ])('%s', (_, clock, now, expected) => {
    expect(nextOccurrence(clock, at(now))).toBe(at(expected));
  });

  it('is refused where the clocks skip it that night', () => {
    expect(nextOccurrence('02:30', at('2026-03-28T20:00:00+01:00'))).toBeNull();
  });

  it.each(['', '24:00', '12:60', '9:00', '12:00:00', 'noon', '１２:00'])(
    '%j is no time',
    (clock) => {
      expect(nextOccurrence(clock, at('2026-11-23T10:00:00Z'))).toBeNull();
    },
  );

  test('is later, within a day, reads so, and nothing before it does', () => {
    const times = fc.record({
      zone: fc.constantFrom(...ZONES),
      now: fc.integer({ min: at('2024-01-01T00:00:00Z'), max: at('2029-01-01T00:00:00Z') }),
      hour: fc.integer({ min: 0, max: 23 }),
      minute: fc.integer({ min: 0, max: 59 }),
    });
    fc.assert(
      fc.property(times, ({ zone, now, hour, minute }) => {
        process.env.TZ = zone;
        const clock = [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
        const found = nextOccurrence(clock, now);
        const limit = found ?? now + LATEST_MS;
        for (let step = now; step < limit; step += 7 * MINUTE) {
          if (Math.floor(step / MINUTE) > Math.floor(now / MINUTE))
            expect(clockOf(step)).not.toBe(clock);
        }
        if (found === null) return;
        expect(clockOf(found)).toBe(clock);
        expect(isInReach(found, now)).toBe(true);
        expect(found % MINUTE).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  test('is never missing on a day without a change of the clocks', () => {
    process.env.TZ = 'Asia/Kathmandu';
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e12 }),
        fc.integer({ min: 0, max: 1439 }),
        (now, of) => {
          const clock = `${String(Math.floor(of / 60)).padStart(2, '0')}:${String(of % 60).padStart(2, '0')}`;
          const found = nextOccurrence(clock, now);
          expect(found).not.toBeNull();
          expect((found ?? 0) - now).toBeLessThanOrEqual(24 * HOUR);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('the next time the clock of this device reads so', () => {
  // In whatever zone this runs: none changes its clocks in these days.
  const local = (day: number, hours: number, minutes: number, seconds = 0, ms = 0) =>
    new Date(2026, 10, day, hours, minutes, seconds, ms).getTime();

  it.each([
    ['today', '15:00', local(24, 10, 20, 30), local(24, 15, 0)],
    ['tomorrow when it has gone by', '09:00', local(24, 10, 20, 30), local(25, 9, 0)],
    ['tomorrow when it is that minute', '10:20', local(24, 10, 20), local(25, 10, 20)],
    ['in the next minute', '10:21', local(24, 10, 20, 59, 999), local(24, 10, 21)],
    ['at midnight', '00:00', local(24, 23, 59, 59), local(25, 0, 0)],
    ['a minute before midnight', '23:59', local(24, 0, 0), local(24, 23, 59)],
    ['in the same minute of another hour', '11:20', local(24, 10, 19), local(24, 11, 20)],
  ])('is %s', (_, clock, now, expected) => {
    expect(nextOccurrence(clock, now)).toBe(expected);
  });

  it.each(['', '24:00', '12:60', '9:00', '12:00:00', 'at 12:00', '12:00 pm', '112:00', 'noon'])(
    'is none for %j',
    (clock) => expect(nextOccurrence(clock, local(24, 10, 0))).toBeNull(),
  );

  it('is warned of from five minutes before on', () => {
    const due = local(24, 15, 0);
    expect(isSoon(due, due - 5 * MINUTE - 1)).toBe(false);
    expect(isSoon(due, due - 5 * MINUTE)).toBe(true);
    expect(isSoon(due, due + MINUTE)).toBe(true);
  });

  it('is in reach when it is to come, a day of 25 hours at most', () => {
    const now = local(24, 15, 0);
    expect(isInReach(now, now)).toBe(false);
    expect(isInReach(now + 1, now)).toBe(true);
    expect(isInReach(now + 25 * HOUR, now)).toBe(true);
    expect(isInReach(now + 25 * HOUR + 1, now)).toBe(false);
  });
});

describe('an end that is meant for a time', () => {
  const due = 1_000_000_000;

  it('waits, is sent in its minute, and is never sent late', () => {
    fc.assert(
      fc.property(fc.integer({ min: -LATEST_MS, max: LATEST_MS }), (late) => {
        const turn = turnOf(due, due + late);
        if (late < 0) expect(turn).toBe('wait');
        else expect(turn).toBe(late <= END_GRACE_MS ? 'send' : 'missed');
      }),
    );
  });

  it('rings five minutes before and at its time, whichever of several comes first', () => {
    const now = due - 10 * MINUTE;
    expect(nextAlarm([], now)).toBeNull();
    expect(nextAlarm([due], now)).toBe(due - WARN_BEFORE_MS);
    expect(nextAlarm([due], due - WARN_BEFORE_MS)).toBe(due);
    expect(nextAlarm([due, due + MINUTE], due - WARN_BEFORE_MS)).toBe(
      due - WARN_BEFORE_MS + MINUTE,
    );
    expect(nextAlarm([due], due + MINUTE)).toBe(due);
  });
});

describe('in so many minutes', () => {
  it('is the nearest whole minute, so that the time which is shown is the time that is kept', () => {
    const now = at('2026-11-23T10:00:20Z');
    expect(inMinutes(5, now)).toBe(at('2026-11-23T10:05:00Z'));
    expect(inMinutes(5, now + 20_000)).toBe(at('2026-11-23T10:06:00Z'));
    expect(isInReach(inMinutes(30, now), now)).toBe(true);
  });
});
