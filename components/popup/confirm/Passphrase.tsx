import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { describe, FieldBox } from '~/components/ui/Field';
import { type ProtectionProblem, problemLabel } from '~/components/ui/labels/keys';
import { plural } from '~/utils/language';

/** Opens the keys with a passphrase; null when they are open. */
export type UnlockKeys = (passphrase: string) => Promise<ProtectionProblem | null>;

/** How the locked keys are opened, and who brought up the view that asks for it. */
export interface Locked {
  readonly unlock: UnlockKeys;
  /** A page did, by a click in it of a moment ago: the field opens when that click is good for nothing any more. */
  readonly byPage: boolean;
}

/**
 * For how long after a click in it a page may open a window, in seconds: that closes the popup, and
 * what is typed on goes into the page. Five seconds in Chromium (`kTransientUserActivationExpiry`) and in
 * Firefox (`dom.user_activation.transient.timeout`).
 */
const ACTIVATION_SECONDS = 5;

const FAILED: ProtectionProblem = { ok: false, code: 'storage-failed' };

/** A passphrase as it is typed, and what came of it. */
export interface Passphrase {
  readonly text: string;
  readonly type: (text: string) => void;
  readonly field: RefObject<HTMLInputElement | null>;
  /** For how long the field stays shut, in seconds; 0 where it is open. */
  readonly shutFor: number;
  readonly busy: boolean;
  readonly problem: ProtectionProblem | null;
  /** Returns whether the keys are open now. What was typed is not kept. */
  readonly open: () => Promise<boolean>;
}

/** @param locked null as long as nothing is locked */
export function usePassphrase(locked: Locked | null): Passphrase {
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProtectionProblem | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const shutFor = useCountdown(locked?.byPage ? ACTIVATION_SECONDS : 0);

  async function open(): Promise<boolean> {
    if (locked === null || busy) return false;
    if (text === '') {
      field.current?.focus();
      return false;
    }
    setBusy(true);
    const result = await locked.unlock(text).catch(() => FAILED);
    setProblem(result);
    setText('');
    setBusy(false);
    if (result !== null) field.current?.focus();
    return result === null;
  }

  return { text, type: setText, field, shutFor, busy, problem, open };
}

/** The field of it, in a form of its own, with what stands beside it. */
export function PassphraseForm({
  id: formId,
  passphrase,
  children,
  onSubmit,
}: {
  /** For a button outside of the form. */
  readonly id?: string;
  readonly passphrase: Passphrase;
  readonly children?: ComponentChildren;
  readonly onSubmit: () => void;
}) {
  const { text, type, field, shutFor, problem } = passphrase;
  const id = useId();
  const hint = shutFor > 0 ? plural('popup.unlock.soon', shutFor) : i18n.t('popup.unlock.hint');
  const frame = problem === null ? { id, hint } : { id, error: problemLabel(problem, Date.now()) };

  function submit(event: Event) {
    event.preventDefault();
    onSubmit();
  }

  return (
    <form class="unlock" noValidate onSubmit={submit} {...(formId && { id: formId })}>
      <FieldBox label={i18n.t('popup.unlock.passphrase')} {...frame}>
        <div class="unlock__row">
          <input
            ref={field}
            class="field"
            type="password"
            autocomplete="off"
            value={text}
            disabled={shutFor > 0}
            {...describe(frame)}
            onInput={(event) => type(event.currentTarget.value)}
          />
          {children}
        </div>
      </FieldBox>
    </form>
  );
}

/** Counts down from so many seconds to 0, by a timer: a clock that is set back makes it no longer. */
function useCountdown(seconds: number): number {
  const [gone, setGone] = useState(0);
  const left = Math.max(0, seconds - gone);
  const isOver = left === 0;
  useEffect(() => {
    if (isOver) return;
    const timer = setInterval(() => setGone((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, [isOver]);
  // What begins anew is counted from the start.
  useEffect(() => {
    if (seconds === 0) return;
    return () => setGone(0);
  }, [seconds]);
  return left;
}
