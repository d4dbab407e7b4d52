import type { Named } from '~/utils/meeting/snapshot';
import { call, get, idOf, nameOf } from './jitsi';
import { readUserId } from './user-id';

/** People who wait to be let in; jitsi-meet fills this for moderators only. */
export function readLobby(conference: unknown, slice: unknown, cap: number): Named[] | null {
  const knocking = get(slice, 'knockingParticipants');
  if (!Array.isArray(knocking)) return null;
  const room = get(call(get(conference, 'room'), 'getLobby'), 'lobbyRoom');
  return knocking
    .flatMap((one): Named[] => {
      const id = idOf(get(one, 'id'));
      // The store has no user ids of knockers, but a moderator's client receives them.
      const member = get(room, 'members', `${idOf(get(room, 'roomjid'))}/${id}`);
      return id ? [{ id, name: nameOf(get(one, 'name')), ...readUserId(null, null, member) }] : [];
    })
    .slice(0, cap);
}
