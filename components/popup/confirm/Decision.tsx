import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { ConfirmButton } from '~/components/ui/ConfirmButton';
import { left, useNow } from '~/components/ui/time';
import { CONFIRM_WITHIN_MS } from '~/utils/journal/action';
import { Note } from './Note';
import { type Locked, PassphraseForm, usePassphrase } from './Passphrase';

/**
 * The end of every confirmation: what is folded away, Cancel, where the focus starts, and the one button
 * that acts, which works once and behind its guard. Where the keys are locked, that button opens
 * them first; what follows is only what the host had on the screen when they pressed it.
 */
export function Decision({
  content,
  choice = '',
  label,
  unlockLabel,
  look = 'danger',
  blocked = false,
  busy,
  locked,
  agree = null,
  questionId,
  describedBy,
  aside,
  children,
  onCancel,
  onConfirm,
}: {
  /** Stands for what is shown: when it changes, focus and guard begin anew. */
  readonly content: string;
  /** Stands for what the host chose in it: when it changes, the guard begins anew. */
  readonly choice?: string;
  /** The whole act. */
  readonly label: string;
  /** The same where it opens the keys first. */
  readonly unlockLabel: string;
  readonly look?: 'danger' | 'primary';
  /** It cannot be confirmed at all now; the reason stands above. */
  readonly blocked?: boolean;
  /** The answer is awaited. */
  readonly busy: boolean;
  /** How the keys are opened, where they are locked. */
  readonly locked: Locked | null;
  /** What is to be ticked before, where more depends on it than on a single name. */
  readonly agree?: string | null;
  /** The question, which is read out with Cancel: that has the focus when the window comes up. */
  readonly questionId: string;
  readonly describedBy?: string;
  readonly aside?: ComponentChildren;
  /** What is folded away beside the note. */
  readonly children?: ComponentChildren;
  readonly onCancel: () => void;
  readonly onConfirm: (note: string) => void;
}) {
  const cancel = useRef<HTMLButtonElement>(null);
  const [note, setNote] = useState('');
  const [agreedTo, setAgreedTo] = useState<string | null>(null);
  const passphrase = usePassphrase(locked);
  const { field, shutFor } = passphrase;
  const id = useId();
  const isLocked = locked !== null;
  const isAgreed = agree === null || agreedTo === content;
  const isShut = blocked || !isAgreed;
  const shown = `${content} ${choice}`;
  const opening = useOpening(shown, { isLocked, isShut }, () => onConfirm(note));
  // Another content is another question: the focus goes back to the answer that does nothing.
  useEffect(() => {
    if (!content) return;
    if (isLocked && field.current?.disabled === false) field.current.focus();
    else cancel.current?.focus();
  }, [content, isLocked, field]);
  useEffect(() => {
    if (shutFor === 0 && document.activeElement === cancel.current) field.current?.focus();
  }, [shutFor, field]);

  return (
    <>
      <div class="extras">
        <Note value={note} onValue={setNote} />
        {children}
      </div>
      <div class="decision">
        {agree !== null && (
          <Agree
            id={`${id}-agree`}
            label={agree}
            checked={isAgreed}
            onChange={(agreed) => setAgreedTo(agreed ? content : null)}
          />
        )}
        {isLocked && (
          <PassphraseForm
            id={`${id}-form`}
            passphrase={passphrase}
            onSubmit={() => void opening.open(passphrase)}
          />
        )}
        <div class="actions">
          <span class="actions__aside">{aside}</span>
          <button
            ref={cancel}
            type="button"
            class="button button--large"
            aria-describedby={questionId}
            // The second click of a double click would take back the next request, which nobody has read.
            onClick={({ detail }) => {
              if (detail >= 2) return;
              opening.takeBack();
              onCancel();
            }}
          >
            {i18n.t('popup.confirm.cancel')}
          </button>
          <ConfirmButton
            content={`${shown} ${isLocked}`}
            label={isLocked ? unlockLabel : label}
            look={look}
            large
            blocked={busy || isShut || passphrase.busy || shutFor > 0}
            describedBy={[describedBy, !isAgreed && `${id}-agree-hint`].filter(Boolean).join(' ')}
            {...(isLocked && { form: `${id}-form` })}
            onConfirm={() => (isLocked ? opening.meant() : onConfirm(note))}
          />
        </div>
      </div>
    </>
  );
}

/** For how long after the keys were opened the view may learn of it, in milliseconds. */
const READ_WITHIN_MS = 3000;

/**
 * Opens the keys, and has confirmed what was asked for by a click that was meant for it. A passphrase that is
 * sent off otherwise, by Enter too soon for example, opens the keys and no more, and so does one after which
 * another thing is on the screen, or the host has cancelled.
 *
 * @param shown stands for all that is on the screen and chosen there
 * @param now whether the keys are locked as it is drawn now, and whether it cannot be confirmed for another reason
 */
function useOpening(
  shown: string,
  { isLocked, isShut }: { readonly isLocked: boolean; readonly isShut: boolean },
  onConfirm: () => void,
) {
  const isMeant = useRef(false);
  /** Which opening the host waits for; it counts on when they take it back. */
  const turn = useRef(0);
  const [opened, setOpened] = useState<{ shown: string; until: number } | null>(null);
  useEffect(() => {
    if (opened === null) return undefined;
    // What was read while the keys were opened may still say that they are locked; the news is on its way.
    const left = opened.until - Date.now();
    if (isLocked && !isShut && opened.shown === shown && left > 0) {
      const timer = setTimeout(setOpened, left, null);
      return () => clearTimeout(timer);
    }
    setOpened(null);
    if (opened.shown === shown && !isLocked && !isShut) onConfirm();
    return undefined;
  }, [opened, shown, isLocked, isShut, onConfirm]);
  return {
    /** The click that is just being dispatched was an answer. */
    meant: () => {
      isMeant.current = true;
    },
    takeBack: () => {
      turn.current += 1;
      setOpened(null);
    },
    open: async ({ busy, open }: { busy: boolean; open: () => Promise<boolean> }) => {
      const wasMeant = isMeant.current;
      isMeant.current = false;
      if (busy) return;
      turn.current += 1;
      const mine = turn.current;
      if ((await open()) && wasMeant && mine === turn.current) {
        setOpened({ shown, until: Date.now() + READ_WITHIN_MS });
      }
    },
  };
}

/** What has to be ticked before so much is done at once. */
function Agree({
  id,
  label,
  checked,
  onChange,
}: {
  readonly id: string;
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  return (
    <div class="check">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label for={id}>{label}</label>
      <span id={`${id}-hint`} hidden>
        {i18n.t('popup.confirm.agreeFirst', [label])}
      </span>
    </div>
  );
}

/** How long a request still waits: never more than it was given. A timer is not spoken as it counts. */
export function Expiry({ at, onExpired }: { readonly at: number; readonly onExpired: () => void }) {
  const now = useNow();
  const over = now >= at;
  useEffect(() => {
    if (over) onExpired();
  }, [over, onExpired]);
  return (
    <span role="timer" aria-live="off" class="hint">
      {i18n.t('popup.confirm.expires', [left(Math.min(at - now, CONFIRM_WITHIN_MS))])}
    </span>
  );
}
