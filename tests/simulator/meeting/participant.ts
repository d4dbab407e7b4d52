import { randomBytes } from 'node:crypto';
import type { Occupant, Role } from '../page/protocol';

/** What a test or a page says of somebody who joins. */
export interface JoinOptions {
  readonly name: string;
  /** `context.user.name` of the token, where it is not the name in use. */
  readonly tokenName?: string;
  /** `context.user.id` of this person's token; leave it out for somebody who cannot be banned. */
  readonly userId?: string;
  readonly role?: Role;
  readonly email?: string;
  /** A recorder or transcriber: in `getParticipants()`, never in the store. */
  readonly hidden?: boolean;
  /** A phone caller (`features_jigasi`); has no identity. */
  readonly dialIn?: boolean;
  readonly botType?: string;
  /** `false`: the server stamps no `<identity>`, as without `mod_presence_identity`. */
  readonly identity?: false;
  /** Any text, as clients may choose; eight random hex digits when left out. */
  readonly participantId?: string;
  /** The meeting token used, so that a banned token is refused. */
  readonly token?: string;
  readonly audioMuted?: boolean;
  readonly videoMuted?: boolean;
  readonly sharing?: boolean;
  /** Lets a banned person in all the same: JaaS's enforcement is best effort. */
  readonly force?: boolean;
}

/** Somebody in a meeting. `id` is the participant id (MUC resource), new at each join. */
export interface Participant extends Occupant {
  readonly name: string;
  readonly token?: string;
  /** The phone number of a caller. */
  readonly phoneNo?: string;
  /** The breakout room's id; undefined in the main room. */
  readonly breakoutId?: string;
  /** True when a browser page stands behind it. */
  readonly page: boolean;
}

/** Eight hex digits, as lib-jitsi-meet's `JitsiConference.resourceCreator` makes them. */
export function newParticipantId(): string {
  return randomBytes(4).toString('hex');
}

export function createParticipant(options: JoinOptions, page: boolean): Participant {
  const identified = options.identity !== false && options.dialIn !== true;
  return {
    id: options.participantId ?? newParticipantId(),
    name: options.name,
    role: options.role ?? 'participant',
    hidden: options.hidden ?? false,
    dialIn: options.dialIn ?? false,
    handRaised: false,
    audioMuted: options.audioMuted ?? true,
    videoMuted: options.videoMuted ?? true,
    sharing: options.sharing ?? false,
    page,
    ...(options.email !== undefined && { email: options.email }),
    ...(options.botType !== undefined && { botType: options.botType }),
    ...(options.token !== undefined && { token: options.token }),
    ...(identified && options.userId !== undefined && { user: identityOf(options) }),
  };
}

/** `<identity><user>`: the values of `context.user`, all text. What changes later is the nick only. */
export function identityOf(options: JoinOptions): Record<string, string> {
  return {
    id: options.userId ?? '',
    name: options.tokenName ?? options.name,
    ...(options.email !== undefined && { email: options.email }),
  };
}

/**
 * What other clients see of a participant.
 *
 * @param nameless the room hides names from this client: nick and e-mail, but not the user id
 *   (jitsi-meet `filter_identity_from_presence`)
 */
export function toOccupant(participant: Participant, nameless = false): Occupant {
  const {
    token: _token,
    phoneNo: _phoneNo,
    breakoutId: _breakout,
    page: _page,
    ...seen
  } = participant;
  if (!nameless) return seen;
  const { name: _name, email: _email, user, ...rest } = seen;
  const { name: _vouched, email: _mail, ...left } = user ?? {};
  return user === undefined ? rest : { ...rest, user: left };
}
