import type { Phase } from '../snapshot-type';
import { call, get, nameOf } from './plain';
import { type State, sliceOf } from './state';

/** What the state alone does not tell. */
export interface Memory {
  /** The conference that I was joined to last on this page. */
  readonly lastJoined: unknown;
  /** The document has loaded, so that a missing `APP` stays missing. */
  readonly complete: boolean;
}

export interface Recognised {
  readonly phase: Phase;
  /** The conference object that matters now, joined or not. */
  readonly conference: unknown;
}

/** jitsi-lib sets `room` to null as the very first step of leaving (JitsiConference.leave). */
const hasLeft = (conference: unknown): boolean => get(conference, 'room') === null;

/** Tells the phase by the store, as jitsi-meet's own reducers define it. */
function byStore(slice: unknown, state: State, memory: Memory): Recognised {
  const leaving = get(slice, 'leaving');
  const conference = get(slice, 'conference');
  if (conference && conference !== leaving) {
    return { phase: hasLeft(conference) ? 'leaving' : 'joined', conference };
  }
  if (leaving) return { phase: 'leaving', conference: leaving };

  // The order of jitsi-meet's getCurrentConference.
  const joining = get(slice, 'joining');
  if (joining) return { phase: 'joining', conference: joining };
  const passwordRequired = get(slice, 'passwordRequired');
  if (passwordRequired) return { phase: 'password', conference: passwordRequired };
  const membersOnly = get(slice, 'membersOnly');
  if (membersOnly) return { phase: 'lobby', conference: membersOnly };

  const { appRoom } = state;
  const { lastJoined } = memory;
  const link = sliceOf(state, 'base/connection');
  // `error` of base/conference outlives a later success, so only a connection's error counts, and
  // only while nothing newer is under way.
  const error = get(slice, 'error');
  const broken =
    get(link, 'error') || /^connection\./.test(nameOf(get(error, 'name') ?? error) ?? '');
  let phase: Phase;
  if (!get(slice, 'room')) phase = lastJoined ? 'left' : 'welcome';
  else if (appRoom && hasLeft(appRoom)) phase = 'left';
  else if (get(link, 'connecting')) phase = 'joining';
  else if (broken && (appRoom || !lastJoined)) phase = 'lost';
  else if (appRoom) phase = appRoom === lastJoined ? 'left' : 'joining';
  else if (lastJoined) phase = 'left';
  else phase = get(sliceOf(state, 'prejoin'), 'showPrejoin') ? 'prejoin' : 'joining';
  return { phase, conference: appRoom };
}

/** Without a store there is only the conference object, as Jibri uses it. */
function byRoom({ app, appRoom }: State, { lastJoined, complete }: Memory): Recognised {
  let phase: Phase = 'joining';
  if (!app) phase = complete ? 'no-jitsi' : 'loading';
  else if (!appRoom) phase = lastJoined ? 'left' : 'loading';
  else if (hasLeft(appRoom)) phase = 'left';
  else if (call(appRoom, 'isJoined') === true) phase = 'joined';
  else if (appRoom === lastJoined) phase = 'lost';
  else if (get(call(get(appRoom, 'room'), 'getLobby'), 'lobbyRoom', 'joined')) phase = 'lobby';
  return { phase, conference: appRoom };
}

/** Recognises where the page is, and which conference object counts. */
export function recognise(state: State, memory: Memory): Recognised {
  const slice = sliceOf(state, 'base/conference');
  return slice ? byStore(slice, state, memory) : byRoom(state, memory);
}
