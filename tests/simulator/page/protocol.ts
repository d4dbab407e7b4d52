/** What the simulator's server and its meeting page say to each other over a WebSocket, as JSON. */

export type Role = 'moderator' | 'participant' | 'none';

/** Somebody in the page's room, as other clients see them. */
export interface Occupant {
  /** Participant id: eight hex digits, or whatever the client chose. */
  readonly id: string;
  /** Missing where the room hides names from the page. */
  readonly name?: string;
  readonly role: Role;
  readonly email?: string;
  /** `<identity><user>`, server-stamped. */
  readonly user?: Readonly<Record<string, string>>;
  readonly hidden: boolean;
  readonly botType?: string;
  readonly dialIn: boolean;
  readonly handRaised: boolean;
  readonly audioMuted: boolean;
  readonly videoMuted: boolean;
  /** A screen is shared. */
  readonly sharing: boolean;
}

export interface Knocker {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly user?: Readonly<Record<string, string>>;
}

/** Somebody in an entry of `features/breakout-rooms.rooms`. */
export interface BreakoutMember {
  /** The connection's address, not the one in the room, which is the key. */
  readonly jid: string;
  readonly role: Role;
  readonly displayName?: string;
  /** Added by the page (2026), from whom it saw in a room of its own. */
  readonly userContext?: Readonly<Record<string, string>>;
}

/** An entry of `features/breakout-rooms.rooms`. */
export interface BreakoutRoomInfo {
  readonly id: string;
  readonly jid: string;
  /** The main room's is the meeting's subject, which it mostly lacks. */
  readonly name?: string;
  readonly isMainRoom?: boolean;
  /** By address in the room: the room's, a slash, and the participant id. */
  readonly participants: Readonly<Record<string, BreakoutMember>>;
}

/** The room a page was let into. */
export interface Entry {
  readonly type: 'accepted' | 'moved';
  /** The page's own participant id. */
  readonly id: string;
  readonly role: Role;
  /** Bare MUC address of the room, main or breakout. */
  readonly roomJid: string;
  /** The main room's address when this is a breakout room. */
  readonly mainRoomJid?: string;
  readonly visitor: boolean;
  readonly occupants: readonly Occupant[];
}

/** Scripted changes of a page's connection. */
export type Phase =
  | 'network-lost'
  | 'network-back'
  | 'reload'
  | 'reconnect'
  | 'hangup'
  | 'visitor'
  | 'promote';

export type ToPage =
  | Entry
  | { readonly type: 'waiting' }
  | { readonly type: 'password-required'; readonly wrong: boolean }
  | { readonly type: 'refused'; readonly reason: 'banned' | 'lobby-denied' }
  | { readonly type: 'joined'; readonly occupant: Occupant }
  | { readonly type: 'updated'; readonly occupant: Occupant }
  | { readonly type: 'left'; readonly id: string; readonly kicked: boolean }
  | { readonly type: 'kicked' }
  | { readonly type: 'destroyed' }
  | { readonly type: 'knocking'; readonly people: readonly Knocker[] }
  | { readonly type: 'rooms'; readonly rooms: Readonly<Record<string, BreakoutRoomInfo>> }
  | { readonly type: 'speaker'; readonly id: string }
  | { readonly type: 'visitors'; readonly count: number }
  | { readonly type: 'phase'; readonly phase: Phase };

/** The page's user, from the URL's token or parameters. */
export interface Profile {
  readonly name: string;
  readonly role: 'moderator' | 'participant';
  /** `context.user.name`, where there is one. */
  readonly tokenName?: string | undefined;
  readonly userId?: string | undefined;
  readonly email?: string | undefined;
  readonly token?: string | undefined;
}

export type FromPage =
  | { readonly type: 'hello'; readonly profile: Profile; readonly visitor: boolean }
  | { readonly type: 'password'; readonly password: string }
  | { readonly type: 'leave' }
  | {
      readonly type: 'update';
      readonly patch: {
        readonly name?: string | undefined;
        readonly audioMuted?: boolean | undefined;
        readonly videoMuted?: boolean | undefined;
        readonly handRaised?: boolean | undefined;
      };
    }
  | { readonly type: 'admit' | 'deny' | 'kick'; readonly id: string };
