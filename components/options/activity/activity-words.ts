import { i18n } from '#i18n';
import type { ActionKind } from '~/utils/journal/action';
import type { OutcomeKind } from '~/utils/journal/outcome-kind';

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

export const kindWords = (kind: ActionKind) => kinds[kind]();
export const outcomeKindWords = (outcome: OutcomeKind) => outcomes[outcome]();

/** A number as the browser's language writes it. */
export const countWords = (count: number) => count.toLocaleString();
