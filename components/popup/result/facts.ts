import { i18n } from '#i18n';
import { stepLabel, type Tone } from '~/components/ui/labels/outcome';
import type { Action, Step } from '~/utils/journal/action';
import { evidenceOf, isUnclear, standingOf } from '~/utils/journal/evidence';
import { SEEN_WITHIN_MS } from '~/utils/journal/verdict';

/** One line of what became of an action, in the order it happened. */
interface Fact {
  readonly key: string;
  readonly text: string;
  readonly tone: Tone;
  /** When it happened, in milliseconds since 1970; null while it has not. */
  readonly at: number | null;
}

/**
 * What a verdict rests on: the requests of an action and, after an accepted removal, whether the meeting page saw
 * the participant leave. What JaaS accepted and what was seen are two facts.
 *
 * @param now in milliseconds since 1970
 */
export function factsOf(action: Action, now: number): Fact[] {
  const facts: Fact[] = action.steps.map((step) => ({
    key: step.operation,
    at: step.endedAt,
    ...labelOf(step, action),
  }));
  const seen = seenOf(action, now);
  if (seen !== null) facts.push(seen);
  if (action.backAt !== null) {
    facts.push({ key: 'back', text: i18n.t('popup.result.back'), tone: 'warn', at: action.backAt });
  }
  return facts;
}

/**
 * Whether the meeting page may still show that somebody leaves, or what is said of that has just changed.
 *
 * @param endedAt when the last request about them ended, in milliseconds since 1970; null: not yet
 */
export function isFresh(endedAt: number | null): boolean {
  return Date.now() - (endedAt ?? 0) < SEEN_WITHIN_MS + 1000;
}

/** A line whose full words stand below it says only what happened in short. */
function labelOf(step: Step, action: Action): { text: string; tone: Tone } {
  const words = stepLabel(step, action);
  if (isUnclear(step, action)) return { ...words, text: unclear[step.operation]() };
  switch (standingOf(step, action)) {
    case 'refused':
    case 'failed':
      return { ...words, text: notDone[step.operation]() };
    default:
      return words;
  }
}

/** What the meeting page showed of the person. */
function seenOf(action: Action, now: number): Fact | null {
  const { leftAt, stillAt, frame, target } = action;
  if (leftAt !== null) {
    return { key: 'left', text: i18n.t('popup.result.left'), tone: 'good', at: leftAt };
  }
  if (stillAt !== undefined && target !== null) {
    return { key: 'here', text: i18n.t('popup.result.here'), tone: 'warn', at: stillAt };
  }
  const kick = action.steps.find(({ operation }) => operation === 'kick');
  if (kick?.outcome == null || frame === null) return null;
  const key = 'left';
  const isNew = now - (kick.endedAt ?? now) < SEEN_WITHIN_MS;
  if (evidenceOf(kick.outcome, action) === 'unseen') {
    return isNew ? { key, text: i18n.t('popup.result.looking'), tone: 'plain', at: null } : null;
  }
  if (kick.outcome.code !== 'accepted') return null;
  return isNew
    ? { key, text: i18n.t('popup.result.leaving'), tone: 'plain', at: null }
    : { key, text: i18n.t('popup.result.notSeenLeaving'), tone: 'warn', at: null };
}

const notDone: Record<Step['operation'], () => string> = {
  'ban-user': () => i18n.t('popup.result.notBanned'),
  kick: () => i18n.t('popup.result.notRemoved'),
  'ban-token': () => i18n.t('popup.result.tokenNotBanned'),
  'end-meeting': () => i18n.t('popup.result.notEnded'),
  'dial-out': () => i18n.t('popup.result.notCalled'),
  'hang-up': () => i18n.t('popup.result.notHungUp'),
};

const unclear: Record<Step['operation'], () => string> = {
  'ban-user': () => i18n.t('popup.result.banUnclear'),
  kick: () => i18n.t('popup.result.removalUnclear'),
  'ban-token': () => i18n.t('popup.result.tokenUnclear'),
  'end-meeting': () => i18n.t('popup.result.endUnclear'),
  'dial-out': () => i18n.t('popup.result.callUnclear'),
  'hang-up': () => i18n.t('popup.result.hangUpUnclear'),
};
