import { backendSafeRoomName, conferenceFullName } from '../room-name';
import { BannedError, type Bans } from './bans';
import { Breakouts } from './breakouts';
import { type DriftOptions, startDrift } from './drift';
import type { LeaveCause, MeetingChange, MeetingEvent, MeetingListener } from './events';
import { Lobby } from './lobby';
import { PageControls } from './page-controls';
import {
  createParticipant,
  type JoinOptions,
  newParticipantId,
  type Participant,
} from './participant';

/** How somebody goes into another room of the meeting. */
interface MoveOptions {
  /**
   * Under the same participant id, as clients whose id comes from their connection (lib-jitsi-meet
   * `JitsiConference.resourceCreator`); else under a new one.
   */
  readonly keepId?: boolean;
}

/** One meeting: the truth about who is in it. Pages, the API and tests all change it here. */
export class Meeting {
  /** The room as it stands in the MUC address. */
  readonly room: string;
  /** `<room>@conference.<appId>.8x8.vc` */
  readonly fullName: string;
  /** Everything that happened, oldest first. */
  readonly events: MeetingEvent[] = [];
  readonly lobby: Lobby;
  readonly pages = new PageControls();
  /** Asked of pages that join; scripted people never need it. */
  password: string | undefined;
  /**
   * JaaS's setting of that name: `GUEST` hides everybody's name from those who are no moderators,
   * `ALL` from moderators too. Ids stay. It holds for what is told from then on.
   */
  hideDisplayName: 'ALL' | 'GUEST' | undefined;
  /** True from DESTROY until somebody opens the room again (JaaS does not lock it). */
  destroyed = false;

  readonly #participants = new Map<string, Participant>();
  readonly #breakouts: Breakouts;
  readonly #listeners = new Set<MeetingListener>();
  #visitors = 0;

  constructor(
    readonly appId: string,
    room: string,
    /** The bans of the AppID; they hold in each of its meetings. */
    readonly banned: Bans,
    private readonly now: () => number,
  ) {
    this.room = backendSafeRoomName(room);
    this.fullName = conferenceFullName(appId, room);
    this.#breakouts = new Breakouts(appId);
    this.lobby = new Lobby(
      (options) => this.join(options),
      () => this.#tell({ type: 'lobby' }),
    );
  }

  /**
   * Somebody joins; returns the participant id.
   * @throws BannedError when the user id or token is banned and `force` is not set.
   */
  join(options: JoinOptions, page = false): string {
    const participant = createParticipant(options, page);
    return this.#enter(participant, options);
  }

  /** Many people at once: `Person 1` … with user ids `user-1` …, or as `describe` says. */
  joinMany(count: number, describe?: (index: number) => JoinOptions): string[] {
    return Array.from({ length: count }, (_, index) =>
      this.join(describe?.(index) ?? { name: `Person ${index + 1}`, userId: `user-${index + 1}` }),
    );
  }

  /** A caller, as dial-out brings one in. */
  joinCaller(phoneNo: string): string {
    const caller = createParticipant({ name: phoneNo, dialIn: true }, false);
    return this.#enter({ ...caller, phoneNo }, {});
  }

  /** Nothing happens when the id is not in the room. */
  leave(id: string, cause: LeaveCause = 'left'): void {
    const participant = this.#participants.get(id);
    if (participant === undefined) return;
    this.#participants.delete(id);
    this.#tell({ type: 'left', participant, cause });
    this.#tellRooms();
    if (this.#participants.size === 0) this.#breakouts.clear();
  }

  kick(id: string): boolean {
    const present = this.#participants.has(id);
    this.leave(id, 'kicked');
    return present;
  }

  rename(id: string, name: string): void {
    this.update(id, { name });
  }

  role(id: string, role: Participant['role']): void {
    this.update(id, { role });
  }

  raiseHand(id: string, handRaised = true): void {
    this.update(id, { handRaised });
  }

  /** Becomes the one whom the bridge hears best, until somebody else does. */
  speak(id: string): void {
    const participant = this.#participants.get(id);
    if (participant !== undefined) this.#tell({ type: 'speaker', participant });
  }

  update(id: string, patch: Partial<Omit<Participant, 'id' | 'page'>>): void {
    const participant = this.#participants.get(id);
    if (participant === undefined) return;
    const updated = { ...participant, ...patch };
    this.#participants.set(id, updated);
    this.#tell({ type: 'updated', participant: updated });
  }

  /**
   * The same person again under a new participant id, which is returned.
   * @throws BannedError as {@link join}; an id that never joined throws too.
   */
  rejoin(id: string, options: { readonly force?: boolean } = {}): string {
    const before = this.#participants.get(id) ?? this.#lastSeen(id);
    if (before === undefined) throw new Error(`No participant ${id} ever joined ${this.fullName}`);
    this.leave(id);
    const { id: fresh } = createParticipant({ name: before.name }, false);
    const { breakoutId: _left, ...person } = before;
    return this.#enter({ ...person, id: fresh, handRaised: false }, options);
  }

  /** Everybody in the meeting, in the order they joined, breakout rooms included. */
  participants(): readonly Participant[] {
    return [...this.#participants.values()];
  }

  participant(id: string): Participant | undefined {
    return this.#participants.get(id);
  }

  /** A MUC exists while somebody is in it. */
  get exists(): boolean {
    return this.#participants.size > 0;
  }

  /** Ends the meeting for everybody; false when there was none. */
  destroy(): boolean {
    if (!this.exists) return false;
    this.destroyed = true;
    this.#tell({ type: 'destroyed' });
    for (const id of [...this.#participants.keys()]) this.leave(id, 'destroyed');
    return true;
  }

  /** Opens a breakout room; returns its id (a UUID). */
  openBreakout(name = 'Breakout room #1'): string {
    const id = this.#breakouts.open(name);
    this.#tell({ type: 'breakouts' });
    return id;
  }

  /** Closes a breakout room; the people in it go back to the main room. */
  closeBreakout(breakoutId: string, options?: MoveOptions): void {
    for (const each of this.participants()) {
      if (each.breakoutId === breakoutId) this.moveToMain(each.id, options);
    }
    this.#breakouts.close(breakoutId);
    this.#tell({ type: 'breakouts' });
  }

  /** Returns the participant id in the new room: a move is a new join, in Jitsi as here. */
  moveToBreakout(id: string, breakoutId: string, options?: MoveOptions): string {
    if (!this.#breakouts.has(breakoutId)) throw new Error(`No breakout room ${breakoutId}`);
    return this.#move(id, breakoutId, options);
  }

  moveToMain(id: string, options?: MoveOptions): string {
    return this.#move(id, undefined, options);
  }

  breakoutRooms() {
    const nameless = this.hideDisplayName === 'ALL';
    return this.#breakouts.rooms(this.fullName, this.participants(), nameless);
  }

  /** Whether names are hidden from somebody. @param viewer undefined for a visitor */
  hidesNamesFrom(viewer: Participant | undefined): boolean {
    if (this.hideDisplayName === 'GUEST') return viewer?.role !== 'moderator';
    return this.hideDisplayName === 'ALL';
  }

  /** The MUC address of a breakout room, or of the main room when `breakoutId` is undefined. */
  addressOf(breakoutId: string | undefined): string {
    return breakoutId === undefined ? this.fullName : this.#breakouts.jid(breakoutId);
  }

  get visitors(): number {
    return this.#visitors;
  }

  set visitors(count: number) {
    this.#visitors = count;
    this.#tell({ type: 'visitors' });
  }

  /** People join, leave, rename and raise hands by themselves; returns what stops it. */
  drift(options: DriftOptions): () => void {
    return startDrift(this, options);
  }

  /** Calls back on each change, synchronously; returns what ends it. */
  subscribe(listener: MeetingListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #enter(participant: Participant, options: { readonly force?: boolean }): string {
    const { token } = participant;
    if (options.force !== true && this.banned.refuses({ userId: participant.user?.id, token })) {
      this.#tell({ type: 'refused', userId: participant.user?.id, name: participant.name });
      throw new BannedError(`${participant.name} is banned from ${this.appId}`);
    }
    if (this.#participants.has(participant.id)) {
      throw new Error(`Participant ${participant.id} is already in ${this.fullName}`);
    }
    this.destroyed = false;
    this.#participants.set(participant.id, participant);
    this.#tell({ type: 'joined', participant });
    this.#tellRooms();
    return participant.id;
  }

  /** Who is in which room is told with each change of anybody, once there is a breakout room. */
  #tellRooms(): void {
    if (this.#breakouts.isOpen()) this.#tell({ type: 'breakouts' });
  }

  #move(id: string, breakoutId: string | undefined, { keepId = false }: MoveOptions = {}): string {
    const from = this.#participants.get(id);
    if (from === undefined) throw new Error(`No participant ${id} in ${this.fullName}`);
    const { breakoutId: _from, ...person } = from;
    const fresh = keepId ? id : newParticipantId();
    const participant = { ...person, id: fresh, ...(breakoutId !== undefined && { breakoutId }) };
    this.#participants.delete(id);
    this.#participants.set(fresh, participant);
    this.#tell({ type: 'moved', from, participant });
    this.#tell({ type: 'breakouts' });
    return fresh;
  }

  #lastSeen(id: string): Participant | undefined {
    for (const event of this.events.toReversed()) {
      if (event.type === 'left' && event.participant.id === id) return event.participant;
    }
    return undefined;
  }

  #tell(change: MeetingChange): void {
    this.events.push({ ...change, at: this.now() });
    for (const listener of [...this.#listeners]) listener(change);
  }
}
