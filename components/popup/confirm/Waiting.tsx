import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { Heading } from '~/components/popup/forms/parts';
import { Button } from '~/components/ui/Button';
import { roomOf } from '~/components/ui/labels/action';
import { clock } from '~/components/ui/time';
import type { RequestSummary } from '~/utils/journal/request-summary';
import { Question } from './words';

/** Several requests that wait: what, whom and where. None of them can be confirmed from here. */
export function WaitingView({
  requests,
  onShow,
}: {
  /** In the order in which they are listed. */
  readonly requests: readonly RequestSummary[];
  readonly onShow: (request: RequestSummary) => void;
}) {
  return (
    <main class="view">
      <Heading focus>{i18n.t('popup.waitingList.title')}</Heading>
      <ul class="waiting-list" aria-label={i18n.t('popup.waitingList.name')}>
        {requests.map((request) => (
          <Item key={request.id} request={request} onShow={() => onShow(request)} />
        ))}
      </ul>
    </main>
  );
}

function Item({
  request,
  onShow,
}: {
  readonly request: RequestSummary;
  readonly onShow: () => void;
}) {
  const { meeting, stagedAt } = request;
  const id = useId();
  const room = roomOf(meeting.room);
  const at = <time dateTime={new Date(stagedAt).toISOString()}>{clock(stagedAt, true)}</time>;
  return (
    <li class="waiting-list__item">
      <span id={id} class="waiting-list__what">
        <Question request={request} />
        <span class="hint">
          {room !== null && (
            <>
              <bdi>{room}</bdi>
              {' · '}
            </>
          )}
          {at}
        </span>
      </span>
      <Button aria-describedby={id} onClick={onShow}>
        {i18n.t('popup.waitingList.show')}
      </Button>
    </li>
  );
}
