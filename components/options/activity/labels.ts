import { i18n } from '#i18n';
import { stepLabel, type Tone } from '~/components/ui/labels/outcome';
import { clock, exactTime } from '~/components/ui/time';
import type { Action, ActionKind, Step } from '~/utils/journal/action';
import { dayOf } from '~/utils/journal/listing';
import type { OutcomeKind } from '~/utils/journal/search';
import { formatLanguage, plural } from '~/utils/language';
import { safeName } from '~/utils/names/safe-name';

const kinds: Record<ActionKind, () => string> = {
  ban: () => i18n.t('options.activity.kind.ban'),
  remove: () => i18n.t('options.activity.kind.remove'),
  'ban-token': () => i18n.t('options.activity.kind.banToken'),
  'end-meeting': () => i18n.t('options.activity.kind.endMeeting'),
  call: () => i18n.t('options.activity.kind.call'),
  'hang-up': () => i18n.t('options.activity.kind.hangUp'),
  'test-key': () => i18n.t('options.activity.kind.testKey'),
};

const outcomes: Record<OutcomeKind, () => string> = {
  accepted: () => i18n.t('options.activity.result.accepted'),
  'not-done': () => i18n.t('options.activity.result.notDone'),
  unknown: () => i18n.t('options.activity.result.unknown'),
  'not-sent': () => i18n.t('options.activity.result.notSent'),
  open: () => i18n.t('options.activity.result.open'),
};

export const kindLabel = (kind: ActionKind) => kinds[kind]();
export const outcomeKindLabel = (outcome: OutcomeKind) => outcomes[outcome]();

/** The name as it was shown; null where none is known, or nothing of it can be shown. */
export function nameOf({ target, token }: Action): string | null {
  return safeName(target?.name ?? token?.userName).text;
}

/** The user id that an action is about; null where it is about none. */
export function userIdOf({ target, token }: Action): string | null {
  return target?.userId ?? token?.userId ?? null;
}

/** The time of day with seconds, since a row may have to prove something. */
export function timeLabel(at: number): string {
  return dayOf(at) === '' ? exactTime(at) : clock(at, true);
}

/** A day as a heading; `at` and `now` in milliseconds since 1970. */
export function dayLabel(at: number, now: number): string {
  const day = dayOf(at);
  if (day === '') return exactTime(at);
  const words = fullDay().format(at);
  if (day === dayOf(now)) return i18n.t('options.activity.today', [words]);
  if (day === dayOf(dayBefore(now))) return i18n.t('options.activity.yesterday', [words]);
  return words;
}

/** A time on the day before: by the calendar, because a day on which the clocks change has not 24 hours. */
function dayBefore(at: number): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - 1).getTime();
}

let format: Intl.DateTimeFormat | null = null;

/** Made once: that takes a millisecond, and a list has many days. */
function fullDay(): Intl.DateTimeFormat {
  format ??= new Intl.DateTimeFormat(formatLanguage(), { dateStyle: 'full' });
  return format;
}

export interface OutcomeLine {
  readonly tone: Tone;
  readonly text: string;
  /** The step that it tells of, if it is of one. */
  readonly step?: Step;
}

/**
 * What became of an action, a line a step. Says what is known and no more: a request that was
 * accepted is not yet a person who left.
 */
export function outcomeLines(action: Action): OutcomeLine[] {
  const unsent = unsentLabel(action);
  if (unsent !== null) return [{ tone: 'plain', text: unsent }];
  const lines: OutcomeLine[] = action.steps.map((step) => ({ ...stepLabel(step, action), step }));
  if (action.leftAt !== null) {
    lines.push({ tone: 'good', text: i18n.t('options.activity.left', [exactTime(action.leftAt)]) });
  }
  if (action.backAt !== null) {
    lines.push({ tone: 'warn', text: i18n.t('options.activity.back', [exactTime(action.backAt)]) });
  }
  return [...lines, ...closureLines(action)];
}

/** How a meeting was kept closed: each end that met somebody or did not go well, the others counted. */
function closureLines({ closure, ...action }: Action): OutcomeLine[] {
  if (closure === undefined) return [];
  const { minutes, ends, over } = closure;
  const told = ends.filter(({ outcome }) => outcome?.code !== 'no-such-meeting');
  const nobody = ends.length - told.length;
  const lines: OutcomeLine[] = [
    { tone: 'plain', text: plural('options.activity.closure.kept', minutes) },
    ...told.map((step): OutcomeLine => {
      const { tone, text } = stepLabel(step, action);
      const at = exactTime(step.startedAt ?? 0);
      return { tone, text: i18n.t('options.activity.closure.again', [at, text]), step };
    }),
  ];
  if (nobody > 0) {
    const text = plural('options.activity.closure.nobody', nobody);
    lines.push({ tone: 'plain', text });
  }
  const text = closureOverLabel({ closure });
  if (text !== null) lines.push({ tone: over?.why === 'refused' ? 'warn' : 'plain', text });
  return lines;
}

/** Since when a meeting is not kept closed any more, and why; null where it still is. */
export function closureOverLabel({ closure }: Pick<Action, 'closure'>): string | null {
  if (!closure?.over) return null;
  const { at, why } = closure.over;
  const words = why === 'not-ended' ? 'notEnded' : why;
  return i18n.t(`options.activity.closure.over.${words}`, [exactTime(at)]);
}

/** Why nothing of an action was sent; null where something was, or is about to be. */
export function unsentLabel({ state, schedule }: Action): string | null {
  switch (state) {
    case 'pending':
      return i18n.t('options.activity.staged');
    case 'scheduled':
      return i18n.t('options.activity.scheduled', [exactTime(schedule?.dueAt ?? 0)]);
    case 'cancelled':
      if (schedule?.dropped === 'ended-before') return i18n.t('options.activity.endedBefore');
      return i18n.t('options.activity.cancelled');
    case 'expired':
      return i18n.t('options.activity.expired');
    case 'replaced':
      return i18n.t('options.activity.replaced');
    case 'confirmed':
    case 'done':
      return null;
  }
}
