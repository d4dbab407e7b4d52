import * as z from 'zod';
import { appIdSchema, keyIdSchema } from '~/utils/borders/schemas';
import { OFFSET_LIMIT_MS } from '~/utils/jaas/retry';
import { rsaPublicJwkSchema } from '~/utils/keys/import/jwk';
import type { KeyDeps } from './deps';

/** The longest label, in UTF-16 code units. */
export const LABEL_LIMIT = 100;

export const baseChoiceSchema = z.enum(['auto', 'classic', 'current']);
export type BaseChoice = z.infer<typeof baseChoiceSchema>;

const keyVerdictSchema = z.object({
  verdict: z.enum(['accepted', 'refused']),
  /** Milliseconds since 1970. */
  at: z.number(),
});
/** Whether JaaS took the key for what it signed, when it last said so. */
export type KeyVerdict = z.infer<typeof keyVerdictSchema>;

/**
 * A key as it is stored, version 1. The private half is in `sealed` and nowhere else; the rest may
 * be shown. Times are milliseconds since 1970.
 */
const keyRecordSchema = z.object({
  v: z.literal(1),
  id: z.uuid(),
  appId: appIdSchema,
  keyId: keyIdSchema,
  label: z.string().max(LABEL_LIMIT),
  addedAt: z.number(),
  lastUsedAt: z.number().optional(),
  /** Length of the modulus. */
  bits: z.int(),
  /** See `fingerprintOf`. */
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  publicJwk: rsaPublicJwkSchema,
  base: baseChoiceSchema,
  /** With `auto`: the address that answered last. */
  answeredBase: z.enum(['classic', 'current']).optional(),
  /** JaaS's last word on the key itself. */
  jaas: keyVerdictSchema.optional(),
  /** What the server's clock is ahead of this one, in milliseconds. */
  clockOffsetMs: z.number().min(-OFFSET_LIMIT_MS).max(OFFSET_LIMIT_MS).optional(),
  /** Of two keys of one AppID, the one to sign with. */
  preferred: z.boolean().optional(),
  mode: z.enum(['device', 'passphrase']),
  /** A compact JWE, see `seal`. */
  sealed: z.string().max(32_768),
});
export type KeyRecord = z.infer<typeof keyRecordSchema>;

/** What may be shown of a key. */
export type KeyFacts = Omit<KeyRecord, 'sealed'>;

/** What the protected header of the seal and the token's header call the key. */
export function kidOf({ appId, keyId }: Pick<KeyRecord, 'appId' | 'keyId'>): string {
  return `${appId}/${keyId}`;
}

export function factsOf({ sealed: _, ...facts }: KeyRecord): KeyFacts {
  return facts;
}

export type MigratedKey =
  | { readonly ok: true; readonly record: KeyRecord }
  | { readonly ok: false; readonly code: 'damaged' | 'newer-version'; readonly claims: KeyClaims };

/** What an unreadable record still says of itself, to show it by. */
interface KeyClaims {
  readonly appId: string | null;
  readonly keyId: string | null;
  readonly label: string | null;
  readonly mode: KeyRecord['mode'] | null;
}

const claimsSchema = z.object({
  v: z.number().catch(1),
  appId: z.nullable(appIdSchema).catch(null),
  keyId: keyIdSchema.nullable().catch(null),
  label: z.string().max(LABEL_LIMIT).nullable().catch(null),
  mode: z.enum(['device', 'passphrase']).nullable().catch(null),
});

/**
 * A stored value as a record of the present version. Whatever cannot be read is reported and left
 * as it is: a later version of Gavel may know it.
 */
export function migrateKeyRecord(stored: unknown): MigratedKey {
  const parsed = keyRecordSchema.safeParse(stored);
  if (parsed.success) return { ok: true, record: parsed.data };
  const { v, ...claims } = claimsSchema.safeParse(stored).data ?? {
    v: 1,
    appId: null,
    keyId: null,
    label: null,
    mode: null,
  };
  return { ok: false, code: v > 1 ? 'newer-version' : 'damaged', claims };
}

const PREFIX = 'key:';

/** A stored key that cannot be read. It is shown and kept until somebody removes it. */
export interface DamagedKey extends KeyClaims {
  readonly id: string;
  readonly code: 'damaged' | 'newer-version';
}

/** All of the keys in storage. */
export interface StoredKeys {
  /** Oldest first. */
  readonly records: readonly KeyRecord[];
  readonly damaged: readonly DamagedKey[];
}

/** The name of a key's item in storage: one item a key, so that each is written whole. */
export function itemName(id: string): string {
  return PREFIX + id;
}

export async function readKeyring({ store }: Pick<KeyDeps, 'store'>): Promise<StoredKeys> {
  const records: KeyRecord[] = [];
  const damaged: DamagedKey[] = [];
  for (const [name, stored] of Object.entries(await store.get(null))) {
    if (!name.startsWith(PREFIX)) continue;
    const id = name.slice(PREFIX.length);
    const read = migrateKeyRecord(stored);
    if (!read.ok) damaged.push({ id, code: read.code, ...read.claims });
    else if (read.record.id === id) records.push(read.record);
    else damaged.push({ id, code: 'damaged', ...claimsOf(read.record) });
  }
  records.sort((one, other) => one.addedAt - other.addedAt);
  return { records, damaged };
}

/** Writes the records in one call, which browsers do whole or not at all. */
export async function writeRecords(
  { store }: Pick<KeyDeps, 'store'>,
  records: readonly KeyRecord[],
): Promise<void> {
  if (records.length === 0) return;
  await store.set(Object.fromEntries(records.map((record) => [itemName(record.id), record])));
}

function claimsOf({ appId, keyId, label, mode }: KeyRecord): KeyClaims {
  return { appId, keyId, label, mode };
}
