import type { Page } from '~/utils/meeting/reader/reader';
import { startReader } from '~/utils/meeting/reader/reader';
import type { Snapshot } from '~/utils/meeting/snapshot';
import { FakeClock } from './fake-clock';

type Handler = (...args: unknown[]) => void;

export const ROOM_JID =
  'standup@conference.vpaas-magic-cookie-1fc542a3e4414a44b2611668195e2bfe.8x8.vc';

/** Emits like Node's emitter in lib-jitsi-meet: synchronously, guarding nothing. */
export class FakeConference {
  readonly handlers = new Map<string, Handler[]>();
  room: Record<string, unknown> | null;
  people: object[] = [];
  joined = false;
  myId = 'aaaa0000';
  role = 'moderator';

  constructor(jid = ROOM_JID) {
    this.room = { roomjid: jid, myroomjid: `${jid}/${this.myId}`, members: {} };
  }

  on(event: string, handler: Handler): void {
    this.handlers.set(event, [...(this.handlers.get(event) ?? []), handler]);
  }

  off(event: string, handler: Handler): void {
    if (typeof handler !== 'function') throw new TypeError('listener must be a function');
    this.handlers.set(
      event,
      (this.handlers.get(event) ?? []).filter((one) => one !== handler),
    );
  }

  emit(event: string, ...args: unknown[]): void {
    for (const handler of this.handlers.get(`conference.${event}`) ?? []) handler(...args);
  }

  get listeners(): number {
    return [...this.handlers.values()].reduce((sum, list) => sum + list.length, 0);
  }

  getParticipants(): object[] {
    return [...this.people];
  }

  getName(): string {
    return String(this.room?.roomjid).split('@')[0] ?? '';
  }

  myUserId(): string {
    return this.myId;
  }

  getRole(): string {
    if (this.room === null) throw new TypeError("Cannot read properties of null (reading 'role')");
    return this.role;
  }

  isJoined(): boolean {
    return this.joined;
  }
}

export interface FakeParticipant {
  id: string;
  name?: string | undefined;
  userId?: unknown;
  role?: string;
  hidden?: boolean;
  botType?: string;
  properties?: Record<string, unknown>;
}

/** A JitsiParticipant of 2023 or later. */
export function jitsiParticipant(one: FakeParticipant): Record<string, unknown> {
  return {
    getId: () => one.id,
    getDisplayName: () => one.name,
    getRole: () => one.role ?? 'participant',
    getJid: () => `${ROOM_JID}/${one.id}`,
    getBotType: () => one.botType,
    getProperty: (name: string) => one.properties?.[name],
    isHidden: () => one.hidden ?? false,
    getIdentity: () => (one.userId === undefined ? undefined : { user: { id: one.userId } }),
  };
}

/** Jitsi's page: the globals, the store, one conference, and the reader's own surroundings. */
export class FakeJitsi {
  readonly clock = new FakeClock();
  readonly published: string[] = [];
  readonly root: Record<string, unknown> = {};
  readonly remote = new Map<string, Record<string, unknown>>();
  subscribers: Handler[] = [];
  loaded = false;
  /** How long a look of the reader lasts, in milliseconds: on a busy machine, for any time. */
  looksTake = 0;
  state: Record<string, Record<string, unknown>> = {
    'features/base/conference': { room: undefined },
    'features/base/connection': {},
    'features/base/jwt': {},
    'features/base/participants': { remote: this.remote, local: { id: 'local', name: 'Host' } },
    'features/prejoin': { showPrejoin: true },
    'features/lobby': { knockingParticipants: [] },
    'features/visitors': {},
    'features/breakout-rooms': { rooms: {} },
  };

  /** What hears all that is published: the readers. */
  readonly hearing = new Set<(said: unknown) => void>();

  get page(): Page {
    return {
      id: `reader${Math.floor(this.clock.now())}`,
      root: this.root,
      complete: () => this.loaded,
      now: this.clock.now,
      later: this.clock.later,
      stringify: (value) => {
        this.clock.take(this.looksTake);
        return JSON.stringify(value);
      },
      publish: (json) => this.say(json),
      listen: (hear) => {
        this.hearing.add(hear);
        return () => void this.hearing.delete(hear);
      },
    };
  }

  /** Somebody publishes this. */
  say(json: string): void {
    this.published.push(json);
    for (const hear of this.hearing) hear(json);
  }

  read(): this {
    startReader(this.page);
    return this;
  }

  /** Jitsi's bundle has run; with `store` its React app has started too. */
  boot(withStore = true): this {
    const store = {
      getState: () => this.state,
      subscribe: (run: Handler) => {
        this.subscribers.push(run);
        return () => {
          this.subscribers = this.subscribers.filter((one) => one !== run);
        };
      },
    };
    this.root.APP = { conference: {}, ...(withStore && { store }) };
    return this;
  }

  /** A store action: replaces a slice with changes and calls every subscriber, as redux does. */
  dispatch(feature = 'other', changes: Record<string, unknown> = {}): void {
    const key = `features/${feature}`;
    this.state = { ...this.state, [key]: { ...this.state[key], ...changes } };
    for (const run of this.subscribers) run();
  }

  setAppRoom(conference: unknown): void {
    const app = this.root.APP as { conference: Record<string, unknown> };
    app.conference._room = conference;
  }

  join(conference = new FakeConference(), people: FakeParticipant[] = []): FakeConference {
    conference.people = people.map(jitsiParticipant);
    conference.joined = true;
    this.setAppRoom(conference);
    this.dispatch('base/connection', { connection: {}, error: undefined });
    this.dispatch('base/conference', {
      room: 'StandUp',
      conference,
      joining: undefined,
      leaving: undefined,
    });
    this.clock.pass(200);
    return conference;
  }

  get last(): Snapshot {
    return JSON.parse(this.published[this.published.length - 1] ?? 'null') as Snapshot;
  }

  /** Booted, read and joined. */
  static joined(people: FakeParticipant[] = []): { jitsi: FakeJitsi; conference: FakeConference } {
    const jitsi = new FakeJitsi().boot().read();
    jitsi.clock.pass(300);
    return { jitsi, conference: jitsi.join(new FakeConference(), people) };
  }
}
