import { useEffect, useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Decision } from '~/components/popup/confirm/Decision';
import { ErrorNotice, Unlock, type UnlockKeys } from '~/components/popup/confirm/Unlock';
import type { ErrorCode } from '~/components/popup/state';
import { describe, FieldBox } from '~/components/ui/Field';
import { type Fact, Facts } from '~/components/ui/KeyFacts';
import { Notice } from '~/components/ui/Notice';
import { clock, moment, useNow } from '~/components/ui/time';
import { nextOccurrence } from '~/utils/actions/schedule';
import type { AppId } from '~/utils/jaas/ids';
import type { Action } from '~/utils/journal/action';
import type { MeetingView, RequestOf } from '~/utils/messages/protocol';
import type { KeyState } from '~/utils/messages/protocol-panel';
import { AppIdValue, Heading, ManualForm, useFirstFocus } from './parts';

/** Has a meeting ended at a time: asks for the time, then for the confirmation, which is the only one. */
export function ScheduledEndView({
  view,
  keyState,
  before,
  error,
  busy,
  newId,
  locksAt,
  onConfirm,
  onCancel,
  openKeys,
  unlock,
}: {
  readonly view: MeetingView;
  readonly keyState: KeyState['state'];
  /** What is set for this meeting already. */
  readonly before: Action | null;
  readonly error: ErrorCode | null;
  readonly busy: boolean;
  readonly newId: () => string;
  /** When the AppID's key locks by itself, in milliseconds since 1970; null where it does not. */
  readonly locksAt: (appId: AppId) => Promise<number | null>;
  readonly onConfirm: (request: RequestOf<'scheduled-end.set'>) => void;
  readonly onCancel: () => void;
  readonly openKeys: () => void;
  readonly unlock: UnlockKeys;
}) {
  // The id is made with the question, so that answering it twice is one end.
  const [asked, setAsked] = useState<{ id: string; dueAt: number } | null>(null);
  const { meeting, frame, title } = view;
  const locks = useLocks(locksAt, meeting.appId, keyState);
  const now = useNow();
  if (asked === null) {
    const onChoose = (dueAt: number) => setAsked({ id: newId(), dueAt });
    return <TimeForm onChoose={onChoose} onCancel={onCancel} />;
  }
  const { id, dueAt } = asked;
  const at = moment(dueAt, now);
  const facts: Fact[] = [
    { name: i18n.t('popup.facts.meeting'), value: title },
    {
      name: i18n.t('popup.facts.appId'),
      value: <AppIdValue appId={meeting.appId} />,
      mono: true,
    },
  ];
  const locked = keyState === 'locked';
  return (
    <main class="view">
      <Heading>{i18n.t('popup.endAt.titleAt', [at])}</Heading>
      <Facts facts={facts} />
      <p>{i18n.t('popup.endAt.means', [at])}</p>
      <p>{i18n.t('popup.endAt.needs')}</p>
      {before?.schedule && (
        <p>{i18n.t('popup.endAt.replaces', [moment(before.schedule.dueAt, now)])}</p>
      )}
      {locks !== null && locks <= dueAt && (
        <Notice tone="warn">{i18n.t('popup.endAt.locks', [moment(locks, now)])}</Notice>
      )}
      <div class="slot">
        {locked && <Unlock unlock={unlock} />}
        <ErrorNotice code={error === 'locked' ? null : error} openKeys={openKeys} />
      </div>
      <Decision
        content={`${id} ${dueAt} ${keyState}`}
        label={i18n.t('popup.endAt.set', [clock(dueAt)])}
        blocked={keyState !== 'ready'}
        busy={busy}
        onCancel={onCancel}
        onConfirm={(note) => onConfirm({ id, frame, meeting, dueAt, note })}
      />
    </main>
  );
}

/** Asked again when the keys were unlocked, for then it is another time. */
function useLocks(
  locksAt: (appId: AppId) => Promise<number | null>,
  appId: AppId,
  keyState: KeyState['state'],
): number | null {
  const [at, setAt] = useState<number | null>(null);
  useEffect(() => {
    if (keyState !== 'ready') return;
    let there = true;
    locksAt(appId).then(
      (found) => there && setAt(found),
      // Only a warning is missing then.
      () => undefined,
    );
    return () => {
      there = false;
    };
  }, [locksAt, appId, keyState]);
  return at;
}

/** Asks when a meeting is to end, and shows at once which day that is. */
function TimeForm({
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
