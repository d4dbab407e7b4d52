import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { Link } from './link';
import type { PanelPorts } from './ports';

/** As many as the background takes in one question. */
const AT_ONCE = 2000;

/** Shortest time between two questions, in milliseconds. */
const ASK_EVERY_MS = 1000;

/** User ids that may be remembered besides as many as are seen twice over. */
const SPARE = 500;

/** What the background knows of a ban of a user id. */
export interface Ban {
  /** In milliseconds since 1970. */
  readonly at: number;
  /** JaaS accepted it; otherwise nobody knows what became of it. */
  readonly certain: boolean;
}

/** By trimmed user id. */
export type Bans = ReadonlyMap<string, Ban>;

/** Asks the background which of the user ids seen here were banned before. */
export interface BanQuestions {
  readonly bans: ReadonlySignal<Bans>;
  /** These are seen now. Only those that were not asked about before are asked about. */
  see(userIds: Iterable<string>): void;
  /** Somebody was banned: whoever is seen from now on is asked about again. */
  forget(): void;
}

/** Questions are gathered: one at once, at most one a second. */
export function askBans(
  link: Link,
  { now, later }: Pick<PanelPorts, 'now' | 'later'>,
): BanQuestions {
  const bans = signal<Bans>(new Map());
  const asked = new Set<string>();
  const waiting = new Set<string>();
  let timed = false;
  let askedAt = Number.NEGATIVE_INFINITY;

  function askSoon(): void {
    if (timed || waiting.size === 0) return;
    timed = true;
    const wait = askedAt + ASK_EVERY_MS - now();
    if (wait <= 0) ask();
    else later(ask, wait);
  }

  function ask(): void {
    timed = false;
    askedAt = now();
    const userIds = [...waiting].slice(0, AT_ONCE);
    for (const userId of userIds) waiting.delete(userId);
    void link.tell('panel.bans', { userIds }).then((answer) => {
      if (answer === null) for (const userId of userIds) asked.delete(userId);
      else take(userIds, answer.bans);
    });
    askSoon();
  }

  function take(userIds: readonly string[], found: readonly (Ban & { userId: string })[]): void {
    const next = new Map(bans.value);
    for (const userId of userIds) next.delete(userId.trim());
    for (const { userId, at, certain } of found) next.set(userId.trim(), { at, certain });
    if (next.size > 0 || bans.value.size > 0) bans.value = next;
  }

  return {
    bans,
    see(userIds) {
      let seen = 0;
      for (const userId of userIds) {
        seen += 1;
        if (asked.has(userId)) continue;
        asked.add(userId);
        waiting.add(userId);
      }
      // Mostly people who are long gone: those who are seen are asked about once more.
      if (asked.size > 2 * seen + SPARE) asked.clear();
      askSoon();
    },
    forget() {
      asked.clear();
    },
  };
}
