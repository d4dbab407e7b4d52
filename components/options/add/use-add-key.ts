import { type StateUpdater, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { TypedTwice } from '~/components/options/protect/NewPassphrase';
import { useAlone } from '~/components/options/use-alone';
import type { KeyFacts } from '~/utils/keys/key-record';
import type { Keyring } from '~/utils/keys/keyring';
import {
  type AddErrors,
  type AddForm,
  addErrors,
  chooseIds,
  chooseProtect,
  EMPTY_FORM,
  fileErrors,
  type IdField,
  keyErrors,
  leaveId,
  protectErrors,
  readIds,
  sourceOf,
  takeLook,
  takeSource,
  typeId,
  typeLabel,
  typePassphrase,
  typeText,
  typeTwice,
} from './form';
import { type KeySource, openFile, type ReadSource } from './key-source';

export interface AddKeyDeps {
  readonly keyring: Pick<Keyring, 'add'>;
  readonly readKey: ReadSource;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** @param said what was done, in words */
  readonly onAdded: (id: string, said: string) => void;
}

/** The form that adds a key, and what is done with it. */
export function useAddKey({ keyring, readKey, now, onAdded }: AddKeyDeps) {
  const [form, setForm] = useState(EMPTY_FORM);
  const look = useLook(readKey, setForm);
  const [busy, alone] = useAlone();

  function setSource(source: Parameters<typeof takeSource>[1]): void {
    look.drop();
    setForm((before) => takeSource(before, source));
  }

  async function chooseFile(file: File): Promise<void> {
    const opened = await openFile(file);
    if (!opened.ok) {
      const text = i18n.t(fileProblems[opened.code], [file.name]);
      setForm((before) => addErrors(before, { privateKey: { text } }));
      return;
    }
    setSource({ file: opened.file, text: '' });
    await look.at(opened.file, false);
  }

  /** Returns false if something was refused; what it is stands in `errors`. */
  async function submit(): Promise<boolean> {
    const result = await submitForm({ keyring, readKey, now }, form);
    if (!result.ok) {
      setForm((before) => addErrors({ ...before, errors: {} }, result.errors));
      return false;
    }
    look.drop();
    setForm(EMPTY_FORM);
    onAdded(result.id, result.said);
    return true;
  }

  return {
    ...form,
    busy,
    typeId: (field: IdField, typed: string) => setForm((before) => typeId(before, field, typed)),
    leaveId: (field: IdField) => setForm((before) => leaveId(before, field)),
    typeLabel: (label: string) => setForm((before) => typeLabel(before, label)),
    typePassphrase: (field: 'filePassphrase' | 'passphrase', typed: string) =>
      setForm((before) => typePassphrase(before, field, typed)),
    chooseProtect: (protect: boolean) => setForm((before) => chooseProtect(before, protect)),
    typeTwice: (typed: TypedTwice) => setForm((before) => typeTwice(before, typed)),
    chooseIds: (candidate: string) => setForm((before) => chooseIds(before, candidate)),
    /**
     * Takes the text of the field, and looks at it: the field for a passphrase appears as soon as there is an
     * encrypted key. Of what was put in at once people also learn when it is not a private key.
     *
     * @param typing it was changed letter by letter
     */
    typeKey: (text: string, typing: boolean) => {
      if (typing) {
        look.drop();
        setForm((before) => typeText(before, text));
      } else setSource({ text, file: null });
      // Nothing is wrong with a field that was emptied.
      return look.at(text, typing || text.trim() === '');
    },
    chooseFile,
    /** Forgets all that was typed and chosen. */
    forgetAll: () => {
      look.drop();
      setForm(EMPTY_FORM);
    },
    forgetFile: () => setSource({ file: null }),
    /** A double click adds once; the second one is nothing that was refused. */
    submit: () => alone(submit, true),
  };
}

export type AddKeyModel = ReturnType<typeof useAddKey>;

const fileProblems = {
  'too-large': 'options.add.fileTooLarge',
  unreadable: 'options.add.fileUnreadable',
} as const;

/**
 * A first look at a key without a passphrase, so that people learn before they submit what it is. A late
 * answer about a key that another one has taken the place of is dropped.
 */
function useLook(readKey: ReadSource, setForm: (update: StateUpdater<AddForm>) => void) {
  /** Counts sources. */
  const turn = useRef(0);

  async function at(source: KeySource, typing: boolean): Promise<void> {
    const mine = turn.current;
    const read = await readKey(source, '').catch(() => null);
    if (read === null || mine !== turn.current) return;
    setForm((before) => takeLook(before, read, typing));
  }

  return {
    at,
    /** Another key is there, or none: what is still being looked at is no matter any more. */
    drop: () => {
      turn.current += 1;
    },
  };
}

type Submitted =
  | { readonly ok: true; readonly id: string; readonly said: string }
  | { readonly ok: false; readonly errors: AddErrors };

/** Reads the key of the form and adds it. */
async function submitForm(
  { keyring, readKey, now }: Omit<AddKeyDeps, 'onAdded'>,
  form: AddForm,
): Promise<Submitted> {
  const { label, filePassphrase, passphrase } = form.draft;
  const { appId, keyId, errors } = readIds(form);
  try {
    const unsafe = await protectErrors(form);
    if (appId === null || keyId === null) {
      // What is wrong with the key is said in the same breath, not after the next click.
      const more = await errorsAtFirst(readKey, form);
      return { ok: false, errors: { ...errors, ...more, ...unsafe } };
    }
    const read = await readKey(sourceOf(form), filePassphrase);
    if (!read.ok) return { ok: false, errors: { ...fileErrors(read), ...unsafe } };
    if (Object.keys(unsafe).length > 0) return { ok: false, errors: unsafe };
    const added = await keyring.add({
      appId,
      keyId,
      label: label.trim(),
      jwk: read.jwk,
      bits: read.bits,
      ...(passphrase && { passphrase }),
    });
    if (!added.ok) return { ok: false, errors: keyErrors(added, `${appId}/${keyId}`, now()) };
    return { ok: true, id: added.key.id, said: addedLabel(added.key, form) };
  } catch {
    return { ok: false, errors: { ...errors, form: i18n.t('options.add.storeFailed') } };
  }
}

function addedLabel({ label, appId }: KeyFacts, { draft }: AddForm): string {
  const key = draft.protect ? 'options.add.addedProtected' : 'options.add.added';
  return i18n.t(key, [label || appId]);
}

/** Returns as much as can be said of a key without opening an encrypted file. */
async function errorsAtFirst(readKey: ReadSource, form: AddForm): Promise<AddErrors> {
  const read = await readKey(sourceOf(form), '');
  if (read.ok) return {};
  const asked = read.code === 'needs-passphrase' && form.draft.filePassphrase !== '';
  return asked ? {} : fileErrors(read);
}
