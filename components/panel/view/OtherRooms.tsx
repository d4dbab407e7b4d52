import type { ComponentChild } from 'preact';
import { i18n } from '#i18n';
import type { PersonElsewhere } from '~/utils/meeting/elsewhere';
import { isolated } from '~/utils/names/direction';
import { safeName } from '~/utils/names/safe-name';
import { Section } from './Section';

/** Who is in which other room of this meeting, each room with a list of its own. */
export function OtherRooms({
  people,
  row,
}: {
  people: readonly PersonElsewhere[];
  row: (person: PersonElsewhere) => ComponentChild;
}) {
  const rooms = new Map<string, PersonElsewhere[]>();
  for (const one of people) {
    const title = roomTitle(one.room, one.main);
    const list = rooms.get(title);
    if (list) list.push(one);
    else rooms.set(title, [one]);
  }
  return (
    <>
      {[...rooms].map(([title, list]) => (
        <Section key={title} title={title} count={String(list.length)} lazy list={list} row={row} />
      ))}
    </>
  );
}

function roomTitle(room: string | null, main = false): string {
  const { text } = safeName(room);
  if (main) return i18n.t('panel.inMainRoom');
  return text === null ? i18n.t('panel.inUnnamedRoom') : i18n.t('panel.inRoom', [isolated(text)]);
}
