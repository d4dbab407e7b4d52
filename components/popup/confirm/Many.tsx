import { i18n } from '#i18n';
import type { Action, ActionKind } from '~/utils/journal/action';
import { numberLabel, plural } from '~/utils/language';
import { countsOf, meantOf } from './counts';

/** Many people in numbers, before their names. */
export function Summary({
  kind,
  people,
}: {
  readonly kind: ActionKind;
  readonly people: readonly Action[];
}) {
  const { all, banned, removedOnly, moderators } = countsOf(kind, people);
  const parts = [
    kind === 'ban'
      ? i18n.t('popup.batch.sum.ban', [numberLabel(banned)])
      : i18n.t('popup.batch.sum.remove', [numberLabel(all)]),
    removedOnly > 0 && i18n.t('popup.batch.sum.removeOnly', [numberLabel(removedOnly)]),
    moderators > 0 && plural('popup.batch.sum.moderators', moderators),
  ];
  return <p class="lead">{parts.filter((part) => part !== false).join(' · ')}</p>;
}

/** What a host ticks before so much is done at once; null where that is not asked. */
export function agreementOf(kind: ActionKind, people: readonly Action[]): string | null {
  const counts = countsOf(kind, people);
  switch (meantOf(counts)) {
    case 'moderators':
      return plural('popup.batch.agree.moderators', counts.moderators);
    case 'all':
      return plural('popup.batch.agree.all', counts.all);
    case null:
      return null;
  }
}
