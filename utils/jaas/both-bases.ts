import { isNoWord, mayBeDone, type Other, type Outcome } from './outcome';

/*
 * What an operation came to at two base addresses: whether the second is asked, and how both are told as one outcome.
 */

/**
 * Whether the other base address is asked after this outcome: it holds no word of JaaS's. A 404 to the end of a
 * meeting may be of the meeting, or of an address that is JaaS's no more.
 */
export function asksOther(outcome: Outcome): boolean {
  return isNoWord(outcome) || outcome.code === 'no-such-meeting';
}

/** Whether it may have been done. That there is no such meeting is no sign of that. */
export function isOpen(outcome: Outcome): boolean {
  return mayBeDone(outcome) && outcome.code !== 'no-such-meeting';
}

/**
 * Returns the outcome of which more is known for sure, with what the other address came to.
 *
 * @param one of the address that was asked first
 */
export function together(one: Outcome, two: Outcome): Outcome {
  const [told, other] = isTold(one, two) ? [one, two] : [two, one];
  const { result, code, base, status } = other;
  if (base === null) return told;
  const named: Other = { result, code, base, ...(status === undefined ? {} : { status }) };
  return { ...told, other: named };
}

/** Whether the first is the one to tell. A "no" of the second takes back nothing that may have been done. */
function isTold(one: Outcome, two: Outcome): boolean {
  if (one.result === 'accepted' || two.result === 'accepted') return one.result === 'accepted';
  if (!one.sent || !two.sent) return one.sent;
  // Nor does "there is no such meeting", which is the better word where the other is none at all.
  if (isUnknownMeeting(one) && isNoWord(two)) return true;
  if (isUnknownMeeting(two) && isNoWord(one)) return false;
  if (isOpen(one) || isOpen(two)) return isOpen(one);
  if (asksOther(one) !== asksOther(two)) return asksOther(two);
  return isNoWord(two) || !isNoWord(one);
}

/** Not as a page, which anybody may send. */
function isUnknownMeeting(outcome: Outcome): boolean {
  return outcome.code === 'no-such-meeting' && !isNoWord(outcome);
}

/**
 * Whether JaaS answered at the outcome's own address, as far as can be known. Two addresses that know no such meeting
 * are alike, so neither has shown that it is JaaS's.
 */
export function isOfJaas(outcome: Outcome): boolean {
  const { code, status, other } = outcome;
  const areAlike = code === 'no-such-meeting' && other?.code === code;
  return status !== undefined && !isNoWord(outcome) && !areAlike;
}
