import { useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { splitKid } from '~/utils/jaas/ids';
import type { KeyFileRefusal } from '~/utils/keys/import/refusal';
import type { AddPort, AddProblem, AddResult, KeySource } from './form';
import {
  addProblemLabel,
  asksAgain,
  type Draft,
  emptyDraft,
  FILE_LIMIT,
  fillIds,
  idErrorLabel,
  readIds,
  splitTyped,
} from './form';
import { type KeyFileLabels, keyFileLabel } from './key-file-labels';

/** What is wrong, by the field it stands beside. */
export interface AddErrors {
  readonly appId?: string;
  readonly keyId?: string;
  readonly privateKey?: KeyFileLabels;
  readonly filePassphrase?: KeyFileLabels;
  readonly passphrase?: string;
  readonly form?: string;
}

type AddField = keyof AddErrors;

/** The form that adds a key: what was typed, what is wrong with it, and what happens next. */
export function useAddKey(
  port: AddPort,
  now: () => number,
  onAdded: (id: string, title: string) => void,
) {
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const [errors, setErrors] = useState<AddErrors>({});
  const [encrypted, setEncrypted] = useState(false);
  const [split, setSplit] = useState(false);
  const [busy, setBusy] = useState(false);
  /** Counts sources, so that a late answer about an older one is dropped. */
  const turn = useRef(0);
  /** A double click must not add twice; state alone would be a render late. */
  const running = useRef(false);

  function forget(...fields: AddField[]) {
    setErrors((before) => {
      const after = { ...before };
      for (const field of fields) delete after[field];
      return after;
    });
  }

  function setSource(source: Partial<Draft>) {
    turn.current += 1;
    setDraft((before) => ({ ...before, ...source, filePassphrase: '' }));
    setEncrypted(false);
    forget('privateKey', 'filePassphrase', 'form');
  }

  /** Puts a refusal beside the field that can mend it. */
  function refuse(refusal: KeyFileRefusal): AddErrors {
    const words = keyFileLabel(refusal);
    const asks = words.field === 'filePassphrase';
    if (asks) setEncrypted(true);
    return asks ? { filePassphrase: words } : { privateKey: words };
  }

  function notKept(problem: AddProblem, name: string): AddErrors {
    const words = addProblemLabel(problem, name, now());
    return asksAgain(problem) ? { passphrase: words } : { form: words };
  }

  async function look(source: KeySource) {
    const mine = turn.current;
    const glance = await port.inspect(source).catch(() => null);
    if (glance === null || mine !== turn.current) return;
    if (glance.state === 'good') {
      fillFromFile(glance.kid);
    } else if (glance.refusal.code === 'needs-passphrase') {
      // Nothing is wrong yet: the field for it appears, and that says enough.
      setEncrypted(true);
    } else {
      const found = refuse(glance.refusal);
      setErrors((before) => ({ ...before, ...found }));
    }
  }

  /** As much as can be said without opening an encrypted file. */
  async function wrongWith(source: KeySource): Promise<AddErrors> {
    const glance = await port.inspect(source);
    if (glance.state === 'good') return {};
    const asked = glance.refusal.code === 'needs-passphrase' && draft.filePassphrase !== '';
    return asked ? {} : refuse(glance.refusal);
  }

  /** The ids of the file fill the form only where nobody has typed any. */
  function fillFromFile(kid: string | null) {
    const both = kid === null ? null : splitKid(kid);
    if (both === null) return;
    setDraft((before) => (before.appId || before.keyId ? before : { ...before, ...both }));
    forget('appId', 'keyId');
  }

  /** False if something was refused; what it is stands in `errors`. */
  async function submit(): Promise<boolean> {
    if (running.current) return true;
    const ids = readIds({ ...draft, ...splitTyped(draft) });
    const source = draft.file ?? draft.text;
    const found: AddErrors = {
      ...(ids.appIdError && { appId: idErrorLabel('appId', ids.appIdError) }),
      ...(ids.keyIdError && { keyId: idErrorLabel('keyId', ids.keyIdError) }),
    };
    running.current = true;
    setBusy(true);
    try {
      if (ids.appId === null || ids.keyId === null) {
        // What is wrong with the key is said in the same breath, not after the next click.
        setErrors({ ...found, ...(await wrongWith(source)) });
        return false;
      }
      const result = await port.add({
        appId: ids.appId,
        keyId: ids.keyId,
        label: draft.label.trim(),
        source,
        filePassphrase: draft.filePassphrase,
        passphrase: draft.passphrase,
      });
      return take(result, `${ids.appId}/${ids.keyId}`);
    } catch {
      setErrors({ ...found, form: i18n.t('options.add.storeFailed') });
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }

  function take(result: AddResult, name: string): boolean {
    if (result.state === 'added') {
      turn.current += 1;
      setDraft(emptyDraft);
      setErrors({});
      setEncrypted(false);
      setSplit(false);
      onAdded(result.id, result.title);
      return true;
    }
    setErrors(result.state === 'refused' ? refuse(result.refusal) : notKept(result.problem, name));
    return false;
  }

  return {
    draft,
    errors,
    busy,
    /** The file is encrypted: its passphrase is asked for. */
    encrypted,
    /** Both ids were taken from one paste. */
    split,
    typeId(field: 'appId' | 'keyId', typed: string) {
      const filled = fillIds(field, draft[field], typed, false);
      setDraft((before) => ({ ...before, ...filled.fields }));
      setSplit(filled.split);
      forget('form', ...(filled.split ? (['appId', 'keyId'] as const) : [field]));
    },
    /** The field was left: what was typed into it by hand is whole now. */
    leaveId(field: 'appId' | 'keyId') {
      const filled = fillIds(field, draft[field], draft[field], true);
      if (!filled.split) return;
      setDraft((before) => ({ ...before, ...filled.fields }));
      setSplit(true);
      forget('appId', 'keyId', 'form');
    },
    typeLabel(label: string) {
      setDraft((before) => ({ ...before, label }));
    },
    typeKey(text: string) {
      setSource({ text, file: null });
    },
    typePassphrase(field: 'filePassphrase' | 'passphrase', typed: string) {
      setDraft((before) => ({ ...before, [field]: typed }));
      forget(field, 'form');
    },
    /** After a paste: people learn at once when it is not a private key. */
    lookAtText: (text: string) => look(text),
    async chooseFile(file: File) {
      if (file.size > FILE_LIMIT) {
        setErrors((before) => ({
          ...before,
          privateKey: { text: i18n.t('options.add.fileTooLarge', [file.name]) },
        }));
        return;
      }
      const bytes = await file.arrayBuffer().catch(() => null);
      if (bytes === null) {
        setErrors((before) => ({
          ...before,
          privateKey: { text: i18n.t('options.add.fileUnreadable', [file.name]) },
        }));
        return;
      }
      const chosen = { name: file.name, bytes: new Uint8Array(bytes) };
      setSource({ file: chosen, text: '' });
      await look(chosen);
    },
    forgetFile: () => setSource({ file: null }),
    submit,
  };
}

export type AddKeyModel = ReturnType<typeof useAddKey>;
