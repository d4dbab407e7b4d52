import type { Blind, Me, Named, Snapshot } from '~/utils/meeting/snapshot';
import { call, get, idOf, nameOf, type State, valuesOf } from './jitsi';
import { readPeople, readUserId, roleOf } from './people';
import type { Recognised } from './phase';

/** What the snapshot says besides its reader and number, which the publisher adds. */
export type Contents = Omit<Snapshot, 'v' | 'reader' | 'since' | 'seq'>;

function readMe(conference: unknown, feature: State['feature']): Me | null {
  const slice = feature('base/participants');
  // Before 2021-07 the slice was one array.
  const local = get(slice, 'local') ?? valuesOf(slice).find((one) => get(one, 'local'));
  const id = idOf(call(conference, 'myUserId') ?? get(local, 'id'));
  return id === null
    ? null
    : {
        id,
        name: nameOf(get(local, 'name')),
        // The only thing read from the token's slice; jitsi-meet keeps it there trimmed.
        userId: idOf(get(feature('base/jwt'), 'user', 'id') ?? get(local, 'jwtId')),
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
 * Reads the whole page once. Plain data only, nothing of the token but one's own user id.
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
    elsewhere: countElsewhere(inside('breakout-rooms'), roomJid, breakout),
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
      return id ? [{ id, name: nameOf(get(one, 'name')), ...readUserId(null, null, member) }] : [];
    })
    .slice(0, cap);
}

/** How many people are in rooms of this meeting other than mine. */
const countElsewhere = (slice: unknown, roomJid: string | null, breakout: boolean): number =>
  valuesOf(get(slice, 'rooms'))
    .filter(
      (room) => get(room, 'jid') !== roomJid && (breakout || get(room, 'isMainRoom') !== true),
    )
    .reduce<number>((count, room) => count + valuesOf(get(room, 'participants')).length, 0);
