import { i18n } from '#i18n';
import { clock } from '~/components/ui/clock';
import { actionWords } from '~/components/ui/words/action';
import { outcomeWords } from '~/components/ui/words/outcome';
import type { Action } from '~/utils/journal/action';
import type { Batch } from '~/utils/journal/batch-summary';
import { BatchLine } from './BatchLine';
import { mayHangUp } from './hang-up';

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
        const { whom, what, tone } = actionWords(action);
        const at = action.endedAt ?? action.confirmedAt ?? action.stagedAt;
        return (
          <li key={action.id}>
            <span class={tone === 'plain' ? 'dot' : `dot dot--${tone}`} aria-hidden="true" />
            <div class="recent__words">
              <button type="button" class="recent__show" onClick={() => onShow(action)}>
                <bdi>{whom}</bdi>: {what}
              </button>
              <span class="hint">
                <time dateTime={new Date(at).toISOString()}>{whenWords(action, at)}</time>
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
function whenWords({ leftAt, backAt }: Action, at: number): string {
  if (backAt !== null) return i18n.t('popup.recent.back', [clock(backAt)]);
  return leftAt === null ? clock(at) : i18n.t('popup.recent.left', [clock(leftAt)]);
}

/** Whether one of its requests has an outcome that repeating may better. */
function isRepeatable({ steps }: Action): boolean {
  return steps.some(
    ({ outcome, operation }) =>
      outcome !== null && outcomeWords(outcome, operation).offers.includes('repeat'),
  );
}
