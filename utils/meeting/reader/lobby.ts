import type { Named } from '../snapshot-type';
import { call, get, idOf, nameOf } from './plain';
import { readUserId } from './user-id';

/** People who wait to be let in; jitsi-meet fills this for moderators only. */
export function readLobby(conference: unknown, slice: unknown, cap: number): Named[] | null {
  const knocking = get(slice, 'knockingParticipants');
  if (!Array.isArray(knocking)) return null;
  const room = get(call(get(conference, 'room'), 'getLobby'), 'lobbyRoom');
  const waiting: Named[] = [];
  for (let i = 0; i < knocking.length && waiting.length < cap; i++) {
    const id = idOf(get(knocking[i], 'id'));
    if (id === null) continue;
    // The store has no user ids of knockers, but a moderator's client receives them.
    const member = get(room, 'members', `${idOf(get(room, 'roomjid'))}/${id}`);
    waiting.push({
      id,
      name: nameOf(get(knocking[i], 'name')),
      ...readUserId(null, null, member).fields,
    });
  }
  return waiting;
}
