import { batch, computed, type ReadonlySignal, signal } from '@preact/signals-core';
import { coalesce } from '~/utils/async';
import { haveSameText, keepEqual } from '~/utils/keep-equal';
import type { MessageType, RequestOf, ResponseOf } from '~/utils/messages/protocol';
import type { ActionView, PanelState } from '~/utils/messages/protocol-panel';
import { type ActionIndex, indexActions } from './actions';
import { createAlarm, type Timing, throttleByClock } from './timers';

/** How messages reach the background (`utils/messages/client.ts`). */
export type Ask = <T extends MessageType>(type: T, payload: RequestOf<T>) => Promise<ResponseOf<T>>;

/** The panel's line to the background. */
export interface Link {
  /** Sends a message. Null where no answer came. */
  send<T extends MessageType>(type: T, payload: RequestOf<T>): Promise<ResponseOf<T> | null>;
  /** Whether this panel still belongs to an installed Gavel; if not, `onStale` has been called. */
  check(): boolean;
}

/**
 * Wraps `ask` so that nothing is thrown. An update or removal of the extension cuts its content
 * scripts off for good: every call of the browser's API throws from then on, texts included.
 *
 * @param alive whether the extension that this script came from still runs
 * @param onStale called once, when it does not
 */
export function createLink(ask: Ask, alive: () => boolean, onStale: () => void): Link {
  let stale = false;

  function check(): boolean {
    if (!stale && !alive()) {
      stale = true;
      onStale();
    }
    return !stale;
  }

  return {
    check,
    async send(type, payload) {
      if (!check()) return null;
      try {
        return await ask(type, payload);
      } catch {
        check();
        return null;
      }
    },
  };
}

/** Always the same, so that nothing is computed anew for another empty list. */
const NO_ACTIONS: PanelState['actions'] = [];

/** A little after a request's end, so that the background has noticed it too, in milliseconds. */
const AFTER_EXPIRY_MS = 250;

/** The background's state of this frame, as it was last heard. */
export interface BackgroundState {
  /** Null until the background has answered. */
  readonly state: ReadonlySignal<PanelState | null>;
  /** Its actions, newest first. */
  readonly views: ReadonlySignal<readonly ActionView[]>;
  /** The same by whom they are about. */
  readonly actions: ReadonlySignal<ActionIndex>;
  /** Asks anew. For all who call while a question is under way, one more follows. */
  refresh(): Promise<void>;
  /** Reports what the page shows; see `createReporter`. The answer is the state as well. */
  report(report: Report): void;
}

/**
 * Keeps the background's state fresh: it is asked for when somebody says that it changed, comes with the
 * answer to each report, and is asked for when a request that waits has expired, which nobody says.
 *
 * @param onState called after each answer with the state before it; not for an answer that a later
 *   question has overtaken
 */
export function followBackground(
  link: Link,
  timing: Timing,
  onState: (before: PanelState | null) => void,
): BackgroundState {
  const state = signal<PanelState | null>(null);
  const views = computed(() => state.value?.actions ?? NO_ACTIONS);

  let asked = 0;
  let accepted = 0;
  /** Asks a question whose answer is the state. */
  async function askFor(question: () => Promise<PanelState | null>): Promise<PanelState | null> {
    const turn = ++asked;
    const answer = await question();
    if (answer === null || turn < accepted) return answer;
    accepted = turn;
    const expiresAt = nextExpiry(answer);
    // Never at once: the background may still have to notice that the time is up.
    watchExpiry(Math.max(expiresAt, timing.now()) + AFTER_EXPIRY_MS);
    batch(() => {
      const before = state.value;
      state.value = keepSame(before, answer);
      onState(before);
    });
    return answer;
  }

  const refresh = coalesce(async () => {
    await askFor(() => link.send('panel.state', {}));
  });
  const watchExpiry = createAlarm(() => void refresh(), timing);
  const report = createReporter<Report>(
    (news) => askFor(() => link.send('panel.report', news)),
    timing,
  );
  const actions = computed(() => indexActions(views.value));
  return { state, views, actions, refresh, report };
}

/** When the first of the waiting requests ends by itself, in milliseconds since 1970. */
function nextExpiry({ actions }: PanelState): number {
  const waiting = actions.filter((action) => action.state === 'pending');
  return Math.min(...waiting.map(({ expiresAt }) => expiresAt));
}

/**
 * Returns the answer, with actions that have not changed as the objects they were before, and the whole
 * list where none has: rows are drawn again only for another object. Of many people at once, one answer
 * then draws a few rows.
 */
export function keepSame(before: PanelState | null, answer: PanelState): PanelState {
  const known = new Map(before?.actions.map((action) => [action.id, action]));
  const actions = answer.actions.map((action) =>
    keepEqual(known.get(action.id), action, isSameAction),
  );
  return { ...answer, actions: keepEqual(before?.actions, actions) };
}

/** Actions are small and plain, and their keys always come in the same order. */
function isSameAction(a: ActionView, b: ActionView): boolean {
  return a.state === b.state && haveSameText(a, b);
}

export type Report = RequestOf<'panel.report'>;

/** Shortest time between two reports, in milliseconds. */
const REPORT_EVERY_MS = 1000;

/**
 * Sends what the page shows to the background: at once when it is news, at most once a second, and
 * never the same twice. Of several within a second the last is sent.
 *
 * @param send resolves to null where nobody answered; then the same may be sent again
 */
export function createReporter<R extends object = Report>(
  send: (report: R) => Promise<unknown>,
  timing: Timing,
): (report: R) => void {
  let last = '';
  let next: R | null = null;

  function sendNext(): boolean {
    if (next === null) return false;
    const report = next;
    next = null;
    const text = JSON.stringify(report);
    if (text === last) return false;
    last = text;
    void send(report).then((answer) => {
      // It may not have arrived: the same may be sent again.
      if (answer === null && last === text) last = '';
    });
    return true;
  }

  const sendSoon = throttleByClock(sendNext, REPORT_EVERY_MS, timing);
  return (report) => {
    next = report;
    sendSoon();
  };
}

/** Returns a function that sends about each id once. Where nobody answered, it may be sent again. */
export function oncePerId(): (id: string, send: () => Promise<unknown>) => void {
  const sent = new Set<string>();
  return (id, send) => {
    if (sent.has(id)) return;
    sent.add(id);
    void send().then((answer) => {
      if (answer === null) sent.delete(id);
    });
  };
}
