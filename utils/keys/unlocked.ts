import * as z from 'zod';
import type { RsaPrivateJwk } from '~/utils/keys/import/jwk';
import type { KeyDeps } from './deps';
import { itemName, type KeyRecord, kidOf } from './key-record';
import { seal } from './seal';

/** In `storage.session`. */
const UNLOCKED_ITEM = 'unlocked-keys';

/**
 * What session storage holds while the keys are unlocked: each sealed anew under a device key, so
 * that nothing lies there in the clear. Times are milliseconds since 1970.
 */
const unlockedSchema = z.object({
  v: z.literal(1),
  unlockedAt: z.number(),
  /** When they lock automatically; null for not before the browser ends. */
  until: z.number().nullable(),
  keys: z.record(z.string(), z.string()),
});
export type Unlocked = z.infer<typeof unlockedSchema>;

type Deps = Pick<KeyDeps, 'session' | 'now' | 'rules'>;

/**
 * What is unlocked now. What has expired, cannot be read, or may not be there any more is removed on the way. An
 * organisation's limit holds for what was unlocked before it came, too.
 */
export async function readUnlocked({ session, now, rules }: Deps): Promise<Unlocked | null> {
  const [found, { ownKeys, autoLockMinutes }] = await Promise.all([
    session.get(UNLOCKED_ITEM),
    rules(),
  ]);
  const stored = found[UNLOCKED_ITEM];
  if (stored === undefined) return null;
  const { data } = unlockedSchema.safeParse(stored);
  if (data !== undefined && ownKeys !== 'forbidden') {
    const unlocked = { ...data, until: earlier(data, autoLockMinutes) };
    if (!isOver(unlocked, now())) return unlocked;
  }
  await session.remove(UNLOCKED_ITEM);
  return null;
}

function earlier({ unlockedAt, until }: Omit<Unlocked, 'keys'>, minutes?: number): number | null {
  if (minutes === undefined) return until;
  return Math.min(until ?? Number.POSITIVE_INFINITY, unlockedAt + minutes * 60_000);
}

/** A clock that was set back would keep keys unlocked for longer: that locks them too. */
function isOver({ unlockedAt, until }: Omit<Unlocked, 'keys'>, now: number): boolean {
  return until !== null && (now >= until || now < unlockedAt);
}

export async function writeUnlocked({ session }: Deps, unlocked: Unlocked): Promise<void> {
  await session.set({ [UNLOCKED_ITEM]: unlocked });
}

export async function clearUnlocked({ session }: Pick<KeyDeps, 'session'>): Promise<void> {
  await session.remove(UNLOCKED_ITEM);
}

/** Seals a key for session storage, by a device key of its own. */
export async function sealUnlocked(
  { deviceKeys }: Pick<KeyDeps, 'deviceKeys'>,
  record: Pick<KeyRecord, 'appId' | 'keyId'>,
  jwk: RsaPrivateJwk,
): Promise<string> {
  const device = await deviceKeys.make();
  return seal(jwk, kidOf(record), { mode: 'device', device }, 'gavel-unlocked-key-1');
}

export async function forgetUnlocked(deps: Deps, id: string): Promise<void> {
  const unlocked = await readUnlocked(deps);
  if (unlocked === null || !(id in unlocked.keys)) return;
  const { [id]: _, ...keys } = unlocked.keys;
  await writeUnlocked(deps, { ...unlocked, keys });
}

/** Whether an item of the storage is about keys: a sealed one, or what is unlocked. */
export function isAboutKeys(name: string): boolean {
  return name.startsWith(itemName('')) || name === UNLOCKED_ITEM;
}

/** Whether keys were unlocked among these changes of `storage.session`. */
export function wasUnlocked(changes: Record<string, unknown>): boolean {
  const change = changes[UNLOCKED_ITEM];
  return typeof change === 'object' && change !== null && 'newValue' in change;
}
