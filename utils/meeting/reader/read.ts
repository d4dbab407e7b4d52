import type { Blind, Me, Snapshot } from '../snapshot-type';
import { countElsewhere } from './elsewhere';
import { readLobby } from './lobby';
import { readPeople, roleOf } from './people';
import type { Recognised } from './phase';
import { call, countOf, get, idOf, nameOf } from './plain';
import { type State, sliceOf } from './state';

/** What the snapshot says besides its number, which the publisher adds. */
export type Contents = Omit<Snapshot, 'v' | 'seq'>;

/** What the reader knows about itself. */
export interface Condition {
  /** Conference events arrive. */
  readonly attached: boolean;
  /** Jitsi had its time to start, so what is missing now is missing for good. */
  readonly waitedLong: boolean;
}

function readMe(conference: unknown, state: State): Me | null {
  const slice = sliceOf(state, 'base/participants');
  // Before 2021-07 the slice was one array.
  const local = Array.isArray(slice) ? slice.find((one) => get(one, 'local')) : get(slice, 'local');
  const id = idOf(call(conference, 'myUserId') ?? get(local, 'id'));
  if (id === null) return null;
  return {
    id,
    name: nameOf(get(local, 'name')),
    // The only thing read from the token's slice; jitsi-meet keeps it there trimmed.
    userId: idOf(get(sliceOf(state, 'base/jwt'), 'user', 'id')) ?? idOf(get(local, 'jwtId')),
    // getRole() throws once the room is gone, hence call().
    role: roleOf(call(conference, 'getRole') ?? get(local, 'role')),
  };
}

/** jitsi-lib's own test, else the component's host (prosody mod_muc_breakout_rooms). */
function isBreakout(conference: unknown, roomJid: string | null): boolean {
  const told = call(call(conference, 'getBreakoutRooms'), 'isBreakoutRoom');
  return typeof told === 'boolean' ? told : /@breakout\./.test(roomJid ?? '');
}

/** Reads the whole page once. Plain data only, nothing of the token but one's own user id. */
export function readContents(
  state: State,
  { phase, conference }: Recognised,
  { attached, waitedLong }: Condition,
  cap: number,
): Contents {
  const slice = sliceOf(state, 'base/conference');
  const visitors = sliceOf(state, 'visitors');
  const joined = phase === 'joined';
  // `room` stays the main room's in a breakout, `getName()` would not.
  const roomJid = joined ? idOf(get(conference, 'room', 'roomjid')) : null;
  const breakout = joined && isBreakout(conference, roomJid);
  const room = idOf(get(slice, 'room')) ?? (breakout ? null : idOf(call(conference, 'getName')));
  const me = joined ? readMe(conference, state) : null;
  const people = joined
    ? readPeople(conference, sliceOf(state, 'base/participants'), cap)
    : { participants: [], more: 0, blind: [] };
  const lobby = joined ? readLobby(conference, sliceOf(state, 'lobby'), cap) : [];

  const blind: Blind[] = people.blind;
  if (phase !== 'no-jitsi' && !slice && (waitedLong || conference)) blind.push('store');
  if (joined && !attached) blind.push('events');
  if (joined && room === null) blind.push('room');
  if (lobby === null && me?.role === 'moderator') blind.push('lobby');
  return {
    phase,
    room,
    roomJid,
    breakout,
    visitor: get(visitors, 'iAmVisitor') === true,
    me,
    participants: people.participants,
    more: people.more,
    lobby: lobby ?? [],
    visitors: countOf(get(visitors, 'count')),
    elsewhere: joined ? countElsewhere(sliceOf(state, 'breakout-rooms'), roomJid, breakout) : 0,
    blind,
  };
}
