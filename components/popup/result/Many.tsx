import { useId, useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { PersonItem, type ReadRecords, useRecords } from '~/components/popup/confirm/People';
import { requestTitle } from '~/components/popup/labels';
import { Button } from '~/components/ui/Button';
import { Icon } from '~/components/ui/Icon';
import { whomOf } from '~/components/ui/labels/action';
import { sentence } from '~/components/ui/labels/happened';
import { glyphs, manyLabel } from '~/components/ui/labels/verdict';
import { Notice } from '~/components/ui/Notice';
import { Phrase } from '~/components/ui/Phrase';
import { useNow } from '~/components/ui/time';
import { type RequestSummary, takingPart } from '~/utils/journal/request-summary';
import { numberLabel, plural } from '~/utils/language';
import { type FrameProps, ResultFrame } from './Frame';
import { isFresh } from './facts';
import { type Alike, type Group, groupsOf } from './many';
import { Verdict } from './Verdict';

/** A status is spoken after each of so many parts, not after each person. */
const SPOKEN_PARTS = 4;

/** How far a confirmed request about many is, the verdict once it is over, and what became of each of its people. */
export function ResultOfMany({
  read,
  busy,
  onStop,
  onRepeat,
  ...frame
}: FrameProps & {
  readonly read: ReadRecords;
  readonly busy: boolean;
  readonly onStop: () => void;
  readonly onRepeat: () => void;
}) {
  const { request } = frame;
  const { state, total, done, running, repeatable, endedAt } = request;
  const isOver = state === 'done';
  const headId = useId();
  const records = useRecords(request, read);
  const people = useMemo(() => takingPart(records ?? []), [records]);
  const now = useNow(isOver && isFresh(endedAt));
  const groups = useMemo(() => groupsOf(people, now), [people, now]);
  // What was read before the end does not tell how it ended.
  const isRead = isOver && people.length > 0 && people.every((action) => action.state === 'done');
  const verdict = isRead ? manyLabel(request.kind === 'ban' ? 'ban' : 'remove', people, now) : null;

  return (
    <ResultFrame
      {...frame}
      isGood={verdict?.tone === 'good'}
      headId={headId}
      buttons={
        <>
          {running && (
            <Button large aria-disabled={busy} onClick={onStop}>
              {i18n.t('popup.batch.stop')}
            </Button>
          )}
          {isOver && repeatable > 0 && (
            <Button large aria-disabled={busy} onClick={onRepeat}>
              {plural('popup.batch.repeat', repeatable)}
            </Button>
          )}
        </>
      }
    >
      <Verdict id={headId} tone={verdict?.tone ?? 'plain'}>
        {verdict?.text ?? requestTitle(request)}
      </Verdict>
      {!isOver && (
        <div class="progress">
          <progress value={done} max={total} aria-label={i18n.t('popup.batch.progressName')} />
          <span class="hint">
            {i18n.t('popup.batch.progress', [numberLabel(done), numberLabel(total)])}
          </span>
        </div>
      )}
      <p class="visually-hidden" role="status">
        {verdict?.text ?? spoken(request)}
      </p>
      {!isOver && !running && (
        <Notice tone="danger" role="alert">
          {i18n.t('popup.batch.cannotWrite')}
        </Notice>
      )}
      <div class="groups">
        {groups.map((group) => (
          <OutcomeGroup key={group.title} group={group} />
        ))}
      </div>
    </ResultFrame>
  );
}

/** What is read out while it runs: at the start and after each part. */
function spoken({ total, done }: RequestSummary): string {
  const parts = Math.floor((done / Math.max(total, 1)) * SPOKEN_PARTS);
  const said = Math.floor((parts * total) / SPOKEN_PARTS);
  return plural('popup.batch.said', said, [said, total]);
}

/** People with one verdict; why it is so is said once for those it holds for. */
function OutcomeGroup({ group }: { readonly group: Group }) {
  const { title, tone, isGood, count, alike } = group;
  return (
    <details class="group" open={!isGood}>
      <summary>
        <Icon name="next" size={16} />
        <span class={`group__mark group__mark--${tone}`} aria-hidden="true">
          {glyphs[tone]}
        </span>
        <span class="group__title">{title}</span> <span class="group__count">{count}</span>
      </summary>
      {alike.map((some) => (
        <section key={some.reason}>
          <Said group={group} alike={some} />
          <ul class="people__list">
            {some.people.map((action) => (
              <PersonItem key={action.id} action={{ ...action, changes: [] }} />
            ))}
          </ul>
        </section>
      ))}
    </details>
  );
}

/** Of one person a sentence of their own; of several what holds for each of them. */
function Said({
  group,
  alike: { reason, people },
}: {
  readonly group: Group;
  readonly alike: Alike;
}) {
  const [only, other] = people;
  if (only === undefined || (other !== undefined && reason === '')) return null;
  if (group.isGood && reason === '') return null;
  return (
    <p class="group__said">
      {other === undefined && (
        <>
          <Phrase text={(whom) => sentence(group.verdict.headline(whom))}>
            <bdi>{whomOf(only)}</bdi>
          </Phrase>{' '}
        </>
      )}
      {reason}
    </p>
  );
}
