import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayLabel } from '~/components/options/activity/labels';

const before = process.env.TZ;

beforeEach(() => {
  process.env.TZ = 'Europe/Berlin';
});

afterEach(() => {
  if (before === undefined) delete process.env.TZ;
  else process.env.TZ = before;
});

describe('the heading of a day in the activity', () => {
  const at = (month: number, day: number, hour: number, minute: number) =>
    new Date(2026, month - 1, day, hour, minute).getTime();

  it.each<[string, Parameters<typeof at>, number, number]>([
    ['23 hours', [3, 30, 0, 30], 3, 29],
    ['25 hours', [10, 25, 23, 30], 10, 24],
    ['24 hours', [7, 1, 12, 0], 6, 30],
  ])('says yesterday by the calendar, also around a day of %s', (_, today, month, day) => {
    const now = at(...today);
    expect(dayLabel(at(month, day, 12, 0), now)).toMatch(/^Yesterday/);
    expect(dayLabel(at(month, day - 1, 23, 45), now)).not.toMatch(/^Yesterday/);
    expect(dayLabel(now, now)).toMatch(/^Today/);
  });
});
