import { i18n } from '#i18n';
import { exactTime } from '~/components/ui/time';
import { stepWords, type Tone } from '~/components/ui/words/step-words';
import type { Action } from '~/utils/journal/action';

export interface OutcomeLine {
  readonly tone: Tone;
  readonly text: string;
}

/**
 * What became of an action, a line a step. Says what is known and no more: a request that was
 * accepted is not yet a person who left.
 */
export function outcomeLines(action: Action): OutcomeLine[] {
  const unsent = unsentWords(action);
  if (unsent !== null) return [{ tone: 'plain', text: unsent }];
  const lines: OutcomeLine[] = action.steps.map(stepWords);
  if (action.leftAt !== null) {
    lines.push({ tone: 'good', text: i18n.t('options.activity.left', [exactTime(action.leftAt)]) });
  }
  if (action.backAt !== null) {
    lines.push({ tone: 'warn', text: i18n.t('options.activity.back', [exactTime(action.backAt)]) });
  }
  return lines;
}

/** Null where something was sent, or is about to be. */
function unsentWords({ state, schedule }: Action): string | null {
  switch (state) {
    case 'staged':
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
