import type { Action, StoredParticipant } from './actions';
import { conferenceSlice } from './conference-slice';
import { asArray, type ParticipantsState, participantsSlice } from './participants-slice';
import * as small from './small-slices';

const reducers = {
  'features/base/conference': conferenceSlice,
  'features/base/participants': participantsSlice,
  'features/base/config': small.configSlice,
  'features/base/jwt': small.jwtSlice,
  'features/base/connection': small.connectionSlice,
  'features/base/media': small.mediaSlice,
  'features/prejoin': small.prejoinSlice,
  'features/lobby': small.lobbySlice,
  'features/visitors': small.visitorsSlice,
  'features/breakout-rooms': small.breakoutSlice,
  'features/participants-pane': small.paneSlice,
  'features/chat': small.chatSlice,
  'features/video-layout': small.layoutSlice,
};

export type State = {
  readonly [Name in keyof typeof reducers]: ReturnType<(typeof reducers)[Name]>;
};

/** A plain Redux store: every dispatch calls every subscriber, whether anything changed or not. */
export interface Store {
  getState(): State;
  dispatch(action: Action): Action;
  subscribe(listener: () => void): () => void;
}

export function createStore(): Store {
  let state = reduce({} as State, { type: 'NOISE', of: '@@redux/INIT' });
  const listeners = new Set<() => void>();
  return {
    getState: () => state,
    dispatch: (action) => {
      state = reduce(state, action);
      window.__sim.storeCallbacks += 1;
      for (const listener of [...listeners]) listener();
      return action;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function reduce(state: State, action: Action): State {
  const next = Object.entries(reducers).map(([name, reducer]) => [
    name,
    // Each reducer gets its own slice; the table above guarantees it, the compiler cannot see it.
    (reducer as (slice: unknown, action: Action) => unknown)(state[name as keyof State], action),
  ]);
  return Object.fromEntries(next) as State;
}

/** The store as pages before July 2021 had it: `features/base/participants` is an array. */
export function withParticipantsArray(store: Store): Store {
  let last: ParticipantsState | undefined;
  let array: readonly StoredParticipant[] = [];
  return {
    ...store,
    getState: () => {
      const state = store.getState();
      const slice = state['features/base/participants'];
      if (slice !== last) array = asArray(slice);
      last = slice;
      return { ...state, 'features/base/participants': array } as unknown as State;
    },
  };
}
