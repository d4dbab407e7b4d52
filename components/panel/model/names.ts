import { i18n } from '#i18n';
import { distinguish, type Label } from '~/utils/meeting/labels';
import type { Departure } from '~/utils/meeting/roster';
import type { RosterPerson } from '~/utils/meeting/roster-person';
import type { Named } from '~/utils/meeting/snapshot';
import { looksLike } from '~/utils/names/confusables';

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
 *
 * @param before who is shown as before is the same object as before
 */
export function showNames(
  here: readonly RosterPerson[],
  elsewhere: readonly (Departure | Named)[],
  before: ShownNames,
): ShownNames {
  const once = new Map<string, RosterPerson | Departure | Named>();
  for (const list of [here, elsewhere]) {
    for (const one of list) if (!once.has(one.id)) once.set(one.id, one);
  }
  const labels = distinguish([...once.values()], i18n.t('panel.row.nameless'));

  const counts = new Map<string, number>();
  for (const { id } of here) {
    const looks = looksOf(labels.get(id));
    counts.set(looks, (counts.get(looks) ?? 0) + 1);
  }
  const shown = new Map<string, ShownName>();
  for (const [id, label] of labels) {
    const namesakes = counts.get(looksOf(label)) ?? 0;
    const was = before.get(id);
    // Not label first: V8 takes far longer over objects that begin with what was spread.
    shown.set(id, was && isSame(was, label, namesakes) ? was : { namesakes, ...label });
  }
  return shown;
}

function looksOf(label: Label | undefined): string {
  return looksLike(label?.name ?? '');
}

function isSame(was: ShownName, now: Label, namesakes: number): boolean {
  return (
    was.name === now.name &&
    was.full === now.full &&
    was.suspicious === now.suspicious &&
    was.namesakes === namesakes
  );
}
