import { useCallback, useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Heading } from '~/components/popup/forms/Heading';
import type { TroubleCode } from '~/components/popup/state';
import { Notice } from '~/components/ui/Notice';
import { Phrase } from '~/components/ui/Phrase';
import { whomOf } from '~/components/ui/words/whom';
import type { Action, ActionKind } from '~/utils/journal/action';
import type { KeyState } from '~/utils/messages/protocol-panel';
import { AlsoRemove } from './AlsoRemove';
import { ConfirmFacts } from './ConfirmFacts';
import { Decision } from './Decision';
import { Expiry } from './Expiry';
import { cautionsOf } from './facts';
import { Trouble } from './Trouble';
import { troubleToShow } from './trouble-to-show';
import { Unlock, type UnlockKeys } from './Unlock';

export interface ConfirmViewProps {
  readonly action: Action;
  /** How many people are in the meeting, where that is known. */
  readonly people: number | null;
  readonly keyState: KeyState['state'];
  readonly trouble: TroubleCode | null;
  readonly busy: boolean;
  readonly onConfirm: (choice: { alsoRemove: boolean; note: string }) => void;
  readonly onCancel: () => void;
  readonly onExpired: (id: string) => void;
  readonly openKeys: () => void;
  readonly unlock: UnlockKeys;
}

/** What will happen, to whom and where, before anything is sent. */
export function ConfirmView(props: ConfirmViewProps) {
  const { action, people, keyState, trouble, busy, openKeys } = props;
  const [alsoRemove, setAlsoRemove] = useState(true);
  const troubleId = useId();
  const { id, kind, target } = action;
  const removable = kind === 'ban' && target?.participantId != null;
  const shownTrouble = troubleToShow(trouble, keyState, action.changes.length > 0);
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
      <div id={troubleId} class="slot">
        {keyState === 'locked' && <Unlock unlock={props.unlock} />}
        <Trouble code={shownTrouble} openKeys={openKeys} />
      </div>
      <Decision
        content={contentOf(action, keyState)}
        label={labels[kind]()}
        blocked={keyState !== 'ready' || trouble === 'yourself'}
        busy={busy}
        describedBy={troubleId}
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
