import type { KeyDeps } from './deps';
import { type KeyClaims, type KeyRecord, migrateKeyRecord } from './key-record';

const PREFIX = 'key:';

/** A stored key that cannot be read. It is shown and kept until somebody removes it. */
export interface DamagedKey extends KeyClaims {
  readonly id: string;
  readonly code: 'damaged' | 'newer-version';
}

export interface Ring {
  /** Oldest first. */
  readonly records: readonly KeyRecord[];
  readonly damaged: readonly DamagedKey[];
}

/** The name of a key's item in storage: one item a key, so that each is written whole. */
export function itemName(id: string): string {
  return PREFIX + id;
}

export async function readRing({ local }: Pick<KeyDeps, 'local'>): Promise<Ring> {
  const records: KeyRecord[] = [];
  const damaged: DamagedKey[] = [];
  for (const [name, stored] of Object.entries(await local.get(null))) {
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
  { local }: Pick<KeyDeps, 'local'>,
  records: readonly KeyRecord[],
): Promise<void> {
  if (records.length === 0) return;
  await local.set(Object.fromEntries(records.map((record) => [itemName(record.id), record])));
}

function claimsOf({ appId, keyId, label }: KeyRecord): KeyClaims {
  return { appId, keyId, label };
}
