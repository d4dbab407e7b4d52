import { useCallback, useId, useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Heading } from '~/components/popup/forms/parts';
import type { ErrorCode } from '~/components/popup/state';
import { roomOf, whomOf } from '~/components/ui/labels/action';
import { Notice } from '~/components/ui/Notice';
import { Phrase } from '~/components/ui/Phrase';
import type { Action, ActionKind } from '~/utils/journal/action';
import type { RequestSummary } from '~/utils/journal/request-summary';
import type { RequestOf } from '~/utils/messages/protocol';
import type { KeyState } from '~/utils/messages/protocol-panel';
import { Decision, Expiry } from './Decision';
import { ConfirmFacts, cautionsOf, type MeetingNow } from './facts';
import { type IsOwn, useOwn } from './own';
import { PeopleList, type ReadRecords, useRecords } from './People';
import { ErrorNotice, errorToShow, Unlock, type UnlockKeys } from './Unlock';

export interface ConfirmViewProps {
  readonly request: RequestSummary;
  readonly read: ReadRecords;
  readonly isOwn: IsOwn;
  readonly meeting: MeetingNow;
  readonly keyState: KeyState['state'];
  readonly error: ErrorCode | null;
  readonly busy: boolean;
  readonly onConfirm: (confirmation: RequestOf<'request.confirm'>) => void;
  readonly onCancel: () => void;
  readonly onExpired: (id: string) => void;
  readonly openKeys: () => void;
  readonly unlock: UnlockKeys;
}

/** What will happen, to everybody it is about and where, before anything is sent. */
export function ConfirmView(props: ConfirmViewProps) {
  const { request, keyState, error, busy, openKeys, onExpired } = props;
  const { id, kind, only, total } = request;
  const records = useRecords(request, props.read);
  const waiting = useMemo(() => records?.filter(isPending) ?? [], [records]);
  const leftOut = useMemo(() => records?.filter(isLeftOut) ?? [], [records]);
  const { meeting } = props;
  const cautions = useMemo(
    () => cautionsOf(request, waiting, meeting),
    [request, waiting, meeting],
  );
  const [alsoRemove, setAlsoRemove] = useState(true);
  const errorId = useId();
  // What is banned in a meeting is compared with who is the host there, when it is confirmed.
  const byHand = kind === 'ban' && request.frame === null ? only : null;
  const own = useOwn(
    byHand?.meeting.appId ?? null,
    byHand?.target?.userId ?? undefined,
    props.isOwn,
  );
  const isRead = waiting.length === total && (byHand === null || own !== null);
  const isChanged = waiting.some(({ changes }) => changes.length > 0);
  const isRemovable = waiting.some(hasBoth);
  const expired = useCallback(() => onExpired(id), [id, onExpired]);

  return (
    <main class="view">
      <Heading>
        <Question request={request} />
      </Heading>
      <Room request={request} />
      {isChanged && (
        <p class="lead" role="alert">
          {only === null ? i18n.t('popup.batch.changed') : i18n.t('popup.confirm.changed')}
        </p>
      )}
      {only === null &&
        (records === null ? (
          <p class="hint" role="status">
            {i18n.t('popup.batch.loading')}
          </p>
        ) : (
          <PeopleList kind={kind} people={waiting} leftOut={leftOut} />
        ))}
      <ConfirmFacts request={request} now={props.meeting} />
      <p>{meaningOf(request)}</p>
      {kind === 'call' && <Notice tone="warn">{i18n.t('popup.confirm.callBilled')}</Notice>}
      {own === true && (
        <Notice tone="danger" role="alert">
          <p class="lead">{i18n.t('popup.caution.own')}</p>
        </Notice>
      )}
      {cautions.length > 0 && (
        <Notice tone="warn">
          {cautions.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </Notice>
      )}
      {isRemovable && <AlsoRemove checked={alsoRemove} onChange={setAlsoRemove} />}
      <div id={errorId} class="slot">
        {keyState === 'locked' && <Unlock unlock={props.unlock} byPage={request.frame !== null} />}
        <ErrorNotice code={errorToShow(error, keyState, isChanged)} openKeys={openKeys} />
      </div>
      <Decision
        content={isRead ? contentOf(waiting, keyState, own, meeting) : ''}
        label={labels[kind]()}
        blocked={!isRead || keyState !== 'ready'}
        busy={busy}
        describedBy={errorId}
        aside={<Expiry at={request.expiresAt} onExpired={expired} />}
        onCancel={props.onCancel}
        onConfirm={(note) =>
          props.onConfirm({
            id,
            alsoRemove: isRemovable && alsoRemove,
            note,
            seen: waiting.map(seenOf),
          })
        }
      />
    </main>
  );
}

function isPending({ state }: Action): boolean {
  return state === 'pending';
}

function isLeftOut({ state, changes }: Action): boolean {
  return state === 'cancelled' && changes.length > 0;
}

/** A ban that can be followed by a removal. */
function hasBoth({ kind, target }: Action): boolean {
  return kind === 'ban' && target?.participantId != null;
}

/** The question in words, as the heading of what asks it. */
export function Question({ request }: { readonly request: RequestSummary }) {
  const { kind, only, total } = request;
  if (only === null) {
    return (
      <>
        {kind === 'ban'
          ? i18n.t('popup.batch.banTitle', total, [String(total)])
          : i18n.t('popup.batch.removeTitle', total, [String(total)])}
      </>
    );
  }
  return (
    <Phrase text={(whom) => questions[kind](whom)}>
      <bdi>{whomOf(only)}</bdi>
    </Phrase>
  );
}

/** Where it would happen: the heading of a person's question does not say so. */
function Room({ request: { kind, meeting } }: { readonly request: RequestSummary }) {
  const room = kind === 'end-meeting' ? null : roomOf(meeting.room);
  if (room === null) return null;
  return (
    <p class="where">
      <Phrase text={(name) => i18n.t('popup.confirm.inRoom', [name])}>
        <bdi>{room}</bdi>
      </Phrase>
    </p>
  );
}

const questions: Record<ActionKind, (whom: string) => string> = {
  ban: (whom) => i18n.t('popup.confirm.banTitle', [whom]),
  'ban-token': (whom) => i18n.t('popup.confirm.banTitle', [whom]),
  remove: (whom) => i18n.t('popup.confirm.removeTitle', [whom]),
  'end-meeting': (whom) => i18n.t('popup.confirm.endTitle', [whom]),
  'test-key': (whom) => i18n.t('popup.confirm.endTitle', [whom]),
  call: (whom) => i18n.t('popup.confirm.callTitle', [whom]),
  'hang-up': (whom) => i18n.t('popup.confirm.hangUpTitle', [whom]),
};

const labels: Record<ActionKind, () => string> = {
  ban: () => i18n.t('popup.confirm.ban'),
  'ban-token': () => i18n.t('popup.confirm.ban'),
  remove: () => i18n.t('popup.confirm.remove'),
  'end-meeting': () => i18n.t('popup.confirm.end'),
  'test-key': () => i18n.t('popup.confirm.end'),
  call: () => i18n.t('popup.confirm.call'),
  'hang-up': () => i18n.t('popup.confirm.hangUp'),
};

const meanings: Record<ActionKind, () => string> = {
  ban: () => i18n.t('popup.confirm.banMeans'),
  'ban-token': () => i18n.t('popup.confirm.tokenMeans'),
  remove: () => i18n.t('popup.confirm.removeMeans'),
  'end-meeting': () => i18n.t('popup.confirm.endMeans'),
  'test-key': () => i18n.t('popup.confirm.endMeans'),
  call: () => i18n.t('popup.confirm.callMeans'),
  'hang-up': () => i18n.t('popup.confirm.hangUpMeans'),
};

/** Who is in a meeting by name is not known here: it may be empty, or the host may not be in it. */
function meaningOf({ kind, frame, only }: RequestSummary): string {
  if (only === null) {
    return kind === 'ban' ? i18n.t('popup.batch.banMeans') : i18n.t('popup.batch.removeMeans');
  }
  const byName = kind === 'end-meeting' && frame === null;
  return byName ? i18n.t('popup.confirm.endByNameMeans') : meanings[kind]();
}

/** Everything that the answer is about: another value is another question. */
function contentOf(
  waiting: readonly Action[],
  keyState: KeyState['state'],
  own: boolean | null,
  meeting: MeetingNow,
): string {
  return JSON.stringify([
    keyState,
    own,
    meeting?.breakout,
    waiting.map(({ id, kind, target, changes }) => [id, kind, target, changes]),
  ]);
}

/** What the person saw when they answered: the background refuses when it is different now. */
function seenOf({ id, kind, target }: Action): RequestOf<'request.confirm'>['seen'][number] {
  const { participantId = null, userId = null, name = null } = target ?? {};
  return { id, kind, participantId, userId, name };
}

/** Whether a ban, which ejects nobody, is followed by a removal. */
function AlsoRemove({
  checked,
  onChange,
}: {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <div class="check">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label for={id}>{i18n.t('popup.confirm.alsoRemove')}</label>
      <span id={`${id}-hint`} class="hint">
        {i18n.t('popup.confirm.alsoRemoveHint')}
      </span>
    </div>
  );
}
