import { browser } from 'wxt/browser';
import type { Action } from '~/utils/journal/action';
import type { Journal } from '~/utils/journal/journal';

/** Rings when the first of the waiting requests expires, so that badge and panels stop showing it. */
export const EXPIRY_BELL = 'expiry';

/** Rings while something is being sent: what nobody works at any more is settled then. */
export const RESUME_BELL = 'resume';

/** The shortest period that Chromium grants. */
const RESUME_MINUTES = 0.5;

/** Deadlines are absolute times in the journal; the bell only sees to it that somebody looks. */
export async function setExpiryBell(waiting: readonly Action[]): Promise<void> {
  if (waiting.length === 0) await browser.alarms.clear(EXPIRY_BELL);
  else {
    const when = Math.min(...waiting.map(({ expiresAt }) => expiresAt));
    browser.alarms.create(EXPIRY_BELL, { when });
  }
}

export function setResumeBell(): void {
  browser.alarms.create(RESUME_BELL, { periodInMinutes: RESUME_MINUTES });
}

/** Nothing is under way any more: no need to wake the worker. */
export async function endResumeBell(journal: Pick<Journal, 'inState'>): Promise<void> {
  const isUnderWay = async () => (await journal.inState('confirmed')).length > 0;
  if (await isUnderWay()) return;
  await browser.alarms.clear(RESUME_BELL);
  // Confirmed meanwhile, and its bell taken down with the others'.
  if (await isUnderWay()) setResumeBell();
}
