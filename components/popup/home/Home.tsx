import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { ErrorNotice, type UnlockKeys } from '~/components/popup/confirm/Unlock';
import { Heading } from '~/components/popup/forms/parts';
import { type ErrorCode, meetingsToShow } from '~/components/popup/state';
import { Button } from '~/components/ui/Button';
import { Icon } from '~/components/ui/Icon';
import { Notice } from '~/components/ui/Notice';
import { type Action, type Frame, frameKey, sameFrame } from '~/utils/journal/action';
import type { RequestSummary } from '~/utils/journal/request-summary';
import type { MeetingView, PopupState } from '~/utils/messages/protocol';
import { MeetingCard } from './MeetingCard';
import { NoMeeting } from './NoMeeting';
import { RecentList } from './Recent';
import { type EndActs, EndNews, EndsElsewhere, MeetingEnd } from './ScheduledEnds';

export interface HomeViewProps extends EndActs {
  readonly data: PopupState;
  readonly error: ErrorCode | null;
  readonly busy: boolean;
  /** Another view was shown before: the change is spoken. */
  readonly focus: boolean;
  /** The browser lets Gavel see meetings on 8x8.vc. */
  readonly sees: boolean;
  readonly allowAccess: () => Promise<boolean>;
  readonly onEnd: (meeting: MeetingView) => void;
  readonly onShow: (request: RequestSummary) => void;
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

/** The meeting of this tab, or the open ones to choose from; what happened last; manual actions. */
export function HomeView(props: HomeViewProps) {
  const { data, error, openKeys } = props;
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
      <Meetings {...props} />
      <ErrorNotice code={error} openKeys={openKeys} />
      <RecentList
        requests={data.recent}
        onShow={props.onShow}
        onRepeat={props.onRepeat}
        onHangUp={props.onHangUp}
      />
      {data.keys.length > 0 && (
        <div class="manual">
          <Button onClick={props.onBanUserId}>{i18n.t('popup.byHand.userId')}</Button>
          <Button onClick={props.onBanToken}>{i18n.t('popup.byHand.token')}</Button>
          <Button onClick={props.onEndByName}>{i18n.t('popup.byHand.endByName')}</Button>
          <Button onClick={props.onCall}>{i18n.t('popup.byHand.phone')}</Button>
        </div>
      )}
      <Footer openActivity={props.openActivity} openOptions={openKeys} />
    </main>
  );
}

function Meetings(props: HomeViewProps) {
  const { data, busy, focus, onEnd, openKeys, unlock } = props;
  const [chosen, setChosen] = useState<Frame | null>(null);
  const meetings = meetingsToShow(data);
  const view =
    meetings.length === 1
      ? meetings[0]
      : meetings.find((one) => chosen !== null && sameFrame(one.frame, chosen));
  if (view !== undefined) {
    return (
      <>
        <MeetingCard
          view={view}
          elsewhere={data.inThisTab === 0}
          focus={focus || chosen !== null}
          busy={busy}
          onEnd={() => onEnd(view)}
          openKeys={openKeys}
          unlock={unlock}
        >
          <MeetingEnd view={view} {...props} />
        </MeetingCard>
        <EndsElsewhere shown={view} {...props} />
        {meetings.length > 1 && (
          <p>
            <button type="button" class="link" onClick={() => setChosen(null)}>
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
          onChoose={(choice) => setChosen(choice.frame)}
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
        sees={props.sees}
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
                    : i18n.t('popup.meeting.count', view.count, [String(view.count)])}
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

/** The way to the options page, which opens in a tab of its own. */
function Footer({
  openActivity,
  openOptions,
}: {
  readonly openActivity: () => void;
  readonly openOptions: () => void;
}) {
  return (
    <footer class="footer">
      <Button onClick={openActivity}>{i18n.t('popup.footer.activity')}</Button>
      <Button onClick={openOptions}>{i18n.t('popup.footer.options')}</Button>
    </footer>
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
        {i18n.t('popup.waiting', count, [String(count)])}{' '}
        <button type="button" class="link" onClick={onShow}>
          {i18n.t('popup.showWaiting')}
        </button>
      </Notice>
    </div>
  );
}
