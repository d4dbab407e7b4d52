import type { Action } from './actions';
import type { JitsiConference } from './jitsi-conference';

export interface ConferenceState {
  readonly room: string | undefined;
  readonly conference?: JitsiConference | undefined;
  readonly joining?: JitsiConference | undefined;
  readonly leaving?: JitsiConference | undefined;
  readonly membersOnly?: JitsiConference | undefined;
  readonly passwordRequired?: JitsiConference | undefined;
  readonly error?: { readonly name: string } | undefined;
  readonly conferenceTimestamp?: number;
}

const HOLDERS = ['conference', 'joining', 'leaving', 'membersOnly', 'passwordRequired'] as const;

/** Blanks each key that holds this conference (jitsi-meet `base/conference/reducer`). */
function without(state: ConferenceState, conference: JitsiConference): ConferenceState {
  const blanked = HOLDERS.filter((key) => state[key] === conference).map((key) => [key, undefined]);
  return { ...state, ...Object.fromEntries(blanked) };
}

export function conferenceSlice(
  state: ConferenceState = { room: undefined },
  action: Action,
): ConferenceState {
  switch (action.type) {
    case 'SET_ROOM':
      return { ...state, room: action.room };
    case 'CONFERENCE_WILL_JOIN':
      return { ...state, joining: action.conference, error: undefined };
    case 'CONFERENCE_JOINED':
      return {
        ...state,
        conference: action.conference,
        joining: undefined,
        leaving: undefined,
        membersOnly: undefined,
        passwordRequired: undefined,
        conferenceTimestamp: Date.now(),
      };
    case 'CONFERENCE_WILL_LEAVE':
      return { ...without(state, action.conference), leaving: action.conference };
    case 'CONFERENCE_LEFT':
      return without(state, action.conference);
    case 'CONFERENCE_FAILED':
      return {
        ...without(state, action.conference),
        error: { name: action.error },
        ...(action.error === 'conference.connectionError.membersOnly' && {
          membersOnly: action.conference,
        }),
        ...(action.error === 'conference.passwordRequired' && {
          passwordRequired: action.conference,
        }),
      };
    case 'CONNECTION_FAILED':
      return { ...state, conference: undefined, error: { name: action.error } };
    default:
      return state;
  }
}
