import { useEffect, useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Decision } from '~/components/popup/confirm/Decision';
import { Details } from '~/components/popup/confirm/Details';
import { ErrorNotice, type UnlockKeys } from '~/components/popup/confirm/Unlock';
import { Consequence } from '~/components/popup/confirm/words';
import type { ErrorCode } from '~/components/popup/state';
import { type Fact, Facts } from '~/components/ui/KeyFacts';
import { Notice } from '~/components/ui/Notice';
import { clock, moment, useNow } from '~/components/ui/time';
import type { AppId } from '~/utils/jaas/ids';
import type { Action } from '~/utils/journal/action';
import type { MeetingView, RequestOf } from '~/utils/messages/protocol';
import type { KeyState } from '~/utils/messages/protocol-panel';
import { AppIdValue, Heading } from './parts';
import { TimeForm } from './TimeForm';

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
  const questionId = useId();
  if (asked === null) {
    const onChoose = (dueAt: number) => setAsked({ id: newId(), dueAt });
    return <TimeForm onChoose={onChoose} onCancel={onCancel} />;
  }
  const { id, dueAt } = asked;
  const at = moment(dueAt, now);
  const facts: Fact[] = [
    {
      name: i18n.t('popup.facts.appId'),
      value: <AppIdValue appId={meeting.appId} />,
      mono: true,
    },
  ];
  return (
    <main class="view">
      <Heading id={questionId}>{i18n.t('popup.endAt.titleAt', [at])}</Heading>
      <Facts facts={[{ name: i18n.t('popup.facts.meeting'), value: title }]} />
      <Consequence small={i18n.t('popup.endAt.needs')}>
        {i18n.t('popup.endAt.means', [at])}
      </Consequence>
      {before?.schedule && (
        <p>{i18n.t('popup.endAt.replaces', [moment(before.schedule.dueAt, now)])}</p>
      )}
      {locks !== null && locks <= dueAt && (
        <Notice tone="warn">{i18n.t('popup.endAt.locks', [moment(locks, now)])}</Notice>
      )}
      <div class="slot">
        <ErrorNotice code={error === 'locked' ? null : error} openKeys={openKeys} />
      </div>
      <Decision
        content={`${id} ${dueAt}`}
        label={i18n.t('popup.endAt.set', [clock(dueAt)])}
        unlockLabel={i18n.t('popup.unlock.endAt', [clock(dueAt)])}
        blocked={keyState !== 'ready' && keyState !== 'locked'}
        locked={keyState === 'locked' ? { unlock, byPage: false } : null}
        busy={busy}
        questionId={questionId}
        onCancel={onCancel}
        onConfirm={(note) => onConfirm({ id, frame, meeting, dueAt, note })}
      >
        <Details facts={facts} />
      </Decision>
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
