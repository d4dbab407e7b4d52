import { Listenable } from './emitter';
import type { Identity } from './jitsi-participant';
import type { Knocker, Occupant } from './protocol';

/** An occupant as lib-jitsi-meet's `ChatRoom.members` holds it. */
export interface Member {
  readonly jid: string;
  nick: string | undefined;
  role: Occupant['role'];
  affiliation: 'owner' | 'member' | 'none';
  readonly isFocus: boolean;
  readonly isHiddenDomain: boolean;
  readonly botType?: string | undefined;
  readonly identity?: Identity;
  readonly features: Set<string>;
}

/** lib-jitsi-meet's `ChatRoom`: the MUC itself. */
export class ChatRoom extends Listenable {
  joined = false;
  readonly locked = false;
  readonly #members: Record<string, Member> = {};
  readonly myroomjid: string;
  readonly #lobbyMembers: Record<string, Member> = {};

  constructor(
    readonly roomjid: string,
    ownId: string,
    public role: Occupant['role'],
    private readonly keepsIdentity: boolean,
  ) {
    super();
    this.myroomjid = `${roomjid}/${ownId}`;
    const focus = { id: 'focus', name: 'Focus', role: 'moderator', hidden: false } as const;
    this.#put(this.#members, roomjid, focus, true);
  }

  /** By full MUC address: room address, slash, participant id. */
  get members(): Readonly<Record<string, Member>> {
    return this.#members;
  }

  getLobby() {
    const roomjid = lobbyOf(this.roomjid);
    return { lobbyRoom: { joined: true, roomjid, members: this.#lobbyMembers } };
  }

  add(occupant: Occupant): void {
    this.#put(this.#members, this.roomjid, occupant, false);
  }

  remove(id: string): void {
    delete this.#members[`${this.roomjid}/${id}`];
  }

  update(occupant: Occupant): void {
    const member = this.#members[`${this.roomjid}/${occupant.id}`];
    if (member === undefined) return;
    member.nick = occupant.name;
    member.role = occupant.role;
  }

  setKnocking(people: readonly Knocker[]): void {
    for (const jid of Object.keys(this.#lobbyMembers)) delete this.#lobbyMembers[jid];
    const lobbyJid = lobbyOf(this.roomjid);
    for (const each of people) {
      this.#put(this.#lobbyMembers, lobbyJid, { ...each, role: 'none', hidden: false }, false);
    }
  }

  #put(
    members: Record<string, Member>,
    roomJid: string,
    who: Pick<Occupant, 'id' | 'name' | 'role' | 'hidden' | 'user' | 'botType'>,
    isFocus: boolean,
  ): void {
    const jid = `${roomJid}/${who.id}`;
    members[jid] = {
      jid,
      nick: who.name,
      role: who.role,
      affiliation: who.role === 'moderator' ? 'owner' : 'none',
      isFocus,
      isHiddenDomain: who.hidden,
      botType: who.botType,
      features: new Set(),
      ...(this.keepsIdentity && who.user && { identity: { user: who.user } }),
    };
  }
}

/** The lobby's own room (jitsi-meet `mod_muc_lobby_rooms`). */
const lobbyOf = (roomJid: string): string => roomJid.replace('@conference.', '@lobby.');
