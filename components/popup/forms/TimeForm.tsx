import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { moment } from '~/components/ui/moment';
import { useNow } from '~/components/ui/use-now';
import { nextOccurrence } from '~/utils/actions/schedule-time';
import { FormActions } from './FormActions';
import { Heading } from './Heading';
import { useFirstFocus } from './use-first-focus';

/** Asks when a meeting is to end, and shows at once which day that is. */
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
  const field = useFirstFocus<HTMLInputElement>();
  const now = useNow();
  const id = useId();
  const dueAt = time === '' ? null : nextOccurrence(time, now);

  function submit(event: Event) {
    event.preventDefault();
    setWrong(dueAt === null);
    if (dueAt === null) field.current?.focus();
    else onChoose(dueAt);
  }

  return (
    <main class="view">
      <Heading>{i18n.t('popup.endAt.title')}</Heading>
      <form class="form" onSubmit={submit} noValidate>
        <div>
          <label class="label" for={id}>
            {i18n.t('popup.endAt.field')}
          </label>
          <input
            ref={field}
            id={id}
            class="field field--time"
            type="time"
            value={time}
            aria-invalid={wrong}
            aria-describedby={`${id}-hint`}
            onInput={(event) => {
              setTime(event.currentTarget.value);
              setWrong(false);
            }}
          />
          <p id={`${id}-hint`} class={wrong ? 'under' : 'hint under'}>
            {wrong ? (
              <span class="field-error" role="alert">
                {time === '' ? i18n.t('popup.endAt.noTime') : i18n.t('popup.endAt.noSuchTime')}
              </span>
            ) : (
              i18n.t('popup.endAt.hint')
            )}
          </p>
        </div>
        <p role="status" class="slot">
          {dueAt !== null && <span>{i18n.t('popup.endAt.ends', [moment(dueAt, now)])}</span>}
        </p>
        <FormActions next={i18n.t('popup.endByName.next')} onCancel={onCancel} />
      </form>
    </main>
  );
}
