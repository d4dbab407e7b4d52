import { i18n } from '#i18n';
import { actionWords } from '~/components/shared/action-words';
import { outcomeWords } from '~/components/shared/outcome-words';
import type { Action } from '~/utils/actions/action';
import { clock } from './time-words';

/** What happened to the last requests. */
export function RecentList({
  actions,
  onShow,
  onRepeat,
}: {
  readonly actions: readonly Action[];
  readonly onShow: (action: Action) => void;
  readonly onRepeat: (action: Action) => void;
}) {
  if (actions.length === 0) return null;
  return (
    <ul class="steps recent" aria-label={i18n.t('popup.recent.title')}>
      {actions.map((action) => {
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
                <time dateTime={new Date(at).toISOString()}>
                  {action.leftAt === null
                    ? clock(at)
                    : i18n.t('popup.recent.left', [clock(action.leftAt)])}
                </time>
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
              </span>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** Whether one of its requests has an outcome that repeating may better. */
function isRepeatable({ steps }: Action): boolean {
  return steps.some(
    ({ outcome, operation }) =>
      outcome !== null && outcomeWords(outcome, operation).offers.includes('repeat'),
  );
}
