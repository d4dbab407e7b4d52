import type { StoredParticipant } from './actions';
import { CONFERENCE } from './events';
import type { JitsiConference } from './jitsi-conference';
import type { JitsiParticipant } from './jitsi-participant';
import type { PageOptions } from './options';
import type { BreakoutRoomInfo } from './protocol';
import type { Store } from './store';

/** Actions that a join costs besides its own, measured on the whole web app: 365 for 20 joins. */
const NOISE_PER_JOIN = 13;

/** The web app's own listeners: what the conference tells goes into the store. */
export function listen(conference: JitsiConference, store: Store, options: PageOptions): void {
  const { dispatch } = store;
  conference.on(CONFERENCE.CONFERENCE_JOINED, () =>
    dispatch({ type: 'CONFERENCE_JOINED', conference }),
  );
  conference.on(CONFERENCE.CONFERENCE_LEFT, () =>
    dispatch({ type: 'CONFERENCE_LEFT', conference }),
  );
  conference.on(CONFERENCE.CONFERENCE_FAILED, (error: string) =>
    dispatch({ type: 'CONFERENCE_FAILED', conference, error }),
  );
  conference.on(CONFERENCE.USER_JOINED, (id: string, user: JitsiParticipant) => {
    if (user.isHidden()) return;
    const participant = stored(user, conference, options);
    dispatch({ type: 'PARTICIPANT_JOINED', participant });
    const { userContext } = participant;
    if (userContext) dispatch({ type: 'UPDATE_USER_CONTEXT_CACHE', id, userContext });
    for (const avatar of ['', 'initials', 'initials', 'initials']) {
      dispatch({ type: 'PARTICIPANT_UPDATED', participant: { id, loadableAvatarUrl: avatar } });
    }
    for (let count = 0; count < NOISE_PER_JOIN; count += 1) {
      dispatch({ type: 'NOISE', of: 'TILES_IN_VIEW' });
    }
  });
  conference.on(CONFERENCE.USER_LEFT, (id: string) => dispatch({ type: 'PARTICIPANT_LEFT', id }));
  conference.on(CONFERENCE.DISPLAY_NAME_CHANGED, (id: string, name: string) =>
    dispatch({ type: 'PARTICIPANT_UPDATED', participant: { id, name } }),
  );
  conference.on(CONFERENCE.USER_ROLE_CHANGED, (id: string, role: 'moderator' | 'participant') =>
    id === conference.myUserId()
      ? dispatch({ type: 'LOCAL_PARTICIPANT_UPDATED', patch: { role } })
      : dispatch({ type: 'PARTICIPANT_UPDATED', participant: { id, role } }),
  );
  conference.on(
    CONFERENCE.PARTICIPANT_PROPERTY_CHANGED,
    (user: JitsiParticipant, name: string, _before: unknown, value: unknown) => {
      const id = user.getId();
      if (name === 'features_jigasi') {
        const participant = { id, isJigasi: value === true };
        dispatch({ type: 'PARTICIPANT_UPDATED', participant });
      } else if (name === 'raisedHand') {
        const participant = { id, raisedHandTimestamp: Number(value ?? 0) };
        dispatch({ type: 'PARTICIPANT_UPDATED', participant });
      }
    },
  );
  conference.on(CONFERENCE.PARTICIPANT_SOURCE_UPDATED, (user: JitsiParticipant) => {
    const [id, sources] = [user.getId(), user.getSources()];
    dispatch({ type: 'PARTICIPANT_SOURCES_UPDATED', id, sources });
  });
  conference.on(CONFERENCE.DOMINANT_SPEAKER_CHANGED, (id: string) =>
    dispatch({ type: 'DOMINANT_SPEAKER_CHANGED', id }),
  );
  const knocking = () => store.getState()['features/lobby'].knockingParticipants;
  conference.on(CONFERENCE.LOBBY_USER_JOINED, (id: string, name: string) =>
    dispatch({ type: 'SET_KNOCKING_PARTICIPANTS', people: [...knocking(), { id, name }] }),
  );
  conference.on(CONFERENCE.LOBBY_USER_LEFT, (id: string) => {
    const people = knocking().filter((each) => each.id !== id);
    dispatch({ type: 'SET_KNOCKING_PARTICIPANTS', people });
  });
  conference.on(CONFERENCE.BREAKOUT_ROOMS_UPDATED, ({ rooms }: { rooms: Rooms }) => {
    const { userContextCache } = store.getState()['features/breakout-rooms'];
    dispatch({ type: 'UPDATE_BREAKOUT_ROOMS', rooms: withContexts(rooms, userContextCache) });
  });
}

type Rooms = Readonly<Record<string, BreakoutRoomInfo>>;
type Contexts = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The server tells nothing of user ids in other rooms; since 2026 the page remembers them. */
function withContexts(rooms: Rooms, cache: Contexts): Rooms {
  const known = (address: string) => cache[address.slice(address.indexOf('/') + 1)];
  return Object.fromEntries(
    Object.entries(rooms).map(([node, room]) => {
      const participants = Object.entries(room.participants).map(([address, each]) => {
        const userContext = known(address);
        return [address, userContext ? { ...each, userContext } : each] as const;
      });
      return [node, { ...room, participants: Object.fromEntries(participants) }];
    }),
  );
}

/** jitsi-meet `commonUserJoinedHandling`; `userContext` since January 2026. */
function stored(
  user: JitsiParticipant,
  conference: JitsiConference,
  options: PageOptions,
): StoredParticipant {
  const identity = options.identity === 'getter' ? user._identity : user.storeIdentity;
  const context = options.omit.has('userContext') ? undefined : identity?.user;
  return {
    id: user.getId(),
    name: user.getDisplayName(),
    role: user.getRole(),
    conference,
    presence: '',
    botType: user.getBotType(),
    ...(user.getProperty('raisedHand') !== undefined && { raisedHandTimestamp: Date.now() }),
    ...(context !== undefined && { userContext: context }),
  };
}
