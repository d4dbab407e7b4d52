import { browser } from 'wxt/browser';
import { nextBell } from '~/utils/actions/schedule-time';
import type { Action } from '~/utils/journal/action';

/** Rings when a meeting is to be warned of its end, and when that end is due. */
export const END_AT_BELL = 'end-at';

/** The times in the journal count; the bell only sees to it that somebody looks. */
export async function setEndAtBell(scheduled: readonly Action[], now: number): Promise<void> {
  const dueTimes = scheduled.flatMap(({ schedule }) => schedule?.dueAt ?? []);
  const when = nextBell(dueTimes, now);
  if (when === null) await browser.alarms.clear(END_AT_BELL);
  else browser.alarms.create(END_AT_BELL, { when });
}
