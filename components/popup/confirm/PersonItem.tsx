import { i18n } from '#i18n';
import { Badge } from '~/components/ui/Badge';
import { personOf } from '~/components/ui/words/whom';
import type { Action, Change } from '~/utils/journal/action';
import { safeId, shortId } from '~/utils/names/safe-id';

/** One person of a batch: safe name, what to know about them, and the id that is acted on. */
export function PersonItem({
  action,
  removedOnly = null,
  wholeId = false,
}: {
  readonly action: Action;
  /** Why they are only removed where others are banned; null where that is not so. */
  readonly removedOnly?: 'no-user-id' | 'same-id' | null;
  readonly wholeId?: boolean;
}) {
  const { target, changes, kind } = action;
  const id = target?.userId ?? null;
  return (
    <li class={wholeId ? 'person person--whole' : 'person'}>
      <span class="person__name">
        <bdi>{personOf(target)}</bdi>
        {changes.map((change) => (
          <Badge key={change} tone="warn">
            {changeWords[change]()}
          </Badge>
        ))}
        {removedOnly === 'no-user-id' && <Badge>{i18n.t('popup.batch.badge.removedOnly')}</Badge>}
        {removedOnly === 'same-id' && <Badge>{i18n.t('popup.batch.badge.sameId')}</Badge>}
        {target?.role === 'moderator' && <Badge>{i18n.t('popup.batch.badge.moderator')}</Badge>}
        {target !== null && target.sharedBy > 1 && kind === 'ban' && (
          <Badge tone="warn">{i18n.t('popup.batch.badge.shared', [String(target.sharedBy)])}</Badge>
        )}
        {target !== null && target.namesakes > 1 && (
          <Badge>{i18n.t('popup.batch.badge.sameName')}</Badge>
        )}
      </span>
      <span class={id === null ? 'person__id hint' : 'person__id hint mono'}>
        {id === null ? i18n.t('popup.batch.noId') : <bdi>{wholeId ? safeId(id) : shortId(id)}</bdi>}
      </span>
    </li>
  );
}

const changeWords: Record<Change, () => string> = {
  gone: () => i18n.t('popup.batch.badge.gone'),
  renamed: () => i18n.t('popup.batch.badge.renamed'),
  role: () => i18n.t('popup.batch.badge.role'),
  'user-id': () => i18n.t('popup.batch.badge.userId'),
  rejoined: () => i18n.t('popup.batch.badge.rejoined'),
  unseen: () => i18n.t('popup.batch.badge.unseen'),
  yourself: () => i18n.t('popup.batch.leftOutYourself'),
};
