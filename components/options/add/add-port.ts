import type { AppId } from '~/utils/jaas/app-id';
import type { KeyId } from '~/utils/jaas/key-id';
import type { AddedKey } from '~/utils/keys/add-key';
import type { KeyFileRefusal } from '~/utils/keys/import/refusal';
import type { ChosenFile } from './form';

/** What was pasted, or the file that was chosen or dropped. */
export type KeySource = string | ChosenFile;

export type Glance =
  | {
      readonly state: 'good';
      /** The `appId/keyId` that stands in the file, if one does. */
      readonly kid: string | null;
    }
  | { readonly state: 'refused'; readonly refusal: KeyFileRefusal };

export interface NewKey {
  readonly appId: AppId;
  readonly keyId: KeyId;
  readonly label: string;
  readonly source: KeySource;
  /** For an encrypted file; empty where nothing was typed. */
  readonly filePassphrase: string;
  /** Gavel's own, where the other keys have one; else empty. */
  readonly passphrase: string;
}

/** Why a key that could be read was not kept. */
export type AddProblem = Extract<AddedKey, { ok: false }>;

export type AddResult =
  | { readonly state: 'added'; readonly id: string; readonly title: string }
  | { readonly state: 'refused'; readonly refusal: KeyFileRefusal }
  | { readonly state: 'not-kept'; readonly problem: AddProblem };

/** Reading and keeping a new key. Nothing of the key leaves the page it was typed into. */
export interface AddPort {
  /** A first look without a passphrase, so that people learn before they submit what it is. */
  inspect(source: KeySource): Promise<Glance>;
  /** Rejects only when the browser's storage fails; then nothing was kept. */
  add(key: NewKey): Promise<AddResult>;
}
