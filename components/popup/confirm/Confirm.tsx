import { useCallback, useId, useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { AppIdValue, Heading } from '~/components/popup/forms/parts';
import type { ErrorCode } from '~/components/popup/state';
import { Facts } from '~/components/ui/KeyFacts';
import { roomOf, whomOf } from '~/components/ui/labels/action';
import { Notice } from '~/components/ui/Notice';
import { Phrase } from '~/components/ui/Phrase';
import type { Action, ActionKind } from '~/utils/journal/action';
import type { Batch } from '~/utils/journal/batch-summary';
import type { RequestOf } from '~/utils/messages/protocol';
import type { KeyState } from '~/utils/messages/protocol-panel';
import { Decision, Expiry } from './Decision';
import { batchCautions, ConfirmFacts, cautionsOf } from './facts';
import { BatchPeople, type ReadPeople, usePeople } from './People';
import { ErrorNotice, errorToShow, Unlock, type UnlockKeys } from './Unlock';

export interface ConfirmViewProps {
  readonly action: Action;
  /** How many people are in the meeting, where that is known. */
  readonly people: number | null;
  readonly keyState: KeyState['state'];
  readonly error: ErrorCode | null;
  readonly busy: boolean;
  readonly onConfirm: (choice: { alsoRemove: boolean; note: string }) => void;
  readonly onCancel: () => void;
  readonly onExpired: (id: string) => void;
  readonly openKeys: () => void;
  readonly unlock: UnlockKeys;
}

/** What will happen, to whom and where, before anything is sent. */
export function ConfirmView(props: ConfirmViewProps) {
  const { action, people, keyState, error, busy, openKeys } = props;
  const [alsoRemove, setAlsoRemove] = useState(true);
  const errorId = useId();
  const { id, kind, target } = action;
  const removable = kind === 'ban' && target?.participantId != null;
  const shownError = errorToShow(error, keyState, action.changes.length > 0);
  const { onExpired } = props;
  const expired = useCallback(() => onExpired(id), [id, onExpired]);

  return (
    <main class="view">
      <Heading>
        <Question action={action} />
      </Heading>
      {action.changes.length > 0 && (
        <p class="lead" role="alert">
          {i18n.t('popup.confirm.changed')}
        </p>
      )}
      <ConfirmFacts action={action} people={people} />
      <p>{meaningOf(action)}</p>
      {kind === 'call' && <Notice tone="warn">{i18n.t('popup.confirm.callBilled')}</Notice>}
      <Cautions action={action} />
      {removable && <AlsoRemove checked={alsoRemove} onChange={setAlsoRemove} />}
      <div id={errorId} class="slot">
        {keyState === 'locked' && <Unlock unlock={props.unlock} />}
        <ErrorNotice code={shownError} openKeys={openKeys} />
      </div>
      <Decision
        content={contentOf(action, keyState)}
        label={labels[kind]()}
        blocked={keyState !== 'ready' || error === 'yourself'}
        busy={busy}
        describedBy={errorId}
        aside={<Expiry at={action.expiresAt} onExpired={expired} />}
        onCancel={props.onCancel}
        onConfirm={(note) => props.onConfirm({ alsoRemove: removable && alsoRemove, note })}
      />
    </main>
  );
}

/** All that is to be careful about, in one place. */
function Cautions({ action }: { readonly action: Action }) {
  const cautions = cautionsOf(action);
  if (cautions.length === 0) return null;
  return (
    <Notice tone="warn">
      {cautions.map(({ code, text }) => (
        <p key={code}>{text}</p>
      ))}
    </Notice>
  );
}

function Question({ action }: { readonly action: Action }) {
  if (action.kind === 'end-meeting' && action.frame !== null) {
    return <>{i18n.t('popup.confirm.endTitle')}</>;
  }
  return (
    <Phrase text={(whom) => questions[action.kind](whom)}>
      <bdi>{whomOf(action)}</bdi>
    </Phrase>
  );
}

const questions: Record<ActionKind, (whom: string) => string> = {
  ban: (whom) => i18n.t('popup.confirm.banTitle', [whom]),
  'ban-token': (whom) => i18n.t('popup.confirm.banTitle', [whom]),
  remove: (whom) => i18n.t('popup.confirm.removeTitle', [whom]),
  'end-meeting': (whom) => i18n.t('popup.confirm.endByNameTitle', [whom]),
  'test-key': (whom) => i18n.t('popup.confirm.endByNameTitle', [whom]),
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
function meaningOf({ kind, frame }: Action): string {
  const byName = kind === 'end-meeting' && frame === null;
  return byName ? i18n.t('popup.confirm.endByNameMeans') : meanings[kind]();
}

/** Everything that the answer is about: another value is another question. */
function contentOf({ id, kind, target, changes }: Action, keyState: KeyState['state']): string {
  return JSON.stringify([id, kind, target, changes, keyState]);
}

export interface BatchConfirmViewProps {
  readonly batch: Batch;
  readonly read: ReadPeople;
  readonly keyState: KeyState['state'];
  readonly error: ErrorCode | null;
  readonly busy: boolean;
  readonly onConfirm: (request: RequestOf<'batch.confirm'>) => void;
  readonly onCancel: () => void;
  readonly onExpired: (id: string) => void;
  readonly openKeys: () => void;
  readonly unlock: UnlockKeys;
}

/** What will happen, to everybody who is listed, before anything is sent. */
export function BatchConfirmView(props: BatchConfirmViewProps) {
  const { batch, keyState, error, busy, openKeys, onExpired } = props;
  const { id, kind, total, meeting } = batch;
  const read = usePeople(batch, props.read);
  const people = useMemo(() => read?.filter(({ state }) => state === 'pending') ?? [], [read]);
  const leftOut = useMemo(
    () => read?.filter(({ state, changes }) => state === 'cancelled' && changes.length > 0) ?? [],
    [read],
  );
  const cautions = useMemo(() => batchCautions(kind, people), [kind, people]);
  const [alsoRemove, setAlsoRemove] = useState(true);
  const errorId = useId();
  const changed = people.some(({ changes }) => changes.length > 0);
  const removable = kind === 'ban' && people.some(hasBoth);
  const isRead = read !== null && people.length === total;
  const expired = useCallback(() => onExpired(id), [id, onExpired]);
  const room = roomOf(meeting.room);

  return (
    <main class="view">
      <Heading>
        {kind === 'ban'
          ? i18n.t('popup.batch.banTitle', total, [String(total)])
          : i18n.t('popup.batch.removeTitle', total, [String(total)])}
      </Heading>
      {changed && (
        <p class="lead" role="alert">
          {i18n.t('popup.batch.changed')}
        </p>
      )}
      {read === null ? (
        <p class="hint" role="status">
          {i18n.t('popup.batch.loading')}
        </p>
      ) : (
        <BatchPeople kind={kind} people={people} leftOut={leftOut} />
      )}
      <Facts
        facts={[
          ...(room === null ? [] : [{ name: i18n.t('popup.facts.meeting'), value: room }]),
          {
            name: i18n.t('popup.facts.appId'),
            value: <AppIdValue appId={meeting.appId} />,
            mono: true,
          },
        ]}
      />
      <p>{kind === 'ban' ? i18n.t('popup.batch.banMeans') : i18n.t('popup.batch.removeMeans')}</p>
      {cautions.length > 0 && (
        <Notice tone="warn">
          {cautions.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </Notice>
      )}
      {removable && <AlsoRemove checked={alsoRemove} onChange={setAlsoRemove} />}
      <div id={errorId} class="slot">
        {keyState === 'locked' && <Unlock unlock={props.unlock} />}
        <ErrorNotice code={errorToShow(error, keyState, changed)} openKeys={openKeys} />
      </div>
      <Decision
        content={isRead ? contentOfMany(people, keyState) : ''}
        label={kind === 'ban' ? i18n.t('popup.confirm.ban') : i18n.t('popup.confirm.remove')}
        blocked={!isRead || keyState !== 'ready'}
        busy={busy}
        describedBy={errorId}
        aside={<Expiry at={batch.expiresAt} onExpired={expired} />}
        onCancel={props.onCancel}
        onConfirm={(note) =>
          props.onConfirm({
            batch: id,
            alsoRemove: removable && alsoRemove,
            note,
            seen: people.map(seenOf),
          })
        }
      />
    </main>
  );
}

/** A ban that can be followed by a removal. */
function hasBoth({ kind, target }: Action): boolean {
  return kind === 'ban' && target?.participantId != null;
}

/** Everything that the answer is about: another value is another question. */
function contentOfMany(people: readonly Action[], keyState: KeyState['state']): string {
  return JSON.stringify([
    keyState,
    people.map((one) => [one.id, one.kind, one.target, one.changes]),
  ]);
}

function seenOf({ id, kind, target }: Action): RequestOf<'batch.confirm'>['seen'][number] {
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
