import { i18n } from '#i18n';
import { waitTime } from '~/components/ui/labels/keys';
import { type AppId, type KeyId, parseAppId, parseKeyId, splitKid } from '~/utils/jaas/ids';
import type { AddedKey } from '~/utils/keys/add-key';
import type { KeyFileRefusal } from '~/utils/keys/import/refusal';

/** A file that was chosen or dropped. Its content is not put on the screen. */
interface ChosenFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What stands in the form, exactly as it was typed. */
export interface Draft {
  readonly appId: string;
  readonly keyId: string;
  readonly label: string;
  readonly text: string;
  readonly file: ChosenFile | null;
  readonly filePassphrase: string;
  /** Gavel's own, where the other keys have one. */
  readonly passphrase: string;
}

export const emptyDraft: Draft = {
  appId: '',
  keyId: '',
  label: '',
  text: '',
  file: null,
  filePassphrase: '',
  passphrase: '',
};

/** A file of a key is a few kilobytes; a megabyte is something else. In bytes. */
export const FILE_LIMIT = 1_048_576;

/** Both ids where one field still holds them together, as after Enter in that field. */
export function splitTyped(draft: Pick<Draft, 'appId' | 'keyId'>): Partial<Draft> {
  return splitKid(draft.appId) ?? splitKid(draft.keyId) ?? {};
}

export type IdError = 'empty' | 'shape';

/** The two ids of the form, or what is wrong with each. White space around them is left out. */
export function readIds(draft: Pick<Draft, 'appId' | 'keyId'>): {
  appId: AppId | null;
  keyId: KeyId | null;
  appIdError: IdError | null;
  keyIdError: IdError | null;
} {
  const appId = parseAppId(draft.appId.trim());
  const keyId = parseKeyId(draft.keyId.trim());
  return {
    appId,
    keyId,
    appIdError: appId === null ? idError(draft.appId) : null,
    keyIdError: keyId === null ? idError(draft.keyId) : null,
  };
}

function idError(typed: string): IdError {
  return typed.trim() === '' ? 'empty' : 'shape';
}

/**
 * What a change of one id field makes of both: the console's `appId/keyId`, put into either field,
 * fills the two (JaaS docs show the key id in that form). Not while it is typed letter by letter:
 * the fields would part after the first letter of the key id; then `finished` is the moment.
 */
export function fillIds(
  field: 'appId' | 'keyId',
  before: string,
  typed: string,
  finished: boolean,
): { fields: Partial<Draft>; split: boolean } {
  const pasted = Math.abs(typed.length - before.length) > 1;
  const both = pasted || finished ? splitKid(typed) : null;
  return both ? { fields: both, split: true } : { fields: { [field]: typed }, split: false };
}

const ids: Record<'appId' | 'keyId', Record<IdError, () => string>> = {
  appId: {
    empty: () => i18n.t('options.add.appIdEmpty'),
    shape: () => i18n.t('options.add.appIdShape'),
  },
  keyId: {
    empty: () => i18n.t('options.add.keyIdEmpty'),
    shape: () => i18n.t('options.add.keyIdShape'),
  },
};

/** What is wrong with an id, for the line below its field. */
export function idErrorLabel(field: 'appId' | 'keyId', error: IdError): string {
  return ids[field][error]();
}

/** Gavel's own passphrase can mend it. */
export function asksAgain({ code }: AddProblem): boolean {
  return code === 'needs-passphrase' || code === 'wrong-passphrase' || code === 'wait';
}

/** Why a key that could be read was not kept. `name` is its `appId/keyId`. */
export function addProblemLabel(problem: AddProblem, name: string, now: number): string {
  switch (problem.code) {
    case 'already-there':
      return i18n.t('options.add.duplicate', [name]);
    case 'needs-passphrase':
      return i18n.t('options.add.passphraseEmpty');
    case 'wrong-passphrase':
      return i18n.t('options.protect.wrong');
    case 'wait':
      return i18n.t('options.protect.wait', [waitTime(problem.waitUntil, now)]);
    case 'device-key-unavailable':
      return i18n.t('options.deviceKeyUnavailable');
  }
}

/** What was pasted, or the file that was chosen or dropped. */
export type KeySource = string | ChosenFile;

type Glance =
  | {
      readonly state: 'good';
      /** The `appId/keyId` that stands in the file, if one does. */
      readonly kid: string | null;
    }
  | { readonly state: 'refused'; readonly refusal: KeyFileRefusal };

interface NewKey {
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
