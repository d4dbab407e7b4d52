import { vi } from 'vitest';
import type { PopupPort } from '~/components/popup/browser';
import { planSteps } from '~/utils/actions/steps';
import type { Action } from '~/utils/journal/action';
import { mayHangUp } from '~/utils/journal/calls';
import { type RequestSummary, summaryOf } from '~/utils/journal/request-summary';
import type {
  MeetingView,
  MessageType,
  PopupState,
  RequestOf,
  ResponseOf,
} from '~/utils/messages/protocol';
import { APP_ID, FRAME, ID, ROOM, staged } from '../actions/samples';

/** What the background answers in place of what it would; may wait. */
type Replies = {
  [T in MessageType]?: (request: RequestOf<T>) => ResponseOf<T> | Promise<ResponseOf<T>>;
};

/** The popup's state, in which a record stands for the request that it is alone. */
interface Given extends Partial<Omit<PopupState, 'waiting' | 'recent'>> {
  readonly waiting?: readonly (Action | RequestSummary)[];
  readonly recent?: readonly (Action | RequestSummary)[];
}

function stateOf({ waiting, recent, ...state }: Given): Partial<PopupState> {
  const actions = (recent ?? []).flatMap((request) =>
    'steps' in request ? request : (request.only ?? []),
  );
  const calls = actions.filter((action) => mayHangUp(action, actions)).map(({ id }) => id);
  const requests = (given: readonly (Action | RequestSummary)[]) =>
    given.map((request) => ('steps' in request ? alone(request) : request));
  return {
    ...(recent && { calls }),
    ...state,
    ...(waiting && { waiting: requests(waiting) }),
    ...(recent && { recent: requests(recent) }),
  };
}

export interface Sent {
  readonly type: MessageType;
  readonly payload: unknown;
}

/** A background that behaves: what is confirmed or cancelled waits no longer. */
export class FakeBackground {
  state: PopupState;
  readonly replies: Replies = {};
  /** Every message but the questions for the state and for marks. */
  readonly sent: Sent[] = [];
  /** How often the state was asked for. */
  questions = 0;
  readonly askedForMarks: unknown[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #watchers = new Set<() => void>();
  #sees = true;

  constructor(state: Given = {}) {
    this.state = {
      meetings: [],
      inThisTab: 0,
      waiting: [],
      asked: null,
      recent: [],
      calls: [],
      keys: [KEY],
      ...stateOf(state),
    };
  }

  readonly port: PopupPort = {
    ask: async (type, payload) => {
      if (type === 'popup.state') this.questions += 1;
      else if (type === 'marks.of') this.askedForMarks.push(payload);
      else this.sent.push({ type, payload });
      const reply = this.replies[type] as ((request: unknown) => unknown) | undefined;
      const answer = reply ? await reply(payload) : this.#behave(type, payload);
      // The table ties type and answer together; a fake of all of it cannot.
      return structuredClone(answer) as never;
    },
    tabId: async () => FRAME.tabId,
    onChanged: (changed) => {
      this.#listeners.add(changed);
      return () => this.#listeners.delete(changed);
    },
    openOptions: vi.fn(),
    unlock: vi.fn(async () => null),
    allowAccess: vi.fn(async () => this.setAccess(true)),
    allowSignIn: vi.fn(async () => true),
    seesMeetings: async () => this.#sees,
    reaches8x8: async () => this.#sees,
    onAccess: (changed) => {
      this.#watchers.add(changed);
      return () => this.#watchers.delete(changed);
    },
    closeWindow: vi.fn(),
    leave: vi.fn(),
    newId: () => TOKEN_BAN_ID,
  };

  /** The browser lets Gavel see meetings, or no longer. */
  setAccess(sees: boolean): boolean {
    this.#sees = sees;
    for (const watcher of this.#watchers) watcher();
    return sees;
  }

  /** Tells the popup that something changed, after the state did. */
  change(state: Given = {}) {
    this.state = { ...this.state, ...stateOf(state) };
    for (const listener of this.#listeners) listener();
  }

  sentOf(type: MessageType): unknown[] {
    return this.sent.filter((one) => one.type === type).map(({ payload }) => payload);
  }

  #behave(type: MessageType, payload: unknown): unknown {
    const { id } = payload as { id: string };
    switch (type) {
      case 'popup.state':
        return this.state;
      case 'request.confirm': {
        const action = this.#take(id)?.only;
        if (!action) return { ok: false, code: 'no-record', request: null };
        const { alsoRemove } = payload as RequestOf<'request.confirm'>;
        const confirmed = alone(confirmedFrom(action, alsoRemove));
        this.state = { ...this.state, recent: [confirmed, ...this.state.recent] };
        return { ok: true, request: confirmed };
      }
      case 'request.cancel': {
        const request = this.#take(id);
        if (!request) return { ok: false, code: 'no-record', request: null };
        return { ok: true, request: { ...request, state: 'cancelled' } };
      }
      case 'request.stage':
      case 'request.repeat':
        this.state = {
          ...this.state,
          waiting: [...this.state.waiting, alone(waits({ id: STAGED_ID }))],
        };
        return { ok: true, id: STAGED_ID };
      case 'user-id.is-own':
        return { own: false };
      case 'marks.of':
        return { marks: [] };
      default:
        throw new Error(`The popup does not send ${type}`);
    }
  }

  #take(id: string): RequestSummary | undefined {
    const found = this.state.waiting.find((request) => request.id === id);
    const waiting = this.state.waiting.filter((request) => request.id !== id);
    this.state = { ...this.state, waiting };
    return found;
  }
}

export const KEY: PopupState['keys'][number] = { appId: APP_ID, label: 'Forum', state: 'ready' };
export const TOKEN_BAN_ID = '7d1c2b7e-0a65-4d6a-8f5c-5c1f1e0f2222';
export const STAGED_ID = '2c9d7a10-55aa-4b0e-9b39-9a1d4f5e3333';
export const OTHER_ID = 'f2f4d7a1-90b3-4a9e-8d53-70a2c5c74444';

/** When the clock begins that a test holds. */
export const START = Date.parse('2026-03-02T14:06:00Z');

/** The time by that clock, or its beginning where there is none; in milliseconds since 1970. */
export function now(): number {
  return vi.getMockedSystemTime()?.getTime() ?? START;
}

/** A request in numbers, as the background gives it. */
export function requestOf(records: readonly Action[], running = false): RequestSummary {
  const request = summaryOf(records, running);
  if (request === null) throw new Error('no request');
  return request;
}

/** A request that is this record alone. */
export function alone(action: Action): RequestSummary {
  return requestOf([action]);
}

/** A record that waits, asked for now. */
export function waits(change: Partial<Action> = {}): Action {
  return staged({ id: ID, ...change }, now());
}

export function confirmedFrom(action: Action, alsoRemove = true): Action {
  return {
    ...action,
    state: 'confirmed',
    confirmedAt: now(),
    steps: planSteps(action.kind, action.target, alsoRemove),
  };
}

export function meeting(change: Partial<MeetingView> = {}): MeetingView {
  return {
    meeting: { appId: APP_ID, room: ROOM },
    frame: FRAME,
    title: 'weekly-forum',
    phase: 'joined',
    count: 83,
    joinedAt: now() - 312_000,
    key: { state: 'ready', label: 'Forum' },
    ...change,
  };
}
