import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { ErrorNotice, type UnlockKeys } from '~/components/popup/confirm/Unlock';
import { Heading } from '~/components/popup/forms/parts';
import { type ErrorCode, meetingsToShow } from '~/components/popup/state';
import type { Access } from '~/components/popup/use-popup';
import { Icon } from '~/components/ui/Icon';
import { Notice } from '~/components/ui/Notice';
import { type Action, type Frame, frameKey, sameFrame } from '~/utils/journal/action';
import type { RequestSummary } from '~/utils/journal/request-summary';
import { plural } from '~/utils/language';
import type { MeetingView, PopupState } from '~/utils/messages/protocol';
import { type ClosureActs, Closures } from './Closures';
import { LastActions } from './LastActions';
import { MeetingCard } from './MeetingCard';
import { More } from './More';
import { NoMeeting } from './NoMeeting';
import { type EndActs, EndNews, EndsElsewhere, MeetingEnd } from './ScheduledEnds';
import { WithheldNotice } from './Withheld';

export interface HomeViewProps extends EndActs, ClosureActs {
  readonly data: PopupState;
  readonly error: ErrorCode | null;
  readonly busy: boolean;
  /** Another view was shown before: the change is spoken. */
  readonly focus: boolean;
  /** What the browser lets Gavel do. */
  readonly access: Access;
  readonly allowAccess: () => Promise<boolean>;
  readonly onPeople: (meeting: MeetingView) => void;
  readonly onOpenPanel: (meeting: MeetingView) => void;
  readonly onEnd: (meeting: MeetingView) => void;
  readonly onShow: (request: RequestSummary) => void;
  readonly onDismiss: (request: RequestSummary) => void;
  readonly onRepeat: (action: Action) => void;
  readonly onBanUserId: () => void;
  readonly onBanToken: () => void;
  readonly onEndByName: () => void;
  readonly onCall: () => void;
  readonly onHangUp: (call: Action) => void;
  /** Asks anew for the end of a meeting that was not ended at its time. */
  readonly onEndNow: (action: Action) => void;
  readonly onKnown: (action: Action) => void;
  readonly openKeys: () => void;
  readonly unlock: UnlockKeys;
  readonly openActivity: () => void;
}

/** The meeting of this tab, or the open ones to choose from; what else can be done; what happened last. */
export function HomeView(props: HomeViewProps) {
  const { data, error, access, openKeys } = props;
  const [chosen, setChosen] = useState<Frame | null>(null);
  const meetings = meetingsToShow(data);
  const [only] = meetings;
  const view =
    meetings.length === 1
      ? only
      : meetings.find((one) => chosen !== null && sameFrame(one.frame, chosen));
  return (
    <main class="view view--home">
      {data.ends?.news.map((action) => (
        <EndNews
          key={action.id}
          action={action}
          onEndNow={() => props.onEndNow(action)}
          onKnown={() => props.onKnown(action)}
        />
      ))}
      {!access.reaches && (meetings.length > 0 || access.sees) && (
        <WithheldNotice allowAccess={props.allowAccess} />
      )}
      <Closures {...props} closed={data.ends?.closed ?? []} />
      <Meetings {...props} meetings={meetings} view={view} chosen={chosen} choose={setChosen} />
      <ErrorNotice code={error} openKeys={openKeys} />
      <More {...props} isOpen={meetings.length === 0} />
      <LastActions
        {...props}
        requests={data.recent}
        calls={data.calls}
        here={view?.meeting ?? null}
      />
    </main>
  );
}

function Meetings(
  props: HomeViewProps & {
    readonly meetings: readonly MeetingView[];
    /** The one that is shown; undefined where the host has not chosen, or there is none. */
    readonly view: MeetingView | undefined;
    readonly chosen: Frame | null;
    readonly choose: (frame: Frame | null) => void;
  },
) {
  const { data, busy, focus, openKeys, unlock, meetings, view, chosen, choose } = props;
  if (view !== undefined) {
    return (
      <>
        <MeetingCard
          view={view}
          elsewhere={data.inThisTab === 0}
          focus={focus || chosen !== null}
          busy={busy}
          onPeople={() => props.onPeople(view)}
          onOpenPanel={() => props.onOpenPanel(view)}
          onEnd={() => props.onEnd(view)}
          openKeys={openKeys}
          unlock={unlock}
        >
          <MeetingEnd {...props} view={view} />
        </MeetingCard>
        <EndsElsewhere shown={view} {...props} />
        {meetings.length > 1 && (
          <p>
            <button type="button" class="link" onClick={() => choose(null)}>
              {i18n.t('popup.meetings.all')}
            </button>
          </p>
        )}
      </>
    );
  }
  if (meetings.length > 1) {
    return (
      <>
        <MeetingChooser
          meetings={meetings}
          focus={focus}
          onChoose={(choice) => choose(choice.frame)}
        />
        <EndsElsewhere shown={null} {...props} />
      </>
    );
  }
  return (
    <>
      <EndsElsewhere shown={null} {...props} />
      <NoMeeting
        hasKey={data.keys.length > 0}
        focus={focus}
        sees={props.access.sees}
        allowAccess={props.allowAccess}
        openKeys={openKeys}
      />
    </>
  );
}

/** Several open meetings: which one is meant? */
function MeetingChooser({
  meetings,
  focus,
  onChoose,
}: {
  readonly meetings: readonly MeetingView[];
  readonly focus: boolean;
  readonly onChoose: (view: MeetingView) => void;
}) {
  return (
    <section>
      <Heading focus={focus}>{i18n.t('popup.meetings.title')}</Heading>
      <ul class="choices">
        {meetings.map((view) => (
          <li key={frameKey(view.frame)}>
            <button type="button" class="choice" onClick={() => onChoose(view)}>
              <span class="choice__name">
                <bdi>{view.title}</bdi>
                <span class="hint">
                  {view.count === null
                    ? i18n.t('popup.meetings.unseen')
                    : plural('popup.meeting.count', view.count)}
                </span>
              </span>
              <Icon name="next" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Says that something waits for confirmation while another view is on the screen. */
export function WaitingNotice({
  count,
  onShow,
}: {
  readonly count: number;
  readonly onShow: () => void;
}) {
  if (count === 0) return null;
  return (
    <div class="waiting">
      <Notice tone="warn" role="status">
        {plural('popup.waiting', count)}{' '}
        <button type="button" class="link" onClick={onShow}>
          {i18n.t('popup.showWaiting')}
        </button>
      </Notice>
    </div>
  );
}
