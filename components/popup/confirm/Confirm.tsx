import { useCallback, useId, useMemo, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Heading } from '~/components/popup/forms/parts';
import type { ErrorCode } from '~/components/popup/state';
import { Facts } from '~/components/ui/KeyFacts';
import { wholeRoomOf } from '~/components/ui/labels/action';
import { Notice } from '~/components/ui/Notice';
import { Person } from '~/components/ui/Person';
import { Phrase } from '~/components/ui/Phrase';
import { clock } from '~/components/ui/time';
import { bannedIn, isCovered } from '~/utils/actions/plan';
import type { Action, ClosureMinutes, Target } from '~/utils/journal/action';
import type { RequestSummary } from '~/utils/journal/request-summary';
import type { RequestOf } from '~/utils/messages/protocol';
import type { KeyState, KnownMark } from '~/utils/messages/protocol-panel';
import { cautionsOf, changesOf } from './cautions';
import { Decision, Expiry } from './Decision';
import { Details } from './Details';
import { factsAside, factsInSight, type MeetingNow } from './facts';
import { KeepClosed } from './KeepClosed';
import { agreementOf, Summary } from './Many';
import { markCautions, type ReadMarks, useMarks } from './marks';
import { type IsOwn, useOwn } from './own';
import { PeopleList, type ReadRecords, useRecords } from './People';
import { TokenLine, type TokenPort, useToken } from './Token';
import { ErrorNotice, errorToShow, type UnlockKeys } from './Unlock';
import { actLabel, actLook, ConsequenceOf, Question, unlockAnd } from './words';

export interface ConfirmViewProps {
  readonly request: RequestSummary;
  readonly read: ReadRecords;
  readonly isOwn: IsOwn;
  readonly readMarks: ReadMarks;
  readonly meeting: MeetingNow;
  readonly keyState: KeyState['state'];
  readonly error: ErrorCode | null;
  readonly busy: boolean;
  readonly onConfirm: (confirmation: RequestOf<'request.confirm'>) => void;
  readonly onCancel: () => void;
  readonly onExpired: (id: string) => void;
  readonly openKeys: () => void;
  readonly unlock: UnlockKeys;
  /** The host of the token service that signs in place of a key; null where there is none. */
  readonly service: string | null;
  readonly tokens: TokenPort;
}

/** Whom it is about, what follows, what could make it wrong, and then the act: before anything is sent. */
export function ConfirmView(props: ConfirmViewProps) {
  const { request, keyState, error, busy, meeting, openKeys, onExpired } = props;
  const { id, kind, only, total } = request;
  const records = useRecords(request, props.read);
  const waiting = useMemo(() => records?.filter(isPending) ?? [], [records]);
  const leftOut = useMemo(() => records?.filter(isLeftOut) ?? [], [records]);
  const [alsoRemove, setAlsoRemove] = useState(true);
  const [keepClosed, setKeepClosed] = useState<ClosureMinutes | null>(null);
  const token = useToken(id, props.service, props.tokens);
  const questionId = useId();
  const errorId = useId();
  // What is banned in a meeting is compared with who is the host there, when it is confirmed.
  const byHand = kind === 'ban' && request.frame === null ? only : null;
  const own = useOwn(
    byHand?.meeting.appId ?? null,
    byHand?.target?.userId ?? undefined,
    props.isOwn,
  );
  const marks = useMarks(waiting, props.readMarks);
  const isRead = waiting.length === total && (byHand === null || own !== null);
  const isChanged = waiting.some(({ changes }) => changes.length > 0);
  const removes = waiting.some(hasBoth) ? alsoRemove : null;
  // Without a removal, nothing is done about whom the ban of somebody else covers.
  const meant = useMemo(
    () => (removes ? waiting : waiting.filter(isNotCovered(waiting))),
    [waiting, removes],
  );
  const count = isRead ? meant.length : total;
  const expired = useCallback(() => onExpired(id), [id, onExpired]);
  const facts = factsInSight(request, meeting);

  return (
    <main class="view">
      <div>
        <Heading id={questionId}>
          <Question request={request} count={count} />
        </Heading>
        <Where request={request} />
      </div>
      {only?.target && (
        <Person target={only.target} large>
          {since(only.target)}
        </Person>
      )}
      {facts.length > 0 && <Facts facts={facts} />}
      <ConsequenceOf request={request} />
      {kind === 'call' && <Notice tone="warn">{i18n.t('popup.confirm.callBilled')}</Notice>}
      {own === true && (
        <Notice tone="danger" role="alert">
          <p class="lead">{i18n.t('popup.caution.own')}</p>
        </Notice>
      )}
      <Cautions request={request} waiting={waiting} meeting={meeting} marks={marks} />
      {only === null &&
        (records === null ? (
          <p class="hint" role="status">
            {i18n.t('popup.batch.loading')}
          </p>
        ) : (
          <Summary kind={kind} people={meant} />
        ))}
      {kind === 'end-meeting' && <KeepClosed minutes={keepClosed} onChange={setKeepClosed} />}
      {removes !== null && <AlsoRemove checked={alsoRemove} onChange={setAlsoRemove} />}
      {only === null && records !== null && (
        <PeopleList kind={kind} people={waiting} leftOut={leftOut} removes={removes === true} />
      )}
      <div id={errorId} class="slot">
        {props.service !== null && <TokenLine service={props.service} token={token} />}
        <ErrorNotice code={errorToShow(error, keyState, isChanged)} openKeys={openKeys} />
      </div>
      <Decision
        content={isRead ? contentOf(waiting, own, meeting, marks) : ''}
        choice={`${alsoRemove} ${keepClosed}`}
        label={actLabel(request, count, removes)}
        unlockLabel={unlockAnd[kind]()}
        look={actLook(kind)}
        blocked={
          !isRead || token.state !== 'ready' || (keyState !== 'ready' && keyState !== 'locked')
        }
        locked={
          keyState === 'locked' ? { unlock: props.unlock, byPage: request.frame !== null } : null
        }
        agree={only === null ? agreementOf(kind, meant) : null}
        busy={busy}
        questionId={questionId}
        describedBy={errorId}
        aside={<Expiry at={request.expiresAt} onExpired={expired} />}
        onCancel={props.onCancel}
        onConfirm={(note) =>
          props.onConfirm({
            id,
            alsoRemove: removes === true,
            note,
            ...(keepClosed !== null && { keepClosed }),
            seen: waiting.map(seenOf),
          })
        }
      >
        <Details facts={factsAside(request)} />
      </Decision>
    </main>
  );
}

function isPending({ state }: Action): boolean {
  return state === 'pending';
}

function isLeftOut({ state, changes }: Action): boolean {
  return state === 'cancelled' && changes.length > 0;
}

/** Asks of each whether no ban of somebody else among these is about their user id. */
function isNotCovered(people: readonly Action[]): (action: Action) => boolean {
  const banned = bannedIn(people);
  return (action) => !isCovered(action, banned);
}

/** A ban that can be followed by a removal. */
function hasBoth({ kind, target }: Action): boolean {
  return kind === 'ban' && target?.participantId != null;
}

/** Where it would happen, whole: the heading of a person's question does not say so. */
function Where({ request: { kind, meeting } }: { readonly request: RequestSummary }) {
  const room = kind === 'end-meeting' ? null : wholeRoomOf(meeting.room);
  if (room === null) return null;
  return (
    <p class="where">
      <Phrase text={(name) => i18n.t('popup.confirm.inRoom', [name])}>
        <bdi>{room}</bdi>
      </Phrase>
    </p>
  );
}

/** Since when they have been here: whoever was here when the host came may have been here for longer. */
function since({ participantId, joinedAt, seenComing }: Target): string | null {
  if (participantId === null || joinedAt === null) return null;
  return seenComing
    ? i18n.t('popup.confirm.joined', [clock(joinedAt)])
    : i18n.t('popup.confirm.seenSince', [clock(joinedAt)]);
}

/** What has changed first, then all else that must be read before it is confirmed, in one box. */
function Cautions({
  request,
  waiting,
  meeting,
  marks,
}: {
  readonly request: RequestSummary;
  readonly waiting: readonly Action[];
  readonly meeting: MeetingNow;
  readonly marks: readonly KnownMark[];
}) {
  const { only } = request;
  const before = useNameBefore(only?.target?.name);
  const isChanged = waiting.some(({ changes }) => changes.length > 0);
  const changes = only === null ? [] : changesOf(only, before);
  const cautions = useMemo(
    () => [...cautionsOf(request, waiting, meeting), ...markCautions(waiting, marks)],
    [request, waiting, meeting, marks],
  );
  if (!isChanged && cautions.length === 0) return null;
  return (
    <Notice tone="warn" {...(isChanged && { role: 'alert' as const })}>
      {changes.map((text) => (
        <p key={text} class="lead">
          {text}
        </p>
      ))}
      {isChanged && (
        <p class={changes.length === 0 ? 'lead' : ''}>
          {only === null ? i18n.t('popup.batch.changed') : i18n.t('popup.confirm.changed')}
        </p>
      )}
      {cautions.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </Notice>
  );
}

/** Returns the name that stood here before the one that does now; undefined as long as there was no other. */
function useNameBefore(name: string | null | undefined): string | null | undefined {
  const names = useRef<{ now: typeof name; before: typeof name }>({ now: name, before: undefined });
  if (names.current.now !== name) names.current = { now: name, before: names.current.now };
  return names.current.before;
}

/** Everything that the answer is about: another value is another question. */
function contentOf(
  waiting: readonly Action[],
  own: boolean | null,
  meeting: MeetingNow,
  marks: readonly KnownMark[],
): string {
  return JSON.stringify([
    own,
    meeting?.breakout,
    marks,
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
