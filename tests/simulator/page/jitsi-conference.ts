import { ChatRoom } from './chat-room';
import { Listenable } from './emitter';
import { CONFERENCE } from './events';
import { createParticipant, type JitsiParticipant } from './jitsi-participant';
import type { IdentityMode } from './options';
import type { BreakoutRoomInfo, Knocker, Occupant, Role } from './protocol';

const JIGASI = 'features_jigasi';

export interface ConferenceSetup {
  readonly roomJid: string;
  readonly mainRoomJid: string | undefined;
  readonly ownId: string;
  readonly role: Role;
  readonly identity: IdentityMode;
}

/** A lookalike of lib-jitsi-meet's `JitsiConference`, fed by the simulator's server. */
export class JitsiConference extends Listenable {
  /** `null` from the moment of leaving, before anybody is told. */
  room: ChatRoom | null;
  readonly #participants = new Map<string, JitsiParticipant>();
  #rooms: Readonly<Record<string, BreakoutRoomInfo>> = {};
  #knocking: readonly Knocker[] = [];

  constructor(private readonly setup: ConferenceSetup) {
    super();
    const keepsIdentity = ['getter', 'field', 'members'].includes(setup.identity);
    this.room = new ChatRoom(setup.roomJid, setup.ownId, setup.role, keepsIdentity);
  }

  getParticipants(): JitsiParticipant[] {
    return [...this.#participants.values()];
  }
  getParticipantById(id: string) {
    return this.#participants.get(id);
  }
  getParticipantCount(countHidden = false) {
    return this.getParticipants().filter((each) => countHidden || !each.isHidden()).length + 1;
  }
  myUserId(): string | null {
    return this.room === null ? null : this.setup.ownId;
  }
  /** The room's MUC node; a breakout room's UUID. */
  getName() {
    return this.setup.roomJid.slice(0, this.setup.roomJid.indexOf('@'));
  }
  isJoined() {
    return this.room?.joined;
  }
  /** Throws after leaving, as Jitsi's does. */
  getRole() {
    return (this.room as ChatRoom).role;
  }
  isModerator() {
    return this.room ? this.room.role === 'moderator' : null;
  }
  isHidden() {
    return false;
  }
  isMembersOnly() {
    return false;
  }
  isVisitorsSupported() {
    return true;
  }
  isEndConferenceSupported() {
    return false;
  }
  getMeetingUniqueId() {
    return 'simulated-meeting';
  }
  getMetadataHandler() {
    return { getMetadata: () => ({}) };
  }
  getBreakoutRooms() {
    return {
      _rooms: this.#rooms,
      isSupported: () => true,
      isBreakoutRoom: () => this.setup.mainRoomJid !== undefined,
      getMainRoomJid: () => this.setup.mainRoomJid,
    };
  }

  /** Somebody's first presence. */
  memberJoined(occupant: Occupant): void {
    const participant = createParticipant(occupant, this.setup.roomJid, this.setup.identity);
    this.#participants.set(occupant.id, participant);
    this.room?.add(occupant);
    this.emit(CONFERENCE.USER_JOINED, occupant.id, participant);
    this.#readSources(participant, occupant);
    // Somebody's client is asked for its features, and answers later.
    if (occupant.dialIn) setTimeout(() => this.#setProperty(participant, JIGASI, true));
  }

  memberLeft(id: string, kicked: boolean): void {
    const participant = this.#participants.get(id);
    if (participant === undefined) return;
    this.#participants.delete(id);
    this.room?.remove(id);
    if (kicked) this.emit(CONFERENCE.PARTICIPANT_KICKED, undefined, participant, undefined);
    this.emit(CONFERENCE.USER_LEFT, id, participant, undefined);
  }

  /** Each presence tells of each source; of those that differ the library says so, one by one. */
  #readSources(participant: JitsiParticipant, occupant: Occupant): void {
    const { id, audioMuted, videoMuted, sharing } = occupant;
    const known = participant.getSources();
    const isKnown = (name: string) => known.get('video')?.has(name) ?? false;
    const told: [kind: string, name: string, muted: boolean, videoType?: string][] = [
      ['audio', `${id}-a0`, audioMuted],
      ['video', `${id}-v0`, videoMuted, 'camera'],
      ['video', `${id}-v1`, !sharing, 'desktop'],
    ];
    for (const [kind, name, muted, videoType] of told) {
      // There is none of a screen before one was shared.
      if (videoType === 'desktop' && muted && !isKnown(name)) continue;
      if (known.get(kind)?.get(name)?.muted === muted) continue;
      participant._setSources(kind, muted, name, videoType);
      this.emit(CONFERENCE.PARTICIPANT_SOURCE_UPDATED, participant);
    }
  }

  /** A later presence: name, role and raised hand change; the identity is not read again. */
  memberUpdated(occupant: Occupant) {
    const { id, name, role } = occupant;
    if (id === this.setup.ownId) {
      if (this.room === null || this.room.role === role) return;
      this.room.role = role;
      return this.emit(CONFERENCE.USER_ROLE_CHANGED, id, role);
    }
    const participant = this.#participants.get(id);
    if (participant === undefined) return;
    this.room?.update(occupant);
    if (participant._displayName !== name) {
      participant._displayName = name;
      this.emit(CONFERENCE.DISPLAY_NAME_CHANGED, id, name);
    }
    if (participant._role !== role) {
      participant._role = role;
      this.emit(CONFERENCE.USER_ROLE_CHANGED, id, role);
    }
    this.#readSources(participant, occupant);
    // A time, or 0 for a hand that was lowered; text, since it comes from presence.
    const wasRaised = Number(participant.getProperty('raisedHand') ?? 0) > 0;
    if (occupant.handRaised !== wasRaised) {
      const raised = occupant.handRaised ? String(Date.now()) : '0';
      this.#setProperty(participant, 'raisedHand', raised);
    }
  }

  knockingChanged(people: readonly Knocker[]): void {
    const before = new Set(this.#knocking.map((each) => each.id));
    const after = new Set(people.map((each) => each.id));
    const gone = this.#knocking.filter((each) => !after.has(each.id));
    this.#knocking = people;
    this.room?.setKnocking(people);
    for (const { id } of gone) this.emit(CONFERENCE.LOBBY_USER_LEFT, id);
    for (const { id, name } of people) {
      if (!before.has(id)) this.emit(CONFERENCE.LOBBY_USER_JOINED, id, name);
    }
  }

  roomsChanged(rooms: Readonly<Record<string, BreakoutRoomInfo>>): void {
    this.#rooms = rooms;
    this.emit(CONFERENCE.BREAKOUT_ROOMS_UPDATED, { rooms, roomCounter: Object.keys(rooms).length });
  }

  /**
   * One's own leave: `room` is null first, then everybody "leaves", then it is told, unless the room
   * is gone and confirms nothing.
   */
  async leave(beforeBurst: () => Promise<void>, confirmed = true): Promise<void> {
    this.room = null;
    await beforeBurst();
    for (const id of [...this.#participants.keys()]) this.memberLeft(id, false);
    if (confirmed) this.emit(CONFERENCE.CONFERENCE_LEFT);
  }

  #setProperty(participant: JitsiParticipant, name: string, value: unknown): void {
    const before = participant.getProperty(name);
    participant._properties.set(name, value);
    this.emit(CONFERENCE.PARTICIPANT_PROPERTY_CHANGED, participant, name, before, value);
  }
}
