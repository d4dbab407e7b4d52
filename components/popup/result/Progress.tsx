import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { PersonItem, type ReadRecords, useRecords } from '~/components/popup/confirm/People';
import {
  type Alike,
  GROUPS,
  type Group,
  grouped,
  groupLabel,
  groupTones,
} from '~/components/popup/labels';
import { Notice } from '~/components/ui/Notice';
import { type RequestSummary, takingPart } from '~/utils/journal/request-summary';

/** A status is spoken after each of so many parts, not after each person. */
const SPOKEN_PARTS = 4;

/** How far a confirmed request about many is, and what became of each of its people. */
export function Progress({
  request,
  read,
}: {
  readonly request: RequestSummary;
  readonly read: ReadRecords;
}) {
  const { state, total, done, running, left } = request;
  const over = state === 'done';
  const records = useRecords(request, read);
  const groups = useMemo(() => grouped(takingPart(records ?? [])), [records]);

  return (
    <>
      <div class="progress">
        <progress value={done} max={total} aria-label={i18n.t('popup.batch.progressName')} />
        <span class="hint">{i18n.t('popup.batch.progress', [String(done), String(total)])}</span>
      </div>
      <p class="visually-hidden" role="status">
        {spoken(request)}
      </p>
      {!over && !running && (
        <Notice tone="danger" role="alert">
          {i18n.t('popup.batch.cannotWrite')}
        </Notice>
      )}
      {over && (
        <p>
          {request.accepted === total
            ? i18n.t('popup.batch.allAccepted')
            : i18n.t('popup.batch.someNot')}
        </p>
      )}
      <div class="groups">
        {GROUPS.map((group) => {
          const alike = groups.get(group);
          return alike && <OutcomeGroup key={group} group={group} alike={alike} />;
        })}
      </div>
      {left > 0 && <p class="hint">{i18n.t('popup.batch.seenLeaving', left, [String(left)])}</p>}
    </>
  );
}

/** What is read out: at the start, after each part, at the end. */
function spoken({ state, total, done, accepted }: RequestSummary): string {
  if (state === 'done') {
    return accepted === total ? i18n.t('popup.batch.allAccepted') : i18n.t('popup.batch.someNot');
  }
  const parts = Math.floor((done / Math.max(total, 1)) * SPOKEN_PARTS);
  const said = Math.floor((parts * total) / SPOKEN_PARTS);
  return i18n.t('popup.batch.said', said, [String(said), String(total)]);
}

/** People with one kind of outcome; what there is to say is said once for those it holds for. */
function OutcomeGroup({
  group,
  alike,
}: {
  readonly group: Group;
  readonly alike: readonly Alike[];
}) {
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
