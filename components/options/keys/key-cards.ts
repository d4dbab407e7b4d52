import type { Outcome } from '~/utils/jaas/outcome';
import type { BaseChoice, KeyFacts } from '~/utils/keys/key-record';
import type { LockState } from '~/utils/keys/lock';
import type { DamagedKey } from '~/utils/keys/ring';
import type { SamePublicKey } from '~/utils/keys/same-public-key';
import type { CheckedKey } from '~/utils/keys/signing-key';

/** A stored key as the list shows it. The private half is never in here. */
export interface KeyCard extends Omit<KeyFacts, 'preferred'> {
  readonly state: 'ready';
  /** The public half as PEM (SPKI). */
  readonly publicPem: string;
  /** Another key has this AppID too, so that it matters which one signs. */
  readonly hasRival: boolean;
  /** Of the keys of this AppID, the one that signs. */
  readonly preferred: boolean;
  /** Protected by the passphrase, and that has not been given. */
  readonly locked: boolean;
}

/** A record that is there but cannot be read. It is shown, never dropped. */
export interface DamagedCard extends DamagedKey {
  readonly state: 'damaged';
}

export type KeyEntry = KeyCard | DamagedCard;

/** All keys, and whether the passphrase stands before them. */
export interface KeyRing {
  readonly entries: readonly KeyEntry[];
  readonly lock: LockState;
}

/** What became of a test with JaaS; null while it is under way. */
export type KeyTest = Outcome | 'refused' | null;

/** What the list of keys can do. Rejects only when the browser's storage fails. */
export interface KeysPort {
  read(): Promise<KeyRing>;
  watch(changed: () => void): () => void;
  /** Signs and verifies here; null if the key is gone. */
  check(id: string): Promise<CheckedKey | null>;
  compare(key: KeyCard, pasted: string): Promise<SamePublicKey>;
  /** Ends a meeting that nobody has; tells the outcome as soon as there is one. */
  test(key: KeyCard, told: (test: KeyTest) => void): Promise<void>;
  /** These three are false if the key is gone. */
  rename(id: string, label: string): Promise<boolean>;
  prefer(id: string): Promise<boolean>;
  setBase(id: string, base: BaseChoice): Promise<boolean>;
  remove(id: string): Promise<void>;
}
