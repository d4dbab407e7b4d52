import type { AppId } from '~/utils/jaas/app-id';
import { parseAppId } from '~/utils/jaas/app-id';
import { type KeyId, parseKeyId } from '~/utils/jaas/key-id';
import { splitKid } from '~/utils/jaas/kid';

/** A file that was chosen or dropped. Its content is not put on the screen. */
export interface ChosenFile {
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
