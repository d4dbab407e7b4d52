import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { requestLine, requestTitle } from '~/components/popup/labels';
import { roomOf } from '~/components/ui/labels/action';
import { type Offer, outcomeLabel } from '~/components/ui/labels/outcome';
import { Phrase } from '~/components/ui/Phrase';
import { moment } from '~/components/ui/time';
import type { Action, Meeting } from '~/utils/journal/action';
import type { RequestSummary } from '~/utils/journal/request-summary';
import { meetingKey } from '~/utils/journal/search';
import type { PopupState } from '~/utils/messages/protocol';

/** How many are shown, whole. All others are in the activity. */
const SHOWN = 3;

interface LastActionsProps {
  /** Newest first. */
  readonly requests: readonly RequestSummary[];
  /** The ids of calls that may still go on. */
  readonly calls: PopupState['calls'];
  /** The meeting on the screen: what concerns it comes first. */
  readonly here: Meeting | null;
  readonly onShow: (request: RequestSummary) => void;
  readonly onDismiss: (request: RequestSummary) => void;
  readonly onRepeat: (action: Action) => void;
  readonly onHangUp: (call: Action) => void;
  readonly openKeys: () => void;
  readonly openActivity: () => void;
}

/** What happened to the last requests, each however many people it is about. */
export function LastActions(props: LastActionsProps) {
  const { requests, here, openActivity } = props;
  const title = useId();
  if (requests.length === 0) return null;
  return (
    <section class="last">
      <div class="last__head">
        <h2 id={title} class="label">
          {i18n.t('popup.recent.title')}
        </h2>
        <button type="button" class="link" onClick={openActivity}>
          {i18n.t('popup.recent.all')}
        </button>
      </div>
      <ul class="steps recent" aria-labelledby={title}>
        {lastActions(requests, here).map((request) => (
          <Line key={request.id} request={request} {...props} />
        ))}
      </ul>
    </section>
  );
}

/** Those that are shown: first what concerns this meeting, each newest first. */
function lastActions(requests: readonly RequestSummary[], here: Meeting | null): RequestSummary[] {
  const [ours, others] = [true, false].map((isHere) =>
    requests.filter((request) => concerns(request, here) === isHere),
  );
  return [...(ours ?? []), ...(others ?? [])].slice(0, SHOWN);
}

/** Whether a request was about this meeting, or about all meetings of its AppID. */
function concerns({ meeting }: RequestSummary, here: Meeting | null): boolean {
  if (here === null) return false;
  if (meeting.room === null) return meeting.appId === here.appId;
  return meetingKey(meeting) === meetingKey(here);
}

function Line({
  request,
  calls,
  here,
  onShow,
  onDismiss,
  onRepeat,
  onHangUp,
  openKeys,
}: LastActionsProps & { readonly request: RequestSummary }) {
  const { words, tone } = requestLine(request, Date.now());
  const title = requestTitle(request);
  const { only } = request;
  const at = request.endedAt ?? request.confirmedAt ?? request.stagedAt;
  const where = concerns(request, here) ? null : whereOf(request);
  // What is under way is not over, and what went well tells of nothing to do.
  const isTrouble = request.state === 'done' && (tone === 'danger' || tone === 'warn');
  return (
    <li>
      <span class={tone === 'plain' ? 'dot' : `dot dot--${tone}`} aria-hidden="true" />
      <div class="recent__words">
        <button type="button" class="recent__show" onClick={() => onShow(request)}>
          <Phrase text={words}>{only ? <bdi>{title}</bdi> : title}</Phrase>
        </button>
        <span class="hint recent__more">
          <time dateTime={new Date(at).toISOString()}>{whenLabel(only, at)}</time>
          {where !== null && <bdi>{where}</bdi>}
          {only && offers(only, 'repeat') && (
            <Act
              words={i18n.t('popup.repeat')}
              name={i18n.t('popup.recent.repeatOf', [title])}
              onClick={() => onRepeat(only)}
            />
          )}
          {only && calls.includes(only.id) && (
            <Act
              words={i18n.t('popup.recent.hangUp')}
              name={i18n.t('popup.recent.hangUpOf', [title])}
              onClick={() => onHangUp(only)}
            />
          )}
          {only && offers(only, 'open-keys') && (
            <Act
              words={i18n.t('popup.openKeys')}
              name={i18n.t('popup.recent.openKeysOf', [title])}
              onClick={openKeys}
            />
          )}
          {isTrouble && (
            <Act
              words={i18n.t('popup.recent.dismiss')}
              name={i18n.t('popup.recent.dismissOf', [title])}
              onClick={() => onDismiss(request)}
            />
          )}
        </span>
      </div>
    </li>
  );
}

/** What can be done about one of them; its name says which. */
function Act({
  words,
  name,
  onClick,
}: {
  readonly words: string;
  readonly name: string;
  readonly onClick: () => void;
}) {
  return (
    <button type="button" class="link" aria-label={name} onClick={onClick}>
      {words}
    </button>
  );
}

/** The room, where the line does not name it already. */
function whereOf({ kind, meeting }: RequestSummary): string | null {
  return kind === 'end-meeting' ? null : roomOf(meeting.room);
}

/** The last that is known of the person, else when the request was over; with the day where that is not today. */
function whenLabel(only: Action | null, at: number): string {
  const { leftAt = null, backAt = null } = only ?? {};
  const now = Date.now();
  if (backAt !== null) return i18n.t('popup.recent.back', [moment(backAt, now)]);
  return leftAt === null ? moment(at, now) : i18n.t('popup.recent.left', [moment(leftAt, now)]);
}

/** Whether the outcome of one of its requests leads there. */
function offers(action: Action, offer: Offer): boolean {
  return action.steps.some(
    ({ outcome, operation }) =>
      outcome !== null && outcomeLabel(outcome, operation, action).offers.includes(offer),
  );
}
