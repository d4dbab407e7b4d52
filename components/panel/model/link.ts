import type { MessageType, RequestOf, ResponseOf } from '~/utils/messages/protocol';

/** How messages reach the background (`utils/messaging/ask`). */
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
