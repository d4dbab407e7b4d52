import { i18n } from '#i18n';
import { bannedIn, isCovered } from '~/utils/actions/recheck';
import type { Action } from '~/utils/journal/action';
import type { BatchKind } from '~/utils/journal/batch-summary';
import { safeName } from '~/utils/names/safe-name';

/** All that a host must read before they confirm, in numbers; who it is stands in the list. */
export function batchCautions(kind: BatchKind, people: readonly Action[]): string[] {
  const banned = bannedIn(people);
  const changed = (change: Action['changes'][number]) =>
    people.filter(({ changes }) => changes.includes(change)).length;
  const covered = people.filter((action) => isCovered(action, banned)).length;
  const removed = kind === 'ban' ? people.filter((it) => it.kind === 'remove').length : 0;
  const moderators = people.filter(({ target }) => target?.role === 'moderator').length;
  const shared = kind === 'ban' ? sharedBeyond(people) : 0;
  const deceptive = people.filter(({ target }) => safeName(target?.name).suspicious.length > 0);
  const gone = changed('gone');
  const noUserId = removed - covered;
  return [
    changed('unseen') > 0 && i18n.t('popup.batch.unseen'),
    gone > 0 && i18n.t('popup.batch.gone', gone, [String(gone)]),
    noUserId > 0 && i18n.t('popup.batch.noUserId', noUserId, [String(noUserId)]),
    covered > 0 && i18n.t('popup.batch.covered', covered, [String(covered)]),
    moderators > 0 && i18n.t('popup.batch.moderators', moderators, [String(moderators)]),
    shared > 0 && i18n.t('popup.batch.shared', shared, [String(shared)]),
    deceptive.length > 0 &&
      i18n.t('popup.batch.deceptive', deceptive.length, [String(deceptive.length)]),
  ].filter((text) => text !== false);
}

/** How many of the user ids to ban are carried by more people here than this batch is about. */
function sharedBeyond(people: readonly Action[]): number {
  const here = new Map<string, number>();
  for (const { target } of people) {
    if (target?.userId) here.set(target.userId, (here.get(target.userId) ?? 0) + 1);
  }
  return people.filter(
    ({ kind, target }) =>
      kind === 'ban' && target?.userId && target.sharedBy > (here.get(target.userId) ?? 0),
  ).length;
}
