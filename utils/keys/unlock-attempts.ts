import * as z from 'zod';
import type { KeyDeps } from './deps';

const ITEM = 'unlock-tries';
/** So many may be wrong before the next one has to wait. */
const FREE_TRIES = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/**
 * Wrong passphrases in a row. In `storage.local`, so that a restart does not forget them. This slows
 * down somebody at the keyboard; who has the files of the profile is slowed down by the rounds only.
 */
const triesSchema = z.object({
  v: z.literal(1),
  wrong: z.int().min(0),
  /** No try before this time, in milliseconds since 1970. */
  notBefore: z.number(),
});
export type Tries = z.infer<typeof triesSchema>;

const none: Tries = { v: 1, wrong: 0, notBefore: 0 };

/** After the fifth wrong try 30 s, then twice as long each time, up to 15 minutes. */
export function afterWrong(before: Tries, now: number): Tries {
  const wrong = before.wrong + 1;
  const over = wrong - FREE_TRIES;
  const wait = over < 0 ? 0 : Math.min(FIRST_WAIT_MS * 2 ** Math.min(over, 10), LONGEST_WAIT_MS);
  return { v: 1, wrong, notBefore: wait === 0 ? 0 : now + wait };
}

/** Until when no try is taken, or null. A clock that was set back does not lock people out. */
export function waitUntil({ notBefore }: Tries, now: number): number | null {
  if (notBefore <= now) return null;
  return Math.min(notBefore, now + LONGEST_WAIT_MS);
}

type Deps = Pick<KeyDeps, 'local'>;

export async function readTries({ local }: Deps): Promise<Tries> {
  return triesSchema.safeParse((await local.get(ITEM))[ITEM]).data ?? none;
}

export async function writeTries({ local }: Deps, tries: Tries): Promise<void> {
  await local.set({ [ITEM]: tries });
}

export async function clearTries({ local }: Deps): Promise<void> {
  await local.remove(ITEM);
}
