import { i18n } from '#i18n';
import { plural } from '~/utils/language';
import { isSpan, type Preset } from '~/utils/meeting/presets';

/** How many of a selection something is to be known of. */
interface Noted {
  /** Left out by the search. */
  readonly hidden: number;
  readonly noUserId: number;
  /** Not in the room. */
  readonly away?: number;
  readonly yours: number;
}

export function selectedLabel(n: number): string {
  return n === 0 ? i18n.t('panel.select.nobody') : counted('count', n);
}

/** What a ban or a removal of the selection would not do, said before it is asked for. */
export function selectionNotes({ hidden, noUserId, away = 0, yours }: Noted): string[] {
  const notes: string[] = [];
  if (hidden > 0) notes.push(counted('hidden', hidden));
  if (noUserId > 0) notes.push(counted('noUserId', noUserId));
  if (away > 0) notes.push(counted('away', away));
  if (yours > 0) notes.push(counted('yours', yours));
  return notes;
}

/** Who dropped out of the selection by themselves. */
export function droppedLabel(n: number): string | null {
  return n === 0 ? null : counted('dropped', n);
}

/** Why a way of choosing has selected nobody else. */
export function missedLabel(preset: Preset | null): string | null {
  if (preset === null) return null;
  return i18n.t(isSpan(preset) ? 'panel.select.nobodyCame' : 'panel.select.nobodyBy');
}

function counted(
  what: 'count' | 'hidden' | 'noUserId' | 'away' | 'yours' | 'dropped',
  n: number,
): string {
  return plural(`panel.select.${what}`, n);
}
