import type { Action, StoredKnocker } from './actions';
import type { BreakoutRoomInfo } from './protocol';

type Slice<State> = (state: State | undefined, action: Action) => State;

/** A reducer from a first state and what some actions change of it. */
const slice =
  <State extends object>(
    initial: State,
    change: (action: Action, state: State) => Partial<State> | undefined,
  ): Slice<State> =>
  (state = initial, action) => {
    const patch = change(action, state);
    return patch === undefined ? state : { ...state, ...patch };
  };

export const jwtSlice = slice({} as { jwt?: string | undefined; user?: object }, (action) =>
  action.type === 'SET_JWT' ? { jwt: action.jwt, user: action.user } : undefined,
);

interface ConnectionState {
  readonly locationURL: URL | undefined;
  readonly connecting: object | undefined;
  readonly connection: object | undefined;
  readonly error?: { readonly name: string } | undefined;
}
const offline = { connecting: undefined, connection: undefined };
export const connectionSlice = slice<ConnectionState>(
  { locationURL: undefined, ...offline },
  (action) => {
    if (action.type === 'SET_LOCATION_URL') return { locationURL: action.locationURL };
    if (action.type === 'CONNECTION_WILL_CONNECT') return { connecting: {}, error: undefined };
    if (action.type === 'CONNECTION_ESTABLISHED') {
      return { connecting: undefined, connection: {}, error: undefined };
    }
    if (action.type === 'CONNECTION_DISCONNECTED') return offline;
    if (action.type === 'CONNECTION_FAILED') return { ...offline, error: { name: action.error } };
    return undefined;
  },
);

export const prejoinSlice = slice({ showPrejoin: false }, (action) =>
  action.type === 'SET_PREJOIN_PAGE_VISIBILITY' ? { showPrejoin: action.value } : undefined,
);

export const lobbySlice = slice(
  {
    lobbyVisible: false,
    knocking: false,
    lobbyEnabled: false,
    knockingParticipants: [] as readonly StoredKnocker[],
  },
  (action) => {
    if (action.type === 'SET_LOBBY_VISIBILITY') {
      return { lobbyVisible: action.lobbyVisible, knocking: action.knocking };
    }
    if (action.type === 'SET_KNOCKING_PARTICIPANTS') return { knockingParticipants: action.people };
    return undefined;
  },
);

export const visitorsSlice = slice(
  { count: 0, iAmVisitor: false, inQueue: false, promotionRequests: [] as readonly object[] },
  (action) => {
    if (action.type === 'UPDATE_VISITORS_COUNT') return { count: action.count };
    if (action.type === 'I_AM_VISITOR_MODE') return { iAmVisitor: action.iAmVisitor };
    return undefined;
  },
);

export const breakoutSlice = slice(
  {
    rooms: {} as Readonly<Record<string, BreakoutRoomInfo>>,
    roomCounter: 0,
    /** By participant id: of everybody who was seen in a room of one's own. */
    userContextCache: {} as Readonly<Record<string, Readonly<Record<string, string>>>>,
  },
  (action, { userContextCache }) => {
    if (action.type === 'UPDATE_BREAKOUT_ROOMS') {
      return { rooms: action.rooms, roomCounter: Object.keys(action.rooms).length };
    }
    if (action.type === 'UPDATE_USER_CONTEXT_CACHE') {
      return { userContextCache: { ...userContextCache, [action.id]: action.userContext } };
    }
    return undefined;
  },
);

export const configSlice = slice({ hiddenDomain: 'recorder.8x8.vc' }, () => undefined);

export const mediaSlice = slice({ audio: { muted: false }, video: { muted: false } }, (action) => {
  if (action.type === 'SET_AUDIO_MUTED') return { audio: { muted: action.muted } };
  if (action.type === 'SET_VIDEO_MUTED') return { video: { muted: action.muted } };
  return undefined;
});

const opener = (type: Action['type']) =>
  slice({ isOpen: false }, (action, state) =>
    action.type === type ? { isOpen: !state.isOpen } : undefined,
  );
export const paneSlice = opener('TOGGLE_PANE');
export const chatSlice = opener('TOGGLE_CHAT');

export const layoutSlice = slice({ tileViewEnabled: true }, (action, state) =>
  action.type === 'TOGGLE_TILE_VIEW' ? { tileViewEnabled: !state.tileViewEnabled } : undefined,
);
