import { i18n } from '#i18n';
import { stepLabel, type Tone } from '~/components/ui/labels/outcome';
import { exactTime } from '~/components/ui/time';
import type { Action, ActionKind } from '~/utils/journal/action';
import type { OutcomeKind } from '~/utils/journal/search';

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

/** A number as the browser's language writes it. */
export const countLabel = (count: number) => count.toLocaleString();

export interface OutcomeLine {
  readonly tone: Tone;
  readonly text: string;
}

/**
 * What became of an action, a line a step. Says what is known and no more: a request that was
 * accepted is not yet a person who left.
 */
export function outcomeLines(action: Action): OutcomeLine[] {
  const unsent = unsentLabel(action);
  if (unsent !== null) return [{ tone: 'plain', text: unsent }];
  const lines: OutcomeLine[] = action.steps.map((step) => stepLabel(step, action));
  if (action.leftAt !== null) {
    lines.push({ tone: 'good', text: i18n.t('options.activity.left', [exactTime(action.leftAt)]) });
  }
  if (action.backAt !== null) {
    lines.push({ tone: 'warn', text: i18n.t('options.activity.back', [exactTime(action.backAt)]) });
  }
  return lines;
}

/** Null where something was sent, or is about to be. */
function unsentLabel({ state, schedule }: Action): string | null {
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
