import type { Blind, Elsewhere, Me, Named, Snapshot } from '~/utils/meeting/snapshot';
import { call, get, idOf, nameOf, pairsOf, resourceOf, type State, valuesOf } from './jitsi';
import { readIdentity, readPeople, roleOf, tokenNameOf } from './people';
import type { Recognised } from './phase';

/** What the snapshot says besides its reader and number, which the publisher adds. */
export type Contents = Omit<Snapshot, 'v' | 'reader' | 'since' | 'seq'>;

function readMe(conference: unknown, feature: State['feature']): Me | null {
  const slice = feature('base/participants');
  // Before 2021-07 the slice was one array.
  const local = get(slice, 'local') ?? valuesOf(slice).find((one) => get(one, 'local'));
  const id = idOf(call(conference, 'myUserId') ?? get(local, 'id'));
  const name = nameOf(get(local, 'name'));
  // Id and name are the only things read from the token's slice; jitsi-meet keeps the id there trimmed.
  const user = get(feature('base/jwt'), 'user');
  return id === null
    ? null
    : {
        id,
        name,
        ...tokenNameOf(name, [user]),
        userId: idOf(get(user, 'id') ?? get(local, 'jwtId')),
        // getRole() throws once the room is gone, hence call().
        role: roleOf(call(conference, 'getRole') ?? get(local, 'role')),
      };
}

/** jitsi-lib's own test, else the component's host (prosody mod_muc_breakout_rooms). */
function isBreakout(conference: unknown, roomJid: string | null): boolean {
  const told = call(call(conference, 'getBreakoutRooms'), 'isBreakoutRoom');
  return !!(roomJid && (told ?? roomJid.includes('@breakout.')));
}

/**
 * Reads the whole page once. Plain data only, nothing of the token but one's own user id and name.
 *
 * @param attached conference events arrive
 * @param cap how many people to list
 */
export function readContents(
  state: State,
  [phase, conference]: Recognised,
  attached: boolean,
  cap: number,
): Contents {
  const { feature } = state;
  const slice = feature('base/conference');
  const visiting = feature('visitors');
  const visitors = get(visiting, 'count');
  const joined = phase === 'joined';
  /** Of the people nothing is told unless I am among them. */
  const inside: State['feature'] = (name) => (joined ? feature(name) : null);
  const blind: Blind[] = [];
  const roomJid = idOf(get(joined && conference, 'room', 'roomjid'));
  const breakout = isBreakout(conference, roomJid);
  // `room` stays the main room's in a breakout, `getName()` would not.
  const room = idOf(get(slice, 'room') ?? (breakout || call(conference, 'getName')));
  const me = joined ? readMe(conference, feature) : null;
  const [participants, more] = joined
    ? readPeople(conference, feature('base/participants'), cap, blind)
    : [[], 0];
  const lobby = readLobby(conference, inside('lobby'), cap);
  const [others, elsewhere] = readElsewhere(
    get(inside('breakout-rooms'), 'rooms'),
    get(feature('base/config'), 'hiddenDomain'),
    roomJid,
    breakout,
    cap,
  );

  if (joined && !slice) blind.push('store');
  if (joined && !attached) blind.push('events');
  if (joined && !room) blind.push('room');
  if (!lobby && me?.role === 'moderator') blind.push('lobby');
  return {
    phase,
    room,
    roomJid,
    breakout,
    visitor: get(visiting, 'iAmVisitor') === true,
    me,
    participants,
    more,
    lobby: lobby ?? [],
    visitors:
      Number.isSafeInteger(visitors) && (visitors as number) >= 0 ? (visitors as number) : null,
    elsewhere,
    others,
    speaker: idOf(get(inside('base/participants'), 'dominantSpeaker')),
    blind,
  };
}

/** People who wait to be let in; jitsi-meet fills this for moderators only. */
function readLobby(conference: unknown, slice: unknown, cap: number): Named[] | null {
  const knocking = get(slice, 'knockingParticipants');
  if (!Array.isArray(knocking)) return null;
  const room = get(call(get(conference, 'room'), 'getLobby'), 'lobbyRoom');
  return knocking
    .flatMap((one): Named[] => {
      const id = idOf(get(one, 'id'));
      // The store has no user ids of knockers, but a moderator's client receives them.
      const member = get(room, 'members', `${idOf(get(room, 'roomjid'))}/${id}`);
      const name = nameOf(get(one, 'name'));
      return id ? [{ id, name, ...readIdentity(name, null, null, member) }] : [];
    })
    .slice(0, cap);
}

/**
 * The people in rooms of this meeting other than mine, as the server tells each of them (jitsi-meet
 * mod_muc_breakout_rooms): by their address in the room. The `jid` beside it is their connection's,
 * which is of a domain of its own for recorders.
 *
 * @param rooms empty until there is a breakout room
 * @param hiddenDomain the recorders' own
 * @returns those who can be listed, at most `cap`, and how many there are in all
 */
function readElsewhere(
  rooms: unknown,
  hiddenDomain: unknown,
  roomJid: string | null,
  breakout: boolean,
  cap: number,
): [others: Elsewhere[], count: number] {
  const others: Elsewhere[] = [];
  let count = 0;
  for (const room of valuesOf(rooms)) {
    const main = get(room, 'isMainRoom') === true;
    if (get(room, 'jid') === roomJid || (main && !breakout)) continue;
    for (const [address, one] of pairsOf(get(room, 'participants'))) {
      // Not of the whole address: what stands behind the slash is the client's own.
      const [connection] = `${idOf(get(one, 'jid'))}`.split('/');
      if (hiddenDomain && connection?.endsWith(`@${hiddenDomain}`)) continue;
      count += 1;
      const id = resourceOf(address);
      if (id === null || others.length >= cap) continue;
      others.push({
        id,
        name: nameOf(get(one, 'displayName')),
        userId: idOf(get(one, 'userContext', 'id')),
        role: roleOf(get(one, 'role')),
        room: nameOf(get(room, 'name')),
        ...(main && { main }),
      });
    }
  }
  return [others, count];
}
