import * as z from 'zod';
import { type Item, item } from '~/utils/storage/item';
import type { KeyDeps } from './deps';

const ITEM = 'unlock-attempts';
/** So many may be wrong before the next one has to wait. */
const FREE_ATTEMPTS = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/**
 * Wrong passphrases in a row, kept beyond a restart. This slows down somebody at the keyboard; who has
 * the files of the profile is slowed down by the rounds only.
 */
const attemptsSchema = z.object({
  wrong: z.int().min(0),
  /** No try before this time, in milliseconds since 1970. */
  notBefore: z.number(),
});
export type Attempts = z.infer<typeof attemptsSchema>;

const NONE: Attempts = { wrong: 0, notBefore: 0 };

/** After the fifth wrong try 30 s, then twice as long each time, up to 15 minutes. */
export function afterWrong(before: Attempts, now: number): Attempts {
  const wrong = before.wrong + 1;
  const over = wrong - FREE_ATTEMPTS;
  const wait = over < 0 ? 0 : Math.min(FIRST_WAIT_MS * 2 ** Math.min(over, 10), LONGEST_WAIT_MS);
  return { wrong, notBefore: wait === 0 ? 0 : now + wait };
}

/** Until when no try is taken, or null. A clock that was set back does not lock people out. */
export function waitUntil({ notBefore }: Attempts, now: number): number | null {
  if (notBefore <= now) return null;
  return Math.min(notBefore, now + LONGEST_WAIT_MS);
}

type Deps = Pick<KeyDeps, 'store'>;

function stored({ store }: Deps): Item<Attempts> {
  return item(store, ITEM, attemptsSchema, NONE);
}

export async function readAttempts(deps: Deps): Promise<Attempts> {
  return stored(deps).get();
}

export async function writeAttempts(deps: Deps, attempts: Attempts): Promise<void> {
  await stored(deps).set(attempts);
}

export async function clearAttempts({ store }: Deps): Promise<void> {
  await store.remove(ITEM);
}
