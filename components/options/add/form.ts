import { i18n } from '#i18n';
import {
  NOTHING_TYPED,
  newPassphraseProblem,
  type TypedTwice,
} from '~/components/options/protect/NewPassphrase';
import { problemLabel, waitTime } from '~/components/ui/labels/keys';
import { type AppId, type KeyId, parseAppId, parseKeyId, splitKid } from '~/utils/jaas/ids';
import type { AddedKey } from '~/utils/keys/add-key';
import type { FoundIds } from '~/utils/keys/import/found-ids';
import type { ReadKey } from '~/utils/keys/import/read-key';
import type { KeyFileRefusal } from '~/utils/keys/import/refusal';
import { type KeyFileLabels, keyFileLabel } from './key-file-labels';
import type { ChosenFile, KeySource } from './key-source';

/** What stands in the form, exactly as it was typed. */
export interface Draft {
  readonly appId: string;
  readonly keyId: string;
  readonly label: string;
  readonly text: string;
  readonly file: ChosenFile | null;
  readonly filePassphrase: string;
  /** The first key is to have a passphrase. */
  readonly protect: boolean;
  /** Gavel's own: the one that the other keys have, or a new one for the first key. */
  readonly passphrase: string;
  /** A new one, typed again. */
  readonly repeat: string;
}

/** What is wrong, by the field it stands beside. */
export interface AddErrors {
  readonly appId?: string;
  readonly keyId?: string;
  readonly privateKey?: KeyFileLabels;
  readonly filePassphrase?: KeyFileLabels;
  readonly passphrase?: string;
  readonly repeat?: string;
  readonly form?: string;
}

/** The form that adds a key: what was typed, and what is wrong with it. */
export interface AddForm {
  readonly draft: Draft;
  readonly errors: AddErrors;
  /** The file is encrypted: its passphrase is asked for. */
  readonly encrypted: boolean;
  /** Both ids were taken from one field. */
  readonly split: boolean;
  /** Key ids with their AppIDs that stand in the file, where it is not known which one is meant. */
  readonly candidates: readonly string[];
}

export const EMPTY_FORM: AddForm = {
  draft: {
    appId: '',
    keyId: '',
    label: '',
    text: '',
    file: null,
    filePassphrase: '',
    protect: false,
    passphrase: '',
    repeat: '',
  },
  errors: {},
  encrypted: false,
  split: false,
  candidates: [],
};

export type IdField = 'appId' | 'keyId';

/** Types into an id field. What was wrong with it is being mended. */
export function typeId(form: AddForm, field: IdField, typed: string): AddForm {
  const { fields, split } = fillIds(field, form.draft[field], typed, false);
  const mended: IdField[] = split ? ['appId', 'keyId'] : [field];
  return forget(edit({ ...form, split }, fields), 'form', ...mended);
}

/** Leaves an id field: what was typed into it letter by letter is whole now. */
export function leaveId(form: AddForm, field: IdField): AddForm {
  const { fields, split } = fillIds(field, form.draft[field], form.draft[field], true);
  return split ? forget(edit({ ...form, split }, fields), 'appId', 'keyId', 'form') : form;
}

export function typeLabel(form: AddForm, label: string): AddForm {
  return edit(form, { label });
}

export function typePassphrase(
  form: AddForm,
  field: 'filePassphrase' | 'passphrase',
  typed: string,
): AddForm {
  return forget(edit(form, { [field]: typed }), field, 'form');
}

/** Chooses whether the first key has a passphrase. One that is not wanted any more is forgotten. */
export function chooseProtect(form: AddForm, protect: boolean): AddForm {
  return typeTwice(edit(form, { protect }), NOTHING_TYPED);
}

/** Types a new passphrase, twice. */
export function typeTwice(form: AddForm, { next, repeat }: TypedTwice): AddForm {
  return forget(edit(form, { passphrase: next, repeat }), 'passphrase', 'repeat', 'form');
}

/** Says what is wrong with the passphrase that the first key is to have. */
export async function protectErrors({ draft }: AddForm): Promise<AddErrors> {
  if (!draft.protect) return {};
  const typed = { next: draft.passphrase, repeat: draft.repeat };
  const problem = await newPassphraseProblem(typed, [draft.appId, draft.keyId, draft.label]);
  if (problem === null) return {};
  const field = problem.code === 'not-repeated' ? 'repeat' : 'passphrase';
  return { [field]: problemLabel(problem, 0) };
}

/** Takes another key in, or none: what was said of the one before does not hold for it. */
export function takeSource(form: AddForm, source: Partial<Pick<Draft, 'text' | 'file'>>): AddForm {
  const fresh = {
    ...edit(form, { ...source, filePassphrase: '' }),
    encrypted: false,
    candidates: [],
  };
  return forget(fresh, 'privateKey', 'filePassphrase', 'form');
}

/**
 * Takes in what is typed into the key, letter by letter. Whether it is still encrypted is not known before it
 * was looked at: until then the field for its passphrase stays as it is.
 */
export function typeText(form: AddForm, text: string): AddForm {
  return forget(edit(form, { text, file: null }), 'privateKey', 'filePassphrase', 'form');
}

/**
 * Takes in what a first look at a key has found: its ids, whether a passphrase is wanted, and what is wrong.
 *
 * @param typing the key is being typed, and may not be whole yet: nothing is said to be wrong with it
 */
export function takeLook(form: AddForm, read: ReadKey, typing: boolean): AddForm {
  const encrypted = !read.ok && read.code === 'needs-passphrase';
  const filePassphrase = encrypted ? form.draft.filePassphrase : '';
  const known = fillFromFile({ ...edit(form, { filePassphrase }), encrypted }, read.ids);
  // That a passphrase is wanted is nothing wrong: the field for it appears, and that says enough.
  return read.ok || encrypted || typing ? known : addErrors(known, fileErrors(read));
}

/** Fills in the ids that stand in a file, only where nobody has typed any. */
function fillFromFile(form: AddForm, ids: FoundIds | undefined): AddForm {
  const { appId, keyId } = form.draft;
  if (appId || keyId || ids === undefined) return { ...form, candidates: [] };
  if (ids.found === 'several') return { ...form, candidates: ids.candidates };
  const filled = edit(form, { appId: ids.appId, keyId: ids.keyId ?? '' });
  return forget({ ...filled, candidates: [] }, 'appId', ...(ids.keyId ? ['keyId' as const] : []));
}

/** Takes one of the ids that stand in the file. */
export function chooseIds(form: AddForm, candidate: string): AddForm {
  const both = splitKid(candidate);
  if (both === null) return form;
  return forget({ ...edit(form, both), candidates: [], split: false }, 'appId', 'keyId', 'form');
}

/** Puts errors beside those that are there. One about a file's passphrase makes its field appear. */
export function addErrors(form: AddForm, errors: AddErrors): AddForm {
  return {
    ...form,
    errors: { ...form.errors, ...errors },
    encrypted: form.encrypted || errors.filePassphrase !== undefined,
  };
}

/** Says why a key file was not taken, beside the field that can mend it. */
export function fileErrors(refusal: KeyFileRefusal): AddErrors {
  const words = keyFileLabel(refusal);
  return { [words.field ?? 'privateKey']: words };
}

/** Why a key that could be read was not kept. */
type AddProblem = Extract<AddedKey, { ok: false }>;

/**
 * Says why a key that could be read was not kept, beside Gavel's own passphrase where that can mend it.
 *
 * @param name its `appId/keyId`
 */
export function keyErrors(problem: AddProblem, name: string, now: number): AddErrors {
  const words = addProblemLabel(problem, name, now);
  return asksAgain(problem) ? { passphrase: words } : { form: words };
}

function edit(form: AddForm, fields: Partial<Draft>): AddForm {
  return { ...form, draft: { ...form.draft, ...fields } };
}

function forget(form: AddForm, ...fields: (keyof AddErrors)[]): AddForm {
  const errors = { ...form.errors };
  for (const field of fields) delete errors[field];
  return { ...form, errors };
}

/** Returns the key of the form, as it was pasted or chosen. */
export function sourceOf({ draft }: AddForm): KeySource {
  return draft.file ?? draft.text;
}

type IdError = 'empty' | 'shape';

/**
 * Returns the two ids of the form, or what is wrong with each. White space around them is left out, and
 * where one field still holds both, as after Enter in it, they are taken from there.
 */
export function readIds({ draft }: AddForm): {
  readonly appId: AppId | null;
  readonly keyId: KeyId | null;
  readonly errors: AddErrors;
} {
  const typed = splitKid(draft.appId) ?? splitKid(draft.keyId) ?? draft;
  const appId = parseAppId(typed.appId.trim());
  const keyId = parseKeyId(typed.keyId.trim());
  const errors = {
    ...(appId === null && { appId: idLabels.appId[idError(typed.appId)]() }),
    ...(keyId === null && { keyId: idLabels.keyId[idError(typed.keyId)]() }),
  };
  return { appId, keyId, errors };
}

function idError(typed: string): IdError {
  return typed.trim() === '' ? 'empty' : 'shape';
}

/**
 * What a change of one id field makes of both: the console's `appId/keyId`, put into either field,
 * fills the two (JaaS docs show the key id in that form). Not while it is typed letter by letter:
 * the fields would part after the first letter of the key id; then `finished` is the moment.
 */
function fillIds(
  field: IdField,
  before: string,
  typed: string,
  finished: boolean,
): { fields: Partial<Draft>; split: boolean } {
  const pasted = Math.abs(typed.length - before.length) > 1;
  const both = pasted || finished ? splitKid(typed) : null;
  return both ? { fields: both, split: true } : { fields: { [field]: typed }, split: false };
}

const idLabels: Record<IdField, Record<IdError, () => string>> = {
  appId: {
    empty: () => i18n.t('options.add.appIdEmpty'),
    shape: () => i18n.t('options.add.appIdShape'),
  },
  keyId: {
    empty: () => i18n.t('options.add.keyIdEmpty'),
    shape: () => i18n.t('options.add.keyIdShape'),
  },
};

/** Gavel's own passphrase can mend it. */
function asksAgain({ code }: AddProblem): boolean {
  return (
    code === 'needs-passphrase' ||
    code === 'wrong-passphrase' ||
    code === 'wait' ||
    code === 'passphrase-too-short' ||
    code === 'passphrase-too-long'
  );
}

function addProblemLabel(problem: AddProblem, name: string, now: number): string {
  switch (problem.code) {
    case 'passphrase-too-short':
    case 'passphrase-too-long':
      return problemLabel(problem, now);
    case 'protected-unreadable':
      return i18n.t('options.add.protectedUnreadable');
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
    case 'own-keys-forbidden':
      return i18n.t('policy.keys.forbidden');
    case 'passphrase-required':
      return i18n.t('policy.keys.addUnprotected');
  }
}
