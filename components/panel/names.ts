import { i18n } from '#i18n';
import { distinguish, type Label } from '~/utils/meeting/distinguish';
import { looksLike } from '~/utils/meeting/looks-like';
import type { Departure, RosterPerson } from '~/utils/meeting/roster';
import type { Named } from '~/utils/meeting/snapshot-type';

/** A person's name as the panel shows it. */
export interface ShownName extends Label {
  /** How many people in the room show this name or one that looks like it, this one included. */
  readonly namesakes: number;
}

/** By participant id; who is in several lists is there once. */
export type ShownNames = ReadonlyMap<string, ShownName>;

/**
 * Names that tell everybody in the panel apart, also those who left and those who wait: a "Ban
 * Mallory" under one heading must not be taken for the one under another.
 */
export function showNames(
  here: readonly RosterPerson[],
  elsewhere: readonly (Departure | Named)[],
): ShownNames {
  const once = new Map<string, RosterPerson | Departure | Named>();
  for (const one of [...here, ...elsewhere]) if (!once.has(one.id)) once.set(one.id, one);
  const labels = distinguish([...once.values()], i18n.t('panel.row.nameless'));

  const counts = new Map<string, number>();
  const keyOf = (id: string): string => looksLike(labels.get(id)?.name ?? '');
  for (const { id } of here) counts.set(keyOf(id), (counts.get(keyOf(id)) ?? 0) + 1);

  const shown = new Map<string, ShownName>();
  for (const [id, label] of labels) {
    shown.set(id, { ...label, namesakes: counts.get(keyOf(id)) ?? 0 });
  }
  return shown;
}
