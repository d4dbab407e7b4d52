import type { ComponentChild } from 'preact';
import { i18n } from '#i18n';
import { Badge } from '~/components/ui/Badge';
import type { Elsewhere } from '~/utils/meeting/snapshot';
import { isolated } from '~/utils/names/direction';
import { safeId, safeName } from '~/utils/names/safe-name';
import { ParticipantId } from './row-ids';
import { Avatar } from './row-parts';
import { Section } from './Section';

/** Who is in which other room of this meeting, each room with a list of its own. */
export function OtherRooms<T extends Pick<Elsewhere, 'room' | 'main'>>({
  people,
  row,
}: {
  people: readonly T[];
  row: (person: T) => ComponentChild;
}) {
  const rooms = new Map<string, T[]>();
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

/** A row about somebody there. Ids stand whole, so that two people of one name are told apart. */
export function elsewhereRow({ id, name, userId, role }: Elsewhere) {
  const { text } = safeName(name);
  const lead = userId ?? id;
  return (
    <li key={id} class="row">
      <Avatar id={id} name={text} faded />
      <div class="row__who">
        <div class="row__name">
          {text === null ? (
            <bdi class="row__text row__text--soft exact">{safeId(lead)}</bdi>
          ) : (
            <bdi class="row__text row__text--soft">{text}</bdi>
          )}
          {role === 'moderator' && <Badge>{i18n.t('panel.badge.moderator')}</Badge>}
        </div>
        <div class="row__id">
          {text === null || userId === null ? (
            <ParticipantId id={id} whole />
          ) : (
            <bdi class="exact">{safeId(userId)}</bdi>
          )}
        </div>
      </div>
    </li>
  );
}
