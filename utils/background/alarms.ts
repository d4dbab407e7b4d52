import { browser } from 'wxt/browser';
import { nextAlarm } from '~/utils/actions/schedule';
import { type Action, CONFIRM_WITHIN_MS } from '~/utils/journal/action';
import type { Journal } from '~/utils/journal/journal';
import { UNCONFIRMED_FOR_MS } from '~/utils/journal/retention';
import type { Keyring } from '~/utils/keys/keyring';

/** Rings when the first of the waiting requests expires, so that badge and panels stop showing it. */
export const EXPIRY_ALARM = 'expiry';

/** Rings when what was asked for last, if nobody confirms it, is to be deleted. */
export const TIDY_ALARM = 'tidy';

/** From the moment in which something is asked for, in milliseconds; a minute more than it takes. */
const TIDY_AFTER_MS = CONFIRM_WITHIN_MS + UNCONFIRMED_FOR_MS + 60_000;

/** Each call puts it off: whoever asks for something has what is old deleted anyway. */
export function setTidyAlarm(now: number): void {
  browser.alarms.create(TIDY_ALARM, { when: now + TIDY_AFTER_MS });
}

/** Rings while something is being sent: what nobody works at any more is recovered then. */
export const RESUME_ALARM = 'resume';

/** The shortest period that Chromium grants. */
const RESUME_MINUTES = 0.5;

/** Deadlines are absolute times in the journal; the alarm only sees to it that somebody looks. */
export async function setExpiryAlarm(waiting: readonly Action[]): Promise<void> {
  if (waiting.length === 0) await browser.alarms.clear(EXPIRY_ALARM);
  else {
    const when = Math.min(...waiting.map(({ expiresAt }) => expiresAt));
    browser.alarms.create(EXPIRY_ALARM, { when });
  }
}

export function setResumeAlarm(): void {
  browser.alarms.create(RESUME_ALARM, { periodInMinutes: RESUME_MINUTES });
}

/** Nothing is under way any more: no need to wake the worker. */
export async function clearResumeAlarm(journal: Pick<Journal, 'inState'>): Promise<void> {
  const isUnderWay = async () => (await journal.inState('confirmed')).length > 0;
  if (await isUnderWay()) return;
  await browser.alarms.clear(RESUME_ALARM);
  // Confirmed meanwhile, and its alarm cleared with the others'.
  if (await isUnderWay()) setResumeAlarm();
}

/** Rings when a meeting is to be warned of its end, and when that end is due. */
export const SCHEDULED_END_ALARM = 'scheduled-end';

/** The times in the journal count; the alarm only sees to it that somebody looks. */
export async function setScheduledEndAlarm(
  scheduled: readonly Action[],
  now: number,
): Promise<void> {
  const dueTimes = scheduled.flatMap(({ schedule }) => schedule?.dueAt ?? []);
  const when = nextAlarm(dueTimes, now);
  if (when === null) await browser.alarms.clear(SCHEDULED_END_ALARM);
  else browser.alarms.create(SCHEDULED_END_ALARM, { when });
}

/** Rings when a meeting that is kept closed is to be ended again, and when that is over. */
export const CLOSURE_ALARM = 'keep-closed';

/** @param when in milliseconds since 1970; null where no meeting is kept closed */
export async function setClosureAlarm(when: number | null): Promise<void> {
  if (when === null) await browser.alarms.clear(CLOSURE_ALARM);
  else browser.alarms.create(CLOSURE_ALARM, { when });
}

const ALARM = 'lock';

/**
 * Sets the alarm that wakes the worker when the keys' time is over, or clears it. The deadline that
 * counts is the stored one, looked at whenever a key is used; the alarm only makes what is on the
 * screen say so in time.
 */
export async function setLockAlarm(keys: Pick<Keyring, 'unlockedUntil'>): Promise<void> {
  const until = await keys.unlockedUntil();
  if (until === null) await browser.alarms.clear(ALARM);
  else browser.alarms.create(ALARM, { when: until });
}

/** Reading what is unlocked removes what has expired, and that is told by the storage. */
export async function onLockAlarm(
  name: string,
  keys: Pick<Keyring, 'unlockedUntil'>,
): Promise<void> {
  if (name === ALARM) await keys.unlockedUntil();
}
