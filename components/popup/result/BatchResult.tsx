import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import {
  type Alike,
  batchTitle,
  GROUPS,
  type Group,
  grouped,
  groupLabel,
  groupTones,
} from '~/components/popup/batch-labels';
import { PersonItem, type ReadPeople, usePeople } from '~/components/popup/confirm/People';
import { Heading } from '~/components/popup/forms/parts';
import { Button } from '~/components/ui/Button';
import { Notice } from '~/components/ui/Notice';
import { type Batch, takingPart } from '~/utils/journal/batch-summary';

/** A status is spoken after each of so many parts, not after each person. */
const SPOKEN_PARTS = 4;

/** How far a confirmed batch is, and what became of each of its people. */
export function BatchResultView({
  batch,
  read,
  busy,
  onStop,
  onRepeat,
  onDone,
  error,
}: {
  readonly batch: Batch;
  readonly read: ReadPeople;
  readonly busy: boolean;
  readonly onStop: () => void;
  readonly onRepeat: () => void;
  readonly onDone: () => void;
  /** Why the last thing asked for here was not done. */
  readonly error?: ComponentChildren;
}) {
  const { state, total, done, running, left, repeatable } = batch;
  const over = state === 'done';
  const people = usePeople(batch, read);
  const groups = useMemo(() => grouped(takingPart(people ?? [])), [people]);
  const doneButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (over && document.activeElement === document.body) doneButton.current?.focus();
  }, [over]);

  return (
    <main class="view">
      <Heading focus>{batchTitle(batch)}</Heading>
      <div class="progress">
        <progress value={done} max={total} aria-label={i18n.t('popup.batch.progressName')} />
        <span class="hint">{i18n.t('popup.batch.progress', [String(done), String(total)])}</span>
      </div>
      <p class="visually-hidden" role="status">
        {spoken(batch)}
      </p>
      {!over && !running && (
        <Notice tone="danger" role="alert">
          {i18n.t('popup.batch.cannotWrite')}
        </Notice>
      )}
      {over && (
        <p>
          {batch.accepted === total
            ? i18n.t('popup.batch.allAccepted')
            : i18n.t('popup.batch.someNot')}
        </p>
      )}
      <div class="groups">
        {GROUPS.map((group) => {
          const alike = groups.get(group);
          return alike && <BatchGroup key={group} group={group} alike={alike} />;
        })}
      </div>
      {left > 0 && <p class="hint">{i18n.t('popup.batch.seenLeaving', left, [String(left)])}</p>}
      {error}
      <div class="actions">
        <span class="actions__aside hint">{running ? i18n.t('popup.batch.running') : ''}</span>
        {running && (
          <Button large aria-disabled={busy} onClick={onStop}>
            {i18n.t('popup.batch.stop')}
          </Button>
        )}
        {over && repeatable > 0 && (
          <Button large aria-disabled={busy} onClick={onRepeat}>
            {i18n.t('popup.batch.repeat', repeatable, [String(repeatable)])}
          </Button>
        )}
        <button ref={doneButton} type="button" class="button button--large" onClick={onDone}>
          {i18n.t('popup.result.done')}
        </button>
      </div>
    </main>
  );
}

/** What is read out: at the start, after each part, at the end. */
function spoken({ state, total, done, accepted }: Batch): string {
  if (state === 'done') {
    return accepted === total ? i18n.t('popup.batch.allAccepted') : i18n.t('popup.batch.someNot');
  }
  const parts = Math.floor((done / Math.max(total, 1)) * SPOKEN_PARTS);
  const said = Math.floor((parts * total) / SPOKEN_PARTS);
  return i18n.t('popup.batch.said', said, [String(said), String(total)]);
}

/** People with one kind of outcome; what there is to say is said once for those it holds for. */
function BatchGroup({ group, alike }: { readonly group: Group; readonly alike: readonly Alike[] }) {
  const count = alike.reduce((sum, { people }) => sum + people.length, 0);
  const tone = groupTones[group];
  return (
    <details class="group" open={group !== 'accepted'}>
      <summary>
        <span class={tone === 'plain' ? 'dot' : `dot dot--${tone}`} aria-hidden="true" />
        {groupLabel[group]()} <span class="group__count">{count}</span>
      </summary>
      {alike.map(({ text, people }) => (
        <section key={text}>
          <p class="group__said">{text}</p>
          <ul class="people__list">
            {people.map((action) => (
              <PersonItem key={action.id} action={{ ...action, changes: [] }} />
            ))}
          </ul>
        </section>
      ))}
    </details>
  );
}
