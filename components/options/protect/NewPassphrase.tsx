import { useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { TextField } from '~/components/ui/Field';
import type { ProtectionProblem } from '~/components/ui/labels/keys';
import { LEAST_PASSPHRASE, passphraseProblem } from '~/utils/keys/passphrase';
import { guessesFor, LEAST_GUESSES, yearsFor } from '~/utils/keys/strength';
import { numberLabel, plural } from '~/utils/language';

/** A new passphrase as it is typed, twice. */
export interface TypedTwice {
  readonly next: string;
  readonly repeat: string;
}

export const NOTHING_TYPED: TypedTwice = { next: '', repeat: '' };

/** The two fields of a new passphrase, and what it is worth once it is whole. */
export function NewPassphrase({
  id,
  typed,
  about,
  wrong,
  words,
  onInput,
}: {
  /** What the ids of the fields begin with. */
  id: string;
  typed: TypedTwice;
  /** What somebody would guess first, such as the AppID. */
  about: readonly string[];
  /** Which of the two is wrong, and what `words` says of it. */
  wrong: 'next' | 'repeat' | null;
  words: string | null;
  onInput: (typed: TypedTwice) => void;
}) {
  const [guesses, estimate] = useGuesses(typed.next, about);
  const isEasy = guesses !== null && guesses < LEAST_GUESSES;
  const easy = isEasy ? i18n.t('options.protect.tooEasy') : null;
  return (
    <>
      <TextField
        id={`${id}-next`}
        label={i18n.t('options.protect.next')}
        hint={
          guesses === null || isEasy
            ? i18n.t('options.protect.nextHint', [numberLabel(LEAST_PASSPHRASE)])
            : worthLabel(guesses)
        }
        secret
        autocomplete="new-password"
        value={typed.next}
        error={wrong === 'next' ? words : easy}
        onInput={(event) => onInput({ ...typed, next: event.currentTarget.value })}
        onBlur={estimate}
      />
      <TextField
        id={`${id}-repeat`}
        label={i18n.t('options.protect.repeat')}
        secret
        autocomplete="new-password"
        value={typed.repeat}
        error={wrong === 'repeat' && words}
        onInput={(event) => onInput({ ...typed, repeat: event.currentTarget.value })}
      />
    </>
  );
}

/** How many guesses a whole passphrase needs, once its field was left; null of a shorter one. */
function useGuesses(next: string, about: readonly string[]): [number | null, () => void] {
  const [estimated, setEstimated] = useState<{ of: string; guesses: number } | null>(null);
  const latest = useRef(next);
  latest.current = next;
  async function estimate() {
    if (passphraseProblem(next) !== null) return;
    const guesses = await guessesFor(next, about);
    if (latest.current === next) setEstimated({ of: next, guesses });
  }
  // Without it the hint stays as it was; what counts is looked at again when the form is sent.
  const start = () => void estimate().catch(() => undefined);
  return [estimated?.of === next ? estimated.guesses : null, start];
}

function worthLabel(guesses: number): string {
  const years = Math.floor(yearsFor(guesses));
  if (years >= 100) return i18n.t('options.protect.worthCentury');
  return plural('options.protect.worth', years);
}

/** What is wrong with a new passphrase that was typed twice, or null. */
export async function newPassphraseProblem(
  { next, repeat }: TypedTwice,
  about: readonly string[],
): Promise<ProtectionProblem | null> {
  const length = passphraseProblem(next);
  if (length !== null) return { ok: false, code: length };
  if ((await guessesFor(next, about)) < LEAST_GUESSES) {
    return { ok: false, code: 'passphrase-too-easy' };
  }
  return next === repeat ? null : { ok: false, code: 'not-repeated' };
}
