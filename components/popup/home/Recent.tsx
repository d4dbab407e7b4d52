import { i18n } from '#i18n';
import { requestLine, requestTitle } from '~/components/popup/labels';
import { outcomeLabel } from '~/components/ui/labels/outcome';
import { clock } from '~/components/ui/time';
import type { Action } from '~/utils/journal/action';
import type { RequestSummary } from '~/utils/journal/request-summary';
import { meetingKey } from '~/utils/journal/search';

/** What happened to the last requests: one line each, however many people it is about. */
export function RecentList({
  requests,
  onShow,
  onRepeat,
  onHangUp,
}: {
  /** Newest first. */
  readonly requests: readonly RequestSummary[];
  readonly onShow: (request: RequestSummary) => void;
  readonly onRepeat: (action: Action) => void;
  readonly onHangUp: (call: Action) => void;
}) {
  if (requests.length === 0) return null;
  const actions = requests.flatMap(({ only }) => only ?? []);
  return (
    <ul class="steps recent" aria-label={i18n.t('popup.recent.title')}>
      {requests.map((request) => {
        const { text, tone } = requestLine(request);
        const title = requestTitle(request);
        const { only } = request;
        const at = request.endedAt ?? request.confirmedAt ?? request.stagedAt;
        return (
          <li key={request.id}>
            <span class={tone === 'plain' ? 'dot' : `dot dot--${tone}`} aria-hidden="true" />
            <div class="recent__words">
              <button type="button" class="recent__show" onClick={() => onShow(request)}>
                {only ? (
                  <>
                    <bdi>{title}</bdi>: {text}
                  </>
                ) : (
                  `${title}: ${text}`
                )}
              </button>
              <span class="hint">
                <time dateTime={new Date(at).toISOString()}>{whenLabel(only, at)}</time>
                {only && isRepeatable(only) && (
                  <>
                    {' · '}
                    <button
                      type="button"
                      class="link"
                      aria-label={i18n.t('popup.recent.repeatOf', [title])}
                      onClick={() => onRepeat(only)}
                    >
                      {i18n.t('popup.repeat')}
                    </button>
                  </>
                )}
                {only && mayHangUp(only, actions) && (
                  <>
                    {' · '}
                    <button
                      type="button"
                      class="link"
                      aria-label={i18n.t('popup.recent.hangUpOf', [title])}
                      onClick={() => onHangUp(only)}
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
function whenLabel(only: Action | null, at: number): string {
  const { leftAt = null, backAt = null } = only ?? {};
  if (backAt !== null) return i18n.t('popup.recent.back', [clock(backAt)]);
  return leftAt === null ? clock(at) : i18n.t('popup.recent.left', [clock(leftAt)]);
}

/** Whether one of its requests has an outcome that repeating may better. */
function isRepeatable(action: Action): boolean {
  return action.steps.some(
    ({ outcome, operation }) =>
      outcome !== null && outcomeLabel(outcome, operation, action).offers.includes('repeat'),
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
