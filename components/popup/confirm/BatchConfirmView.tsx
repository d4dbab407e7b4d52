import { useCallback, useId, useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { AppIdValue } from '~/components/popup/forms/AppIdValue';
import { Heading } from '~/components/popup/forms/Heading';
import type { TroubleCode } from '~/components/popup/state';
import { KeyFacts } from '~/components/ui/KeyFacts';
import { Notice } from '~/components/ui/Notice';
import { roomOf } from '~/components/ui/words/whom';
import type { Action } from '~/utils/journal/action';
import type { Batch } from '~/utils/journal/batch-summary';
import type { RequestOf } from '~/utils/messages/protocol';
import type { KeyState } from '~/utils/messages/protocol-panel';
import { AlsoRemove } from './AlsoRemove';
import { batchCautions } from './batch-cautions';
import { Decision } from './Decision';
import { Expiry } from './Expiry';
import { BatchPeople } from './People';
import { Trouble } from './Trouble';
import { troubleToShow } from './trouble-to-show';
import { Unlock, type UnlockKeys } from './Unlock';
import { type ReadPeople, usePeople } from './use-people';

export interface BatchConfirmViewProps {
  readonly batch: Batch;
  readonly read: ReadPeople;
  readonly keyState: KeyState['state'];
  readonly trouble: TroubleCode | null;
  readonly busy: boolean;
  readonly onConfirm: (request: RequestOf<'batch.confirm'>) => void;
  readonly onCancel: () => void;
  readonly onExpired: (id: string) => void;
  readonly openKeys: () => void;
  readonly unlock: UnlockKeys;
}

/** What will happen, to everybody who is listed, before anything is sent. */
export function BatchConfirmView(props: BatchConfirmViewProps) {
  const { batch, keyState, trouble, busy, openKeys, onExpired } = props;
  const { id, kind, total, meeting } = batch;
  const read = usePeople(batch, props.read);
  const people = useMemo(() => read?.filter(({ state }) => state === 'staged') ?? [], [read]);
  const leftOut = useMemo(
    () => read?.filter(({ state, changes }) => state === 'cancelled' && changes.length > 0) ?? [],
    [read],
  );
  const cautions = useMemo(() => batchCautions(kind, people), [kind, people]);
  const [alsoRemove, setAlsoRemove] = useState(true);
  const troubleId = useId();
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
      <KeyFacts
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
      <div id={troubleId} class="slot">
        {keyState === 'locked' && <Unlock unlock={props.unlock} />}
        <Trouble code={troubleToShow(trouble, keyState, changed)} openKeys={openKeys} />
      </div>
      <Decision
        content={isRead ? contentOfMany(people, keyState) : ''}
        label={kind === 'ban' ? i18n.t('popup.confirm.ban') : i18n.t('popup.confirm.remove')}
        blocked={!isRead || keyState !== 'ready'}
        busy={busy}
        describedBy={troubleId}
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
