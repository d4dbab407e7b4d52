import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { ConfirmView } from '~/components/popup/confirm/Confirm';
import { ErrorNotice } from '~/components/popup/confirm/Unlock';
import { WaitingView } from '~/components/popup/confirm/Waiting';
import { FormViews } from '~/components/popup/forms/Forms';
import { HomeView, WaitingNotice } from '~/components/popup/home/Home';
import { VisibilityNotice } from '~/components/popup/home/MeetingCard';
import { PeopleView } from '~/components/popup/home/People';
import { WithheldNotice } from '~/components/popup/home/Withheld';
import { ClosedView } from '~/components/popup/result/Closed';
import { ResultView } from '~/components/popup/result/Result';
import { Button } from '~/components/ui/Button';
import type { Base } from '~/utils/jaas/operation';
import type { Action } from '~/utils/journal/action';
import type { RequestSummary } from '~/utils/journal/request-summary';
import type { PopupState } from '~/utils/messages/protocol';
import type { PopupPort } from './browser';
import type { View } from './state';
import { keyStateOf, meetingAt, serviceFor, waitingInOrder } from './state';
import { usePopup } from './use-popup';

/** The popup: what waits for confirmation first, else the meeting of the tab. */
export function Popup({ port }: { readonly port: PopupPort }) {
  const { model, access, busy, actions } = usePopup(port);
  const moved = useMoved(model.view.at, port.closeWindow);
  const { data, view, error } = model;
  const openKeys = () => port.openOptions('#keys');
  /** The same once more: at another base address if one is named, else where it was sent. */
  const repeat = (action: Action, other: Base | null) => {
    const base = other ?? action.base;
    if (action.kind === 'ban-token') actions.go({ at: 'ban-token', base });
    else void actions.repeat(action.request, base);
  };
  const repeatRequest = ({ id, only }: RequestSummary, other: Base | null) => {
    if (only === null) void actions.repeat(id, other);
    else repeat(only, other);
  };

  if (data === null) {
    return (
      <main class="view" aria-busy={error === null}>
        <h1 class="visually-hidden">{i18n.t('popup.title')}</h1>
        <ErrorNotice code={error} openKeys={openKeys} />
        {error !== null && (
          <div class="buttons">
            <Button onClick={() => void actions.reload()}>{i18n.t('popup.tryAgain')}</Button>
          </div>
        )}
      </main>
    );
  }
  switch (view.at) {
    case 'home':
      return (
        <HomeView
          data={data}
          error={error}
          busy={busy}
          focus={moved}
          access={access}
          allowAccess={port.allowAccess}
          onEnd={({ frame, meeting }) =>
            void actions.stage({ kind: 'end-meeting', frame, meeting })
          }
          onPeople={(meeting) => actions.go({ at: 'people', meeting })}
          onOpenPanel={(meeting) => void actions.openPanel(meeting)}
          onShow={(request) => actions.go({ at: 'result', request })}
          onDismiss={({ id }) => void actions.dismiss(id)}
          onRepeat={(action) => repeat(action, null)}
          onBanUserId={() => actions.go({ at: 'ban-user-id' })}
          onBanToken={() => actions.go({ at: 'ban-token', base: null })}
          onEndByName={() => actions.go({ at: 'end-by-name' })}
          onCall={() => actions.go({ at: 'call' })}
          onHangUp={({ id }) => void actions.stage({ kind: 'hang-up', id })}
          onScheduleEnd={(meeting) => actions.go({ at: 'scheduled-end', meeting })}
          onCancelEnd={(id) => void actions.cancelEnd(id)}
          onEndNow={(action) => repeat(action, null)}
          onStopClosure={(id) => void actions.stopClosure(id)}
          onGoOnClosing={(id) => void actions.goOnClosing(id)}
          onKnown={({ id }) => void actions.knowEnd(id)}
          openKeys={openKeys}
          unlock={actions.unlock}
          openActivity={() => port.openOptions('#activity')}
        />
      );
    case 'people': {
      // Another meeting in the same tab is not the one that the host looks at: the background says that it is gone.
      const meeting = meetingAt(data, view.meeting) ?? view.meeting;
      return (
        <>
          <WaitingNotice count={data.waiting.length} onShow={actions.done} />
          <PeopleView
            view={meeting}
            read={actions.people}
            busy={busy}
            error={<ErrorNotice code={error} openKeys={openKeys} />}
            onAsk={(asked) => {
              const { frame, meeting: place } = meeting;
              void actions.stage({ kind: 'people', frame, meeting: place, asked });
            }}
            onBanUserId={() => actions.go({ at: 'ban-user-id' })}
            onBack={() => actions.go({ at: 'home' })}
          />
        </>
      );
    }
    case 'waiting':
      return (
        <WaitingView
          requests={waitingInOrder(data)}
          onShow={(request) => actions.go({ at: 'confirm', request })}
        />
      );
    case 'confirm': {
      const { request } = view;
      const meeting = meetingAt(data, request);
      return (
        <>
          <VisibilityNotice above visibility={meeting?.visibility} />
          {!access.reaches && <WithheldNotice above allowAccess={port.allowAccess} />}
          <ConfirmView
            key={request.id}
            request={request}
            read={actions.records}
            isOwn={actions.isOwn}
            readMarks={actions.readMarks}
            meeting={meeting ?? null}
            keyState={keyStateOf(data, request.meeting.appId)}
            error={error}
            busy={busy}
            onConfirm={(confirmation) => void actions.confirm(confirmation)}
            onCancel={() => void actions.cancel(request.id)}
            onExpired={actions.expired}
            openKeys={openKeys}
            unlock={actions.unlock}
            service={serviceFor(data, request.meeting.appId)}
            tokens={actions.tokens}
          />
        </>
      );
    }
    case 'result': {
      const { request } = view;
      return (
        <>
          <WaitingNotice count={besides(data, request)} onShow={actions.done} />
          <ResultView
            key={request.id}
            request={request}
            read={actions.records}
            offers={{
              openKeys,
              allowAccess: () => void port.allowAccess(),
              repeat: (base) => repeatRequest(request, base),
            }}
            busy={busy}
            error={<ErrorNotice code={error} openKeys={openKeys} />}
            onStop={() => void actions.stop(request.id)}
            onDone={actions.done}
          />
        </>
      );
    }
    case 'closed': {
      const { request } = view;
      return (
        <>
          <WaitingNotice count={besides(data, request)} onShow={actions.done} />
          <ClosedView
            request={request}
            why={view.why}
            content={[request.id, view.why, besides(data, request), error].join(' ')}
            error={<ErrorNotice code={error} openKeys={openKeys} />}
            onAskAgain={() => repeatRequest(request, null)}
            onDone={actions.done}
          />
        </>
      );
    }
    default:
      return (
        <>
          <WaitingNotice count={data.waiting.length} onShow={actions.done} />
          <FormViews
            view={view}
            data={data}
            error={error}
            busy={busy}
            actions={actions}
            port={port}
            openKeys={openKeys}
          />
        </>
      );
  }
}

/** Views that the small window is opened for. */
const ERRANDS: readonly View['at'][] = ['waiting', 'confirm', 'result', 'closed'];

/**
 * Whether the view has changed since the popup was opened. `finished` is called when the last
 * thing to confirm has been dealt with.
 */
function useMoved(at: View['at'], finished: () => void): boolean {
  const moved = useRef(false);
  const before = useRef(at);
  if (before.current !== at) moved.current = true;
  useEffect(() => {
    if (at === 'home' && ERRANDS.includes(before.current)) finished();
    before.current = at;
  }, [at, finished]);
  return moved.current;
}

/** How many requests wait besides the one on the screen: what was read before it was answered has it still. */
function besides({ waiting }: PopupState, { id }: Pick<RequestSummary, 'id'>): number {
  return waiting.filter((one) => one.id !== id).length;
}
