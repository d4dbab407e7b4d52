import type { JitsiConference } from './jitsi-conference';
import type { Sources } from './jitsi-participant';
import type { BreakoutRoomInfo, Role } from './protocol';

/** A participant in `features/base/participants`. */
export interface StoredParticipant {
  readonly id: string;
  readonly name?: string | undefined;
  readonly displayName?: string;
  readonly role?: Role | 'none';
  readonly local?: boolean;
  readonly email?: string | undefined;
  readonly botType?: string | undefined;
  readonly isJigasi?: boolean;
  readonly presence?: string;
  readonly fakeParticipant?: string;
  readonly conference?: JitsiConference;
  readonly raisedHandTimestamp?: number;
  /** The library's own map. */
  readonly sources?: Sources;
  readonly userContext?: Readonly<Record<string, string>>;
  readonly jwtId?: string;
  readonly loadableAvatarUrl?: string;
  /** The simulator's own: Jitsi keeps this in `features/base/tracks`. */
  readonly simMuted?: { readonly audio: boolean; readonly video: boolean };
}

export interface StoredKnocker {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
}

/** Redux actions, with Jitsi's names where Jitsi has them. */
export type Action =
  | { readonly type: 'SET_ROOM'; readonly room: string | undefined }
  | { readonly type: 'SET_LOCATION_URL'; readonly locationURL: URL }
  | { readonly type: 'SET_JWT'; readonly jwt: string | undefined; readonly user: object }
  | {
      readonly type:
        | 'CONNECTION_WILL_CONNECT'
        | 'CONNECTION_ESTABLISHED'
        | 'CONNECTION_DISCONNECTED';
    }
  | { readonly type: 'CONNECTION_FAILED'; readonly error: string }
  | {
      readonly type:
        | 'CONFERENCE_WILL_JOIN'
        | 'CONFERENCE_JOINED'
        | 'CONFERENCE_WILL_LEAVE'
        | 'CONFERENCE_LEFT';
      readonly conference: JitsiConference;
    }
  | {
      readonly type: 'CONFERENCE_FAILED';
      readonly conference: JitsiConference;
      readonly error: string;
    }
  | { readonly type: 'PARTICIPANT_JOINED'; readonly participant: StoredParticipant }
  | { readonly type: 'PARTICIPANT_LEFT'; readonly id: string }
  | { readonly type: 'DOMINANT_SPEAKER_CHANGED'; readonly id: string }
  | { readonly type: 'PARTICIPANT_SOURCES_UPDATED'; readonly id: string; readonly sources: Sources }
  | {
      readonly type: 'PARTICIPANT_UPDATED';
      readonly participant: Partial<StoredParticipant> & { readonly id: string };
    }
  | { readonly type: 'LOCAL_PARTICIPANT_UPDATED'; readonly patch: Partial<StoredParticipant> }
  | { readonly type: 'SET_PREJOIN_PAGE_VISIBILITY'; readonly value: boolean }
  | {
      readonly type: 'SET_LOBBY_VISIBILITY';
      readonly lobbyVisible: boolean;
      readonly knocking: boolean;
    }
  | { readonly type: 'SET_KNOCKING_PARTICIPANTS'; readonly people: readonly StoredKnocker[] }
  | { readonly type: 'UPDATE_VISITORS_COUNT'; readonly count: number }
  | { readonly type: 'I_AM_VISITOR_MODE'; readonly iAmVisitor: boolean }
  | {
      readonly type: 'UPDATE_BREAKOUT_ROOMS';
      readonly rooms: Readonly<Record<string, BreakoutRoomInfo>>;
    }
  | {
      readonly type: 'UPDATE_USER_CONTEXT_CACHE';
      readonly id: string;
      readonly userContext: Readonly<Record<string, string>>;
    }
  | { readonly type: 'SET_AUDIO_MUTED' | 'SET_VIDEO_MUTED'; readonly muted: boolean }
  | { readonly type: 'TOGGLE_PANE' | 'TOGGLE_CHAT' | 'TOGGLE_TILE_VIEW' }
  /** What changes nothing that anybody reads: audio levels, timers, tiles coming into view. */
  | { readonly type: 'NOISE'; readonly of: string };
