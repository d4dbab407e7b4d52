import { i18n } from '#i18n';
import { batchLine, batchTitle } from '~/components/popup/batch-labels';
import { actionLabel } from '~/components/ui/labels/action';
import { outcomeLabel } from '~/components/ui/labels/outcome';
import { clock } from '~/components/ui/time';
import type { Action } from '~/utils/journal/action';
import type { Batch } from '~/utils/journal/batch-summary';
import { meetingKey } from '~/utils/journal/search';

/** What happened to the last requests. */
export function RecentList({
  actions,
  batches,
  onShow,
  onShowBatch,
  onRepeat,
  onHangUp,
}: {
  readonly actions: readonly Action[];
  readonly batches: readonly Batch[];
  readonly onShow: (action: Action) => void;
  readonly onShowBatch: (batch: Batch) => void;
  readonly onRepeat: (action: Action) => void;
  readonly onHangUp: (call: Action) => void;
}) {
  const requests = [...actions, ...batches].toSorted((a, b) => b.stagedAt - a.stagedAt);
  if (requests.length === 0) return null;
  return (
    <ul class="steps recent" aria-label={i18n.t('popup.recent.title')}>
      {requests.map((request) => {
        if (!('steps' in request)) {
          const show = () => onShowBatch(request);
          return <BatchLine key={request.id} batch={request} onShow={show} />;
        }
        const action = request;
        const { whom, what, tone } = actionLabel(action);
        const at = action.endedAt ?? action.confirmedAt ?? action.stagedAt;
        return (
          <li key={action.id}>
            <span class={tone === 'plain' ? 'dot' : `dot dot--${tone}`} aria-hidden="true" />
            <div class="recent__words">
              <button type="button" class="recent__show" onClick={() => onShow(action)}>
                <bdi>{whom}</bdi>: {what}
              </button>
              <span class="hint">
                <time dateTime={new Date(at).toISOString()}>{whenLabel(action, at)}</time>
                {isRepeatable(action) && (
                  <>
                    {' · '}
                    <button
                      type="button"
                      class="link"
                      aria-label={i18n.t('popup.recent.repeatOf', [whom])}
                      onClick={() => onRepeat(action)}
                    >
                      {i18n.t('popup.repeat')}
                    </button>
                  </>
                )}
                {mayHangUp(action, actions) && (
                  <>
                    {' · '}
                    <button
                      type="button"
                      class="link"
                      aria-label={i18n.t('popup.recent.hangUpOf', [whom])}
                      onClick={() => onHangUp(action)}
                    >
                      {i18n.t('popup.recent.hangUp')}
                    </button>
                  </>
                )}
              </span>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** The last that is known of the person, else when the request was over. */
function whenLabel({ leftAt, backAt }: Action, at: number): string {
  if (backAt !== null) return i18n.t('popup.recent.back', [clock(backAt)]);
  return leftAt === null ? clock(at) : i18n.t('popup.recent.left', [clock(leftAt)]);
}

/** Whether one of its requests has an outcome that repeating may better. */
function isRepeatable({ steps }: Action): boolean {
  return steps.some(
    ({ outcome, operation }) =>
      outcome !== null && outcomeLabel(outcome, operation).offers.includes('repeat'),
  );
}

/**
 * Whether a call may still go on, as far as these records know: it was made or may have been, and no
 * later hang-up of the same number in the same meeting was accepted or found no such call.
 *
 * @param actions newest first
 */
export function mayHangUp(call: Action, actions: readonly Action[]): boolean {
  const [step] = call.steps;
  if (call.kind !== 'call' || step === undefined) return false;
  // A refusal is certain; after a fault or a missing answer the phone may ring all the same.
  if (step.state === 'refused' || step.outcome?.sent !== true) return false;
  const at = actions.findIndex(({ id }) => id === call.id);
  const later = actions.slice(0, at === -1 ? actions.length : at);
  return !later.some(
    (other) => other.kind === 'hang-up' && isSameCall(other, call) && isOver(other),
  );
}

function isSameCall(one: Action, other: Action): boolean {
  return one.phone === other.phone && meetingKey(one.meeting) === meetingKey(other.meeting);
}

function isOver({ steps }: Action): boolean {
  return steps.every(
    ({ state, outcome }) => state === 'accepted' || outcome?.code === 'no-such-call',
  );
}

/** A batch among what happened last: one line, however many people it is about. */
function BatchLine({ batch, onShow }: { readonly batch: Batch; readonly onShow: () => void }) {
  const { text, tone } = batchLine(batch);
  const at = batch.endedAt ?? batch.confirmedAt ?? batch.stagedAt;
  return (
    <li>
      <span class={tone === 'plain' ? 'dot' : `dot dot--${tone}`} aria-hidden="true" />
      <div class="recent__words">
        <button type="button" class="recent__show" onClick={onShow}>
          {`${batchTitle(batch)}: ${text}`}
        </button>
        <span class="hint">
          <time dateTime={new Date(at).toISOString()}>{clock(at)}</time>
        </span>
      </div>
    </li>
  );
}
