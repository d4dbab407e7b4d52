import type { PositionStore } from '~/components/panel/host/position';
import type { Later } from '~/utils/async';
import type { MessageType, RequestOf, ResponseOf } from '~/utils/messages/protocol';
import type { ActionView, PanelState } from '~/utils/messages/protocol-panel';

/** A little after a request's end, so that the background has noticed it too, in milliseconds. */
const AFTER_EXPIRY_MS = 250;

/** Keeps the panel's view of the background's state fresh. */
export interface Sync {
  /** Asks anew. Of many calls at once, one more question follows the first. */
  refresh(): Promise<void>;
  /** Tells what the page shows; see `createReporter`. The answer is the state as well. */
  report(report: Report): void;
}

/** @param onState is given each answer, except those that a later question has overtaken */
export function createSync(
  link: Link,
  { now, later }: Pick<PanelPorts, 'now' | 'later'>,
  onState: (state: PanelState) => void,
): Sync {
  let asked = 0;
  let accepted = 0;
  function accept(answer: PanelState | null, turn: number): void {
    if (answer === null || turn < accepted) return;
    accepted = turn;
    watchExpiry(answer);
    onState(answer);
  }

  /** A waiting request ends by itself, and nobody tells. */
  let expiryAt = Number.POSITIVE_INFINITY;
  function watchExpiry({ actions }: PanelState): void {
    const waiting = actions.filter((action) => action.state === 'pending');
    const next = Math.min(...waiting.map((action) => action.expiresAt));
    if (next === Number.POSITIVE_INFINITY || next === expiryAt) return;
    expiryAt = next;
    later(
      () => {
        expiryAt = Number.POSITIVE_INFINITY;
        void refresh();
      },
      Math.max(next - now(), 0) + AFTER_EXPIRY_MS,
    );
  }

  let refreshing = false;
  let again = false;
  async function refresh(): Promise<void> {
    again = refreshing;
    if (refreshing) return;
    refreshing = true;
    do {
      again = false;
      const turn = ++asked;
      accept(await link.tell('panel.state', {}), turn);
    } while (again);
    refreshing = false;
  }

  const report = createReporter(
    async (news) => {
      const turn = ++asked;
      const answer = await link.tell('panel.report', news);
      accept(answer, turn);
      return answer;
    },
    now,
    later,
  );

  return { refresh, report };
}

/** How messages reach the background (`utils/messages/client.ts`). */
export type Ask = <T extends MessageType>(type: T, payload: RequestOf<T>) => Promise<ResponseOf<T>>;

/** The panel's line to the background. */
export interface Link {
  /** Null where no answer came. */
  tell<T extends MessageType>(type: T, payload: RequestOf<T>): Promise<ResponseOf<T> | null>;
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
    async tell(type, payload) {
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
  now: () => number,
  later: Later,
) {
  let last = '';
  let sentAt = Number.NEGATIVE_INFINITY;
  let next: R | null = null;

  function flush(): void {
    if (next === null) return;
    const report = next;
    next = null;
    const text = JSON.stringify(report);
    if (text === last) return;
    last = text;
    sentAt = now();
    void send(report).then((answer) => {
      // It may not have arrived: the same may be said again.
      if (answer === null && last === text) last = '';
    });
  }

  return (report: R): void => {
    const waiting = next !== null;
    next = report;
    const wait = sentAt + REPORT_EVERY_MS - now();
    // At once also where the page has cleared the timer that was waited for.
    if (wait <= 0) flush();
    else if (!waiting) later(flush, wait);
  };
}

/**
 * The answer, with actions that have not changed as the objects they were before, and the whole list where none has: rows are
 * drawn again only for another object. Of many people at once, one answer then draws a few rows.
 */
export function keepSame(before: PanelState | null, answer: PanelState): PanelState {
  const old = new Map(before?.actions.map((action) => [action.id, action]));
  const actions = answer.actions.map((action) => {
    const was = old.get(action.id);
    return was !== undefined && same(was, action) ? was : action;
  });
  const all = actions.length === old.size && actions.every((it, i) => it === before?.actions[i]);
  return { ...answer, actions: before && all ? before.actions : actions };
}

/** Actions are small and plain, and their keys always come in the same order. */
function same(a: ActionView, b: ActionView): boolean {
  return a.state === b.state && JSON.stringify(a) === JSON.stringify(b);
}

/** Everything outside that the panel's model uses. */
export interface PanelPorts {
  readonly ask: Ask;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Once, unless the panel is gone by then. */
  readonly later: Later;
  /** Whether the extension that this content script came from still runs. */
  readonly alive: () => boolean;
  readonly positions: PositionStore;
}
