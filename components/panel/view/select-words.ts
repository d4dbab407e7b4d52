import { i18n } from '#i18n';
import type { Tally } from '~/components/panel/model/selection';

/** What a ban or a removal of the selection would not do, said before it is asked for. */
export function tallyNotes({ hidden, away, noUserId, yours }: Tally): string[] {
  const notes: string[] = [];
  if (hidden > 0) notes.push(counted('hidden', hidden));
  if (noUserId > 0) notes.push(counted('noUserId', noUserId));
  if (away > 0) notes.push(counted('away', away));
  if (yours > 0) notes.push(counted('yours', yours));
  return notes;
}

export function selectedWords({ all }: Tally): string {
  return all === 0 ? i18n.t('panel.select.nobody') : counted('count', all);
}

/** Who dropped out of the selection by themselves. */
export function droppedWords(n: number): string | null {
  return n === 0 ? null : counted('dropped', n);
}

function counted(
  what: 'count' | 'hidden' | 'noUserId' | 'away' | 'yours' | 'dropped',
  n: number,
): string {
  return i18n.t(`panel.select.${what}`, n, [String(n)]);
}
