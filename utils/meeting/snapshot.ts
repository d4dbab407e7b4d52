import { USER_ID_LIMIT } from '~/utils/jaas/user-id';

/*
 * What the reader (page's world) tells the panel (isolated world): plain data, as JSON. It is a
 * claim of the page, never a fact: the page's own scripts can say the same.
 *
 * Without zod, because the reader is injected into every meeting page.
 */

/** Where the page is in the life of a meeting. */
export const PHASES = [
  /** The page is not Jitsi, or is Jitsi without its `APP`. */
  'no-jitsi',
  /** Jitsi's scripts are starting. */
  'loading',
  /** Jitsi runs, but no room is chosen. */
  'welcome',
  'prejoin',
  'joining',
  /** I wait in the lobby. */
  'lobby',
  /** I am asked for the meeting's password. */
  'password',
  'joined',
  'leaving',
  /** I left, or nobody can tell how it came that I am out. */
  'left',
  /** I was removed. */
  'kicked',
  /** The meeting was ended for everyone. */
  'ended',
  /** The connection broke; Jitsi may come back by itself. */
  'lost',
] as const;
export type Phase = (typeof PHASES)[number];

/** What the reader cannot see although the page is in a phase where it should. */
export const BLIND = [
  /** Jitsi's store: phases, the lobby and other rooms are guesses or missing. */
  'store',
  /** The conference object: the list comes from a fallback. */
  'conference',
  /** Nobody can be listed at all. */
  'participants',
  /** No route to user ids exists on this page (not: nobody has one). */
  'identity',
  /** Conference events: changes are seen up to ten seconds late. */
  'events',
  /** The list of people waiting in the lobby, which a moderator should see. */
  'lobby',
  /** The room's name. */
  'room',
] as const;
export type Blind = (typeof BLIND)[number];

/** Jitsi's `JitsiParticipant.getRole()`. */
export type Role = 'moderator' | 'participant' | 'none';

/** Somebody known by an endpoint id (`id`: the MUC resource, new at every connection). */
export interface Named {
  id: string;
  /**
   * As the person chose it, cut to `NAME_LIMIT`; null where there is none, as for everybody in a
   * room that hides its names.
   */
  name: string | null;
  /**
   * The name that the person's token vouches for (`context.user.name`), cut to `NAME_LIMIT`: only
   * where it says something else than `name`.
   */
  tokenName?: string;
  /** `context.user.id` of the JWT, exactly as the server gave it; null where there is none. */
  userId: string | null;
  /** There is a user id, but it is too long or not text, so it is not told. */
  userIdUnreadable?: true;
}

export interface Me extends Named {
  role: Role;
}

export interface Participant extends Named {
  role: Role;
  kind: 'person' | 'dial-in' | 'bot';
  /** For bots: what Jitsi calls the kind of bot. */
  botType?: string;
  /** The hand is raised. */
  hand?: true;
  /** The microphone is on, or off; absent where Jitsi does not say. */
  mic?: boolean;
  /** The camera is on, or off; absent where Jitsi does not say. */
  cam?: boolean;
  /** Shares a screen. */
  share?: true;
}

/**
 * Somebody in another room of this meeting: in a breakout room, or in the main one seen from a
 * breakout room. The server tells less of them than of who is here.
 */
export interface Elsewhere {
  /** Endpoint id there; whether somebody who moves keeps theirs depends on the client. */
  id: string;
  name: string | null;
  /** Where Jitsi remembers it from a room in which I saw them (2026), else null. */
  userId: string | null;
  role: Role;
  /** The room's name as Jitsi has it, cut to `NAME_LIMIT`; null where it has none, as mostly the main one. */
  room: string | null;
  /** In the main room. */
  main?: true;
}

export interface Snapshot {
  v: 3;
  /** Which reader says this: a random id. An update of the extension leaves the old one in the page. */
  reader: string;
  /** When that reader began, in whole milliseconds of the page's own clock (`performance.now`). */
  since: number;
  /** Counts the contents: repeated contents repeat their number. */
  seq: number;
  phase: Phase;
  /** Main room's name as Jitsi's store has it: raw, URL-encoded; also in a breakout room. */
  room: string | null;
  /** Bare address of the room that I am in, the breakout's own in a breakout room. */
  roomJid: string | null;
  breakout: boolean;
  /** I am a visitor: I see the main participants, they do not see me. */
  visitor: boolean;
  /** Null unless joined. */
  me: Me | null;
  /** The others, without recorders and shared screens; empty unless joined. */
  participants: Participant[];
  /** People here who are not in `participants`: over the cap, or with an unusable id. */
  more: number;
  /** People waiting to be let in. Jitsi tells only moderators. */
  lobby: Named[];
  /** Number of visitors, null where Jitsi does not say. */
  visitors: number | null;
  /** Number of people in other breakout rooms (and in the main room, seen from a breakout). */
  elsewhere: number;
  /** Those of them who can be listed, room by room. */
  others: Elsewhere[];
  /** Participant id of who spoke last, as far as Jitsi can tell; null where it says nobody. */
  speaker: string | null;
  blind: Blind[];
}

/*
 * What a snapshot may hold. The reader cuts to these, the panel refuses what exceeds them. A JaaS
 * meeting has at most 500 participants (8x8 FAQ), so twice that is never a real meeting.
 */

/** People listed in one snapshot; further ones are only counted. The lobby and the other rooms have as many each. */
export const MAX_PEOPLE = 1000;

/**
 * UTF-16 code units of an id, room name or address: of the longest user id that can be banned, which is
 * also more than a room's address has (twice 1023 and the `@`, RFC 7622). A longer one is never cut, only
 * left out.
 */
export const MAX_ID = USER_ID_LIMIT;

/** UTF-16 code units of a reader's id. */
export const MAX_READER_ID = 36;

/** UTF-16 code units of a whole snapshot as JSON. */
export const MAX_JSON = 2_000_000;

/** The element in Jitsi's page that holds the panel; a tag of its own, so that no page rule fits. */
export const HOST_TAG = 'gavel-panel';

/** Name of the event, dispatched on `document`, whose `detail` is a snapshot as JSON text. */
export const SNAPSHOT_EVENT = 'gavel:snapshot';

/** Version of the snapshot's shape; the panel refuses any other. */
export const SNAPSHOT_VERSION = 3;
