import { BannedError } from '../meeting/bans';
import type { MeetingChange } from '../meeting/events';
import type { Meeting } from '../meeting/meeting';
import {
  type JoinOptions,
  newParticipantId,
  type Participant,
  toOccupant,
} from '../meeting/participant';
import type { FromPage, Phase, Profile, ToPage } from '../page/protocol';
import { parseFromPage } from './from-page';
import type { ServerWebSocket } from './websocket';

/** One browser page's connection to a meeting: its own participant, and what it gets to see. */
export class PageLink {
  /** Undefined until the page is in the room. */
  #id: string | undefined;
  #knockId: string | undefined;
  #profile: Profile | undefined;
  #visitor = false;
  #queue: ToPage[] = [];
  readonly #detach: () => void;

  constructor(
    private readonly meeting: Meeting,
    private readonly socket: ServerWebSocket,
  ) {
    const unsubscribe = meeting.subscribe((change) => this.#onChange(change));
    const offControls = meeting.pages.attach((phase) => this.#onPhase(phase));
    this.#detach = () => {
      unsubscribe();
      offControls();
    };
    socket.onMessage = (text) => this.#onMessage(parseFromPage(text));
    socket.onClose = () => this.#onClose();
  }

  #onMessage(message: FromPage) {
    const { meeting } = this;
    switch (message.type) {
      case 'hello':
        this.#profile = message.profile;
        this.#visitor = message.visitor;
        return this.#ask(undefined);
      case 'password':
        return this.#ask(message.password);
      case 'leave':
        return this.#leave('left');
      case 'update': {
        const patch = Object.fromEntries(
          Object.entries(message.patch).filter(([, value]) => value !== undefined),
        );
        if (this.#id !== undefined) meeting.update(this.#id, patch);
        return;
      }
      case 'kick':
        meeting.kick(message.id);
        return;
      case 'admit':
        return meeting.lobby.admit(message.id);
      case 'deny':
        return meeting.lobby.deny(message.id);
    }
  }

  /** The way in: ban, then lobby, then password, as the server's hooks are ordered. */
  #ask(password: string | undefined) {
    const { meeting } = this;
    const profile = this.#profile;
    if (profile === undefined) return;
    if (meeting.banned.refuses(profile)) return this.#send({ type: 'refused', reason: 'banned' });
    if (this.#visitor) return this.#enterAsVisitor(profile);
    if (meeting.lobby.enabled && profile.role !== 'moderator' && this.#knockId === undefined) {
      this.#knockId = meeting.lobby.knock(joinOptions(profile), (admitted) =>
        admitted ? this.#enter(profile) : this.#send({ type: 'refused', reason: 'lobby-denied' }),
      );
      return this.#send({ type: 'waiting' });
    }
    if (meeting.password !== undefined && meeting.password !== password) {
      return this.#send({ type: 'password-required', wrong: password !== undefined });
    }
    this.#enter(profile);
  }

  #enter(profile: Profile) {
    try {
      this.#id = this.meeting.join(joinOptions(profile), true);
    } catch (error) {
      if (!(error instanceof BannedError)) throw error;
      return this.#send({ type: 'refused', reason: 'banned' });
    }
    this.#sendEntry('accepted', this.meeting.addressOf(undefined));
  }

  /** A visitor is on another server's MUC, and no member of this one. */
  #enterAsVisitor(profile: Profile): void {
    const { meeting } = this;
    meeting.visitors += 1;
    const roomJid = meeting.fullName.replace(/8x8\.vc$/, 'v1.meet.jitsi');
    this.#send({
      type: 'accepted',
      id: joinOptions(profile).participantId,
      role: 'none',
      roomJid,
      visitor: true,
      occupants: this.#visible(undefined),
    });
  }

  #sendEntry(type: 'accepted' | 'moved', roomJid: string): void {
    const own = this.meeting.participant(this.#id ?? '');
    if (own === undefined) return;
    this.#send({
      type,
      id: own.id,
      role: own.role,
      roomJid,
      ...(own.breakoutId !== undefined && { mainRoomJid: this.meeting.fullName }),
      visitor: false,
      occupants: this.#visible(own.breakoutId),
    });
    this.#send({ type: 'rooms', rooms: this.meeting.breakoutRooms() });
    this.#send({ type: 'visitors', count: this.meeting.visitors });
    this.#sendKnocking();
  }

  #onChange(change: MeetingChange) {
    if (this.#id === undefined && !this.#visitor) return;
    const here = this.meeting.participant(this.#id ?? '')?.breakoutId;
    switch (change.type) {
      case 'joined':
      case 'updated':
        if (change.participant.breakoutId !== here) return;
        // One's own join is told by the entry; one's own changes, such as a role, come like others'.
        if (change.type === 'joined' && change.participant.id === this.#id) return;
        return this.#send({ type: change.type, occupant: this.#seen(change.participant) });
      case 'speaker':
        if (change.participant.breakoutId !== here) return;
        return this.#send({ type: 'speaker', id: change.participant.id });
      case 'left':
        if (change.participant.id === this.#id) return this.#onOwnLeave(change.cause);
        if (change.participant.breakoutId !== here) return;
        return this.#sendLeft(change.participant.id, change.cause === 'kicked');
      case 'moved':
        if (change.from.id === this.#id) {
          this.#id = change.participant.id;
          return this.#sendEntry('moved', this.meeting.addressOf(change.participant.breakoutId));
        }
        if (change.from.breakoutId === here) this.#sendLeft(change.from.id, false);
        if (change.participant.breakoutId === here) {
          this.#send({ type: 'joined', occupant: this.#seen(change.participant) });
        }
        return;
      case 'destroyed':
        this.#id = undefined;
        this.#visitor = false;
        return this.#send({ type: 'destroyed' });
      case 'lobby':
        return this.#sendKnocking();
      case 'breakouts':
        return this.#send({ type: 'rooms', rooms: this.meeting.breakoutRooms() });
      case 'visitors':
        return this.#send({ type: 'visitors', count: this.meeting.visitors });
      case 'refused':
        return;
    }
  }

  #onOwnLeave(cause: string): void {
    this.#id = undefined;
    this.#send(cause === 'kicked' ? { type: 'kicked' } : { type: 'phase', phase: 'hangup' });
  }

  #onPhase(phase: Phase): void {
    this.#send({ type: 'phase', phase });
  }

  #leave(cause: 'left' | 'connection-lost'): void {
    if (this.#knockId !== undefined) this.meeting.lobby.withdraw(this.#knockId);
    if (this.#visitor) {
      this.#visitor = false;
      this.meeting.visitors = Math.max(0, this.meeting.visitors - 1);
    }
    const id = this.#id;
    this.#id = undefined;
    this.#knockId = undefined;
    if (id !== undefined) this.meeting.leave(id, cause);
  }

  #onClose(): void {
    this.#detach();
    this.#leave('connection-lost');
  }

  #visible(breakoutId: string | undefined) {
    return this.meeting
      .participants()
      .filter((each) => each.breakoutId === breakoutId && each.id !== this.#id)
      .map((each) => this.#seen(each));
  }

  /** Somebody as this page is told of them; its own presence is whole. */
  #seen(participant: Participant) {
    const own = this.meeting.participant(this.#id ?? '');
    const nameless = participant !== own && this.meeting.hidesNamesFrom(own);
    return toOccupant(participant, nameless);
  }

  #sendLeft(id: string, kicked: boolean): void {
    this.#send({ type: 'left', id, kicked });
  }

  /** Only moderators are told who knocks. */
  #sendKnocking(): void {
    if (this.meeting.participant(this.#id ?? '')?.role !== 'moderator') return;
    this.#send({ type: 'knocking', people: this.meeting.lobby.waiting() });
  }

  /** Messages of one turn of the event loop travel together, however many people join in it. */
  #send(message: ToPage): void {
    if (this.#queue.push(message) > 1) return;
    setImmediate(() => {
      const batch = this.#queue;
      this.#queue = [];
      this.socket.send(JSON.stringify(batch));
    });
  }
}

function joinOptions(profile: Profile): JoinOptions & { readonly participantId: string } {
  return {
    name: profile.name,
    role: profile.role,
    audioMuted: false,
    videoMuted: false,
    participantId: newParticipantId(),
    ...(profile.tokenName !== undefined && { tokenName: profile.tokenName }),
    ...(profile.userId !== undefined && { userId: profile.userId }),
    ...(profile.email !== undefined && { email: profile.email }),
    ...(profile.token !== undefined && { token: profile.token }),
  };
}
