import { useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { describe, FieldBox } from '~/components/ui/Field';
import { moment, useNow } from '~/components/ui/time';
import { inMinutes, nextOccurrence } from '~/utils/actions/schedule';
import { numberLabel } from '~/utils/language';
import { ManualForm, useFirstFocus } from './parts';

/** How soon a meeting is mostly to end, in minutes. */
const SOON = [5, 15, 30] as const;

/** Asks when a meeting is to end: in some minutes at one press, or at a time, whose day is shown at once. */
export function TimeForm({
  onChoose,
  onCancel,
}: {
  /** Told the time in milliseconds since 1970. */
  readonly onChoose: (dueAt: number) => void;
  readonly onCancel: () => void;
}) {
  const [time, setTime] = useState('');
  const [wrong, setWrong] = useState(false);
  const first = useFirstFocus<HTMLButtonElement>();
  const field = useRef<HTMLInputElement>(null);
  const now = useNow();
  const id = useId();
  const dueAt = time === '' ? null : nextOccurrence(time, now);

  function submit() {
    setWrong(dueAt === null);
    if (dueAt === null) field.current?.focus();
    else onChoose(dueAt);
  }

  const whyWrong = () =>
    time === '' ? i18n.t('popup.endAt.noTime') : i18n.t('popup.endAt.noSuchTime');
  const frame = wrong ? { id, error: whyWrong() } : { id, hint: i18n.t('popup.endAt.hint') };

  return (
    <ManualForm
      title={i18n.t('popup.endAt.title')}
      next={i18n.t('popup.endByName.next')}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <div class="chips">
        {SOON.map((minutes, n) => (
          <Button
            key={minutes}
            {...(n === 0 && { ref: first })}
            onClick={() => onChoose(inMinutes(minutes, Date.now()))}
          >
            {i18n.t('popup.endAt.in', [numberLabel(minutes)])}
          </Button>
        ))}
      </div>
      <FieldBox label={i18n.t('popup.endAt.field')} {...frame}>
        <input
          ref={field}
          class="field field--time"
          type="time"
          value={time}
          {...describe(frame)}
          onInput={(event) => {
            setTime(event.currentTarget.value);
            setWrong(false);
          }}
        />
      </FieldBox>
      <p role="status" class="slot">
        {dueAt !== null && <span>{i18n.t('popup.endAt.ends', [moment(dueAt, now)])}</span>}
      </p>
    </ManualForm>
  );
}
