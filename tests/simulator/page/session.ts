import { leaveAppGlobals, leavePage, stripAddress } from './closing';
import { placeConference } from './current-conference';
import { CONFERENCE } from './events';
import type { JitsiConference } from './jitsi-conference';
import { Link } from './link';
import type { PageOptions } from './options';
import { LOCAL_ID } from './participants-slice';
import { pause } from './pause';
import type { Entry, FromPage, Phase, ToPage } from './protocol';
import type { Store } from './store';

/** What the meeting says to its user. */
export interface Notices {
  /** A message that stays a while. */
  notify(text: string): void;
  /** A message over everything. */
  overlay(text: string | undefined): void;
  /** A dialog; resolves when the host has closed it. */
  kicked(): Promise<void>;
}

/**
 * The life of the page in its meeting: connects, joins, follows, leaves. The order and the times of what
 * shows in `_room` and in the store are those measured on the real web app.
 */
export class Session {
  #link: Link | undefined;
  #conference: JitsiConference | undefined;
  #visitor: boolean;
  #name = '';
  /** Messages that wait until the join is complete. */
  #held: ToPage[] | undefined;

  constructor(
    private readonly store: Store,
    private readonly options: PageOptions,
    private readonly notices: Notices,
  ) {
    this.#visitor = options.visitor;
  }

  /** `name` is what was typed before joining. */
  connect(name = this.options.profile.name): void {
    const { appId, room } = this.options;
    this.#name = name;
    this.store.dispatch({ type: 'LOCAL_PARTICIPANT_UPDATED', patch: { name } });
    this.store.dispatch({ type: 'SET_PREJOIN_PAGE_VISIBILITY', value: false });
    this.store.dispatch({ type: 'CONNECTION_WILL_CONNECT' });
    if (window.APP) window.APP.connection = {};
    const opened = () => {
      stripAddress();
      this.#hello();
    };
    this.#link = new Link(appId, room, opened, (message) => this.#receive(message));
  }

  send(message: FromPage): void {
    this.#link?.send(message);
  }

  /** The red button. */
  hangup(): void {
    void this.#leaveForGood(500);
  }

  #hello(): void {
    this.store.dispatch({ type: 'CONNECTION_ESTABLISHED' });
    const profile = { ...this.options.profile, name: this.#name };
    this.send({ type: 'hello', profile, visitor: this.#visitor });
  }

  #receive(message: ToPage) {
    if (this.#held !== undefined && !['kicked', 'destroyed', 'phase'].includes(message.type)) {
      this.#held.push(message);
      return;
    }
    const conference = this.#conference;
    switch (message.type) {
      case 'accepted':
        return void this.#join(message, conference?.room?.joined === false);
      case 'moved':
        return void this.#move(message);
      case 'waiting':
        return this.#fail('conference.connectionError.membersOnly');
      case 'password-required':
        return this.#fail('conference.passwordRequired');
      case 'refused':
        this.store.dispatch({ type: 'SET_LOBBY_VISIBILITY', lobbyVisible: false, knocking: false });
        if (message.reason === 'banned') {
          const error = 'connection.passwordRequired';
          this.store.dispatch({ type: 'CONNECTION_FAILED', error });
        } else {
          const error = 'conference.connectionError.accessDenied';
          conference?.emit(CONFERENCE.CONFERENCE_FAILED, error);
        }
        return this.notices.overlay(
          message.reason === 'banned'
            ? 'You are not allowed to join this meeting.'
            : 'Your request to join was denied.',
        );
      case 'joined':
        return conference?.memberJoined(message.occupant);
      case 'updated':
        conference?.memberUpdated(message.occupant);
        return this.#showMuted(message.occupant);
      case 'left':
        return conference?.memberLeft(message.id, message.kicked);
      case 'speaker':
        conference?.emit(CONFERENCE.DOMINANT_SPEAKER_CHANGED, message.id, [], false);
        return;
      case 'knocking':
        return conference?.knockingChanged(message.people);
      case 'rooms':
        return conference?.roomsChanged(message.rooms);
      case 'visitors':
        this.store.dispatch({ type: 'UPDATE_VISITORS_COUNT', count: message.count });
        return;
      case 'kicked':
        conference?.emit(CONFERENCE.KICKED, undefined, undefined, false);
        return void this.#removed();
      case 'destroyed':
        conference?.emit(CONFERENCE.CONFERENCE_FAILED, 'conference.destroyed');
        this.store.dispatch({ type: 'LOCAL_PARTICIPANT_UPDATED', patch: { id: LOCAL_ID } });
        this.notices.overlay('The meeting has been ended.');
        return void this.#leaveForGood(2500, false);
      case 'phase':
        return void this.#go(message.phase);
    }
  }

  #place(roomJid: string, ownId: string, role: Entry['role'], mainRoomJid?: string) {
    const { store, options } = this;
    const setup = { roomJid: here(roomJid), mainRoomJid: here(mainRoomJid), ownId, role };
    this.#conference = placeConference(setup, store, options);
    return this.#conference;
  }

  /** Before anybody is let in there is a conference already, which is not joined. */
  #fail(error: string): void {
    const { appId, room } = this.options;
    const waiting =
      this.#conference ?? this.#place(`${room}@conference.${appId}.8x8.vc`, '', 'none');
    waiting.emit(CONFERENCE.CONFERENCE_FAILED, error);
    const knocking = error === 'conference.connectionError.membersOnly';
    this.store.dispatch({ type: 'SET_LOBBY_VISIBILITY', lobbyVisible: knocking, knocking });
  }

  async #join(entry: Entry, replaceWaiting = false): Promise<void> {
    this.#held = [];
    if (replaceWaiting && this.#conference !== undefined) {
      this.store.dispatch({ type: 'CONFERENCE_LEFT', conference: this.#conference });
    }
    const conference = this.#place(entry.roomJid, entry.id, entry.role, entry.mainRoomJid);
    this.store.dispatch({
      type: 'LOCAL_PARTICIPANT_UPDATED',
      patch: { id: entry.id, role: entry.role },
    });
    this.store.dispatch({ type: 'I_AM_VISITOR_MODE', iAmVisitor: entry.visitor });
    await pause(10);
    this.store.dispatch({ type: 'CONFERENCE_WILL_JOIN', conference });
    if (this.options.holdJoining) return;
    await pause(this.options.joinDelay);
    if (conference.room === null) return;
    // Others' presence comes before one's own, so they are told before the join is.
    for (const occupant of entry.occupants) {
      conference.memberJoined(occupant);
      this.#showMuted(occupant);
    }
    conference.room.joined = true;
    await pause(15);
    if (conference.room === null) return;
    this.store.dispatch({ type: 'SET_LOBBY_VISIBILITY', lobbyVisible: false, knocking: false });
    conference.emit(CONFERENCE.CONFERENCE_JOINED);
    this.#release();
  }

  #release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const message of held) this.#receive(message);
  }

  /** Into a breakout room or back: a new conference, without `_room` being undefined in between. */
  async #move(entry: Entry): Promise<void> {
    const before = this.#conference;
    before?.emit(CONFERENCE.BREAKOUT_ROOMS_MOVE_TO_ROOM, entry.roomJid);
    this.#held = [];
    if (before !== undefined) await this.#leaveConference(before);
    const held = this.#held;
    const joined = this.#join(entry);
    this.#held.push(...held);
    await joined;
  }

  /** Of a room that was ended no confirmation comes, and so the store goes on with leaving it. */
  async #leaveConference(conference: JitsiConference, confirmed = true): Promise<void> {
    this.store.dispatch({ type: 'CONFERENCE_WILL_LEAVE', conference });
    await conference.leave(() => pause(120), confirmed);
  }

  /**
   * Removed by somebody: until the dialog that says so is closed, `_room` stays and the store goes on with
   * leaving (measured on the web app of 2026-09-29).
   */
  async #removed(): Promise<void> {
    const conference = this.#conference;
    this.#conference = undefined;
    this.#held = undefined;
    const closed = this.notices.kicked();
    if (conference === undefined) return;
    this.store.dispatch({ type: 'CONFERENCE_WILL_LEAVE', conference });
    conference.room = null;
    await pause(25);
    this.store.dispatch({ type: 'CONNECTION_DISCONNECTED' });
    await (this.options.close === 'stay' ? closed : Promise.race([closed, pause(2500)]));
    leaveAppGlobals();
    await leavePage(this.options.close, 0);
  }

  async #leaveForGood(navigateAfterMs: number, confirmed = true): Promise<void> {
    const conference = this.#conference;
    this.#conference = undefined;
    this.#held = undefined;
    this.send({ type: 'leave' });
    if (conference !== undefined) await this.#leaveConference(conference, confirmed);
    await pause(100);
    this.store.dispatch({ type: 'CONNECTION_DISCONNECTED' });
    this.store.dispatch({ type: 'LOCAL_PARTICIPANT_UPDATED', patch: { id: LOCAL_ID } });
    leaveAppGlobals();
    await leavePage(this.options.close, navigateAfterMs);
  }

  async #go(phase: Phase): Promise<void> {
    switch (phase) {
      case 'hangup':
        return this.hangup();
      case 'network-lost':
        return this.#loseNetwork();
      case 'network-back':
        this.notices.overlay(undefined);
        return this.#hello();
      case 'reload':
        return location.reload();
      case 'visitor':
      case 'promote':
        this.#visitor = phase === 'visitor';
        return this.#reconnect();
      case 'reconnect':
        return this.#reconnect();
    }
  }

  /** The server asks for a new connection; Jitsi makes it without a word to the user. */
  async #reconnect(): Promise<void> {
    const before = this.#conference;
    this.send({ type: 'leave' });
    if (before !== undefined) await this.#leaveConference(before);
    this.#hello();
  }

  /**
   * `_room` stays set, without its room since the library of 2026, and nobody is told to have left. The
   * link is kept to be told of the return.
   */
  #loseNetwork(): void {
    this.send({ type: 'leave' });
    if (this.#conference) this.#conference.room = null;
    const { remote } = this.store.getState()['features/base/participants'];
    this.store.dispatch({ type: 'CONNECTION_FAILED', error: 'connection.droppedError' });
    for (const id of [...remote.keys()]) this.store.dispatch({ type: 'PARTICIPANT_LEFT', id });
    this.notices.overlay('You have been disconnected. Reconnecting in 21 sec…');
  }

  /** Mutes come with sources, not with presence; they change the stored participant only. */
  #showMuted(occupant: { id: string; audioMuted: boolean; videoMuted: boolean }): void {
    const simMuted = { audio: occupant.audioMuted, video: occupant.videoMuted };
    this.store.dispatch({
      type: 'PARTICIPANT_UPDATED',
      participant: { id: occupant.id, simMuted },
    });
  }
}

/** Staging has addresses of its own; the simulator's server knows only the main ones. */
function here<Jid extends string | undefined>(jid: Jid): Jid {
  const isStage = location.host === 'stage.8x8.vc';
  return isStage ? (jid?.replace(/\.8x8\.vc$/, '.stage.8x8.vc') as Jid) : jid;
}
