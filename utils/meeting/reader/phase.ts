import type { Phase } from '~/utils/meeting/snapshot';
import type { State } from './jitsi';
import { call, get, nameOf } from './jitsi';

/** The phase, and the conference object that matters now, joined or not. */
export type Recognised = readonly [phase: Phase, conference: unknown];

/**
 * jitsi-lib sets `room` to null as the very first step of leaving (JitsiConference.leave), also where it
 * was removed, and, since 2026, where the connection broke.
 */
const hasLeft = (conference: unknown): boolean => get(conference, 'room') === null;

/** Where the store keeps a conference that I have not joined yet, and what it waits for. */
const WAITING = [
  ['joining', 'joining'],
  ['passwordRequired', 'password'],
  ['membersOnly', 'lobby'],
] as const;

/** Tells the phase by the store, as jitsi-meet's own reducers define it. */
function byStore(slice: unknown, { room, feature }: State, lastJoined: unknown): Recognised {
  const leaving = get(slice, 'leaving');
  const conference = get(slice, 'conference');
  const link = feature('base/connection');
  const dropped = get(link, 'error');
  const error = get(slice, 'error');
  const failure = nameOf(get(error, 'name') ?? error);
  if (conference && conference !== leaving) {
    const phase = dropped ? 'lost' : 'leaving';
    return [hasLeft(conference) ? phase : 'joined', conference];
  }
  if (leaving) {
    // After the meeting was ended, and after a removal until its dialog is closed, the store goes on
    // with leaving; the connection is gone by then. Only after a removal is the room still there.
    let phase: Phase = 'leaving';
    if (lastJoined && (!room || hasLeft(room)) && !get(link, 'connection')) {
      if (failure === 'conference.destroyed') phase = 'ended';
      else phase = room ? 'kicked' : 'left';
    }
    return [phase, leaving];
  }
  // The order of jitsi-meet's getCurrentConference.
  for (const [key, phase] of WAITING) {
    const waiting = get(slice, key);
    if (waiting) return [phase, waiting];
  }

  // `error` of base/conference outlives a later success, so only a connection's error counts, and
  // only while nothing newer is under way.
  const broken = dropped || failure?.startsWith('connection.');
  let phase: Phase;
  if (!get(slice, 'room')) phase = lastJoined ? 'left' : 'welcome';
  else if (room && hasLeft(room) && !dropped) phase = 'left';
  else if (get(link, 'connecting')) phase = 'joining';
  else if (broken && (room || !lastJoined)) phase = 'lost';
  else if (room ? room === lastJoined || error : lastJoined) phase = 'left';
  else phase = !room && get(feature('prejoin'), 'showPrejoin') ? 'prejoin' : 'joining';
  return [phase, room];
}

/** Without a store there is only the conference object, as Jibri uses it. */
function byRoom({ app, room }: State, lastJoined: unknown, complete: boolean): Recognised {
  let phase: Phase = 'joining';
  if (!app) phase = complete ? 'no-jitsi' : 'loading';
  else if (!room) phase = lastJoined ? 'left' : 'loading';
  else if (hasLeft(room)) phase = 'left';
  else if (call(room, 'isJoined') === true) phase = 'joined';
  else if (room === lastJoined) phase = 'lost';
  else if (get(call(get(room, 'room'), 'getLobby'), 'lobbyRoom', 'joined')) phase = 'lobby';
  return [phase, room];
}

/**
 * Recognises where the page is, and which conference object counts.
 *
 * @param lastJoined the conference that I was joined to last on this page
 * @param complete the document has loaded, so that a missing `APP` stays missing
 */
export function recognise(state: State, lastJoined: unknown, complete: boolean): Recognised {
  const slice = state.feature('base/conference');
  return slice ? byStore(slice, state, lastJoined) : byRoom(state, lastJoined, complete);
}
