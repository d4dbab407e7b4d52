import type { Action, StoredParticipant } from './actions';

export interface ParticipantsState {
  readonly local: StoredParticipant;
  readonly localScreenShare: undefined;
  readonly remote: Map<string, StoredParticipant>;
  readonly fakeParticipants: Map<string, StoredParticipant>;
  readonly sortedRemoteParticipants: Map<string, string>;
  readonly raisedHandsQueue: readonly object[];
  readonly dominantSpeaker: string | undefined;
}

export const LOCAL_ID = 'local';

function initial(): ParticipantsState {
  return {
    local: { id: LOCAL_ID, name: '', local: true, role: 'none' },
    localScreenShare: undefined,
    remote: new Map(),
    fakeParticipants: new Map(),
    sortedRemoteParticipants: new Map(),
    raisedHandsQueue: [],
    dominantSpeaker: undefined,
  };
}

/** The maps are the same ones for the page's life and changed in place; the slice is a new object. */
export function participantsSlice(
  state: ParticipantsState = initial(),
  action: Action,
): ParticipantsState {
  switch (action.type) {
    case 'PARTICIPANT_JOINED': {
      const { participant } = action;
      state.remote.set(participant.id, participant);
      if (participant.fakeParticipant) state.fakeParticipants.set(participant.id, participant);
      else state.sortedRemoteParticipants.set(participant.id, participant.name ?? '');
      return { ...state };
    }
    case 'PARTICIPANT_LEFT':
      state.remote.delete(action.id);
      state.fakeParticipants.delete(action.id);
      state.sortedRemoteParticipants.delete(action.id);
      return {
        ...state,
        dominantSpeaker: state.dominantSpeaker === action.id ? undefined : state.dominantSpeaker,
      };
    case 'PARTICIPANT_UPDATED': {
      const before = state.remote.get(action.participant.id);
      if (before === undefined) return state;
      state.remote.set(before.id, { ...before, ...action.participant });
      return { ...state };
    }
    case 'DOMINANT_SPEAKER_CHANGED':
      return { ...state, dominantSpeaker: action.id };
    case 'PARTICIPANT_SOURCES_UPDATED': {
      // The one thing that Jitsi changes inside a participant.
      const before = state.remote.get(action.id);
      if (before !== undefined) Object.assign(before, { sources: action.sources });
      return { ...state };
    }
    case 'LOCAL_PARTICIPANT_UPDATED':
      return { ...state, local: { ...state.local, ...action.patch } };
    default:
      return state;
  }
}

/** The slice before July 2021: one plain array, the local participant among the others. */
export function asArray(state: ParticipantsState): readonly StoredParticipant[] {
  return [state.local, ...state.remote.values()];
}
