import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { ConfirmView } from '~/components/popup/confirm/Confirm';
import { ErrorNotice } from '~/components/popup/confirm/Unlock';
import { FormViews } from '~/components/popup/forms/Forms';
import { HomeView, WaitingNotice } from '~/components/popup/home/Home';
import { VisibilityNotice } from '~/components/popup/home/MeetingCard';
import { BatchViews, ClosedView } from '~/components/popup/result/Closed';
import { ResultView } from '~/components/popup/result/Result';
import { Button } from '~/components/ui/Button';
import type { Base } from '~/utils/jaas/operation';
import type { Action } from '~/utils/journal/action';
import type { PopupPort } from './browser';
import type { View } from './state';
import { keyStateOf, meetingAt, waitingCount } from './state';
import { usePopup } from './use-popup';

/** The popup: what waits for confirmation first, else the meeting of the tab. */
export function Popup({ port }: { readonly port: PopupPort }) {
  const { model, busy, actions } = usePopup(port);
  const moved = useMoved(model.view.at, port.closeWindow);
  const { data, view, error } = model;
  const openKeys = () => port.openOptions('#keys');
  /** The same once more: at another base address if one is named, else where it was sent. */
  const repeat = (action: Action, other: Base | null) => {
    const base = other ?? action.base;
    if (action.kind === 'ban-token') actions.go({ at: 'ban-token', base });
    else void actions.repeat(action.id, base);
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
          onEnd={({ frame, meeting }) =>
            void actions.stage({ kind: 'end-meeting', frame, meeting })
          }
          onShow={(action) => actions.go({ at: 'result', action })}
          onShowBatch={(batch) => actions.go({ at: 'result-batch', batch })}
          onRepeat={(action) => repeat(action, null)}
          onBanUserId={() => actions.go({ at: 'ban-user-id' })}
          onBanToken={() => actions.go({ at: 'ban-token', base: null })}
          onEndByName={() => actions.go({ at: 'end-by-name' })}
          onCall={() => actions.go({ at: 'call' })}
          onHangUp={({ id }) => void actions.stageManual({ kind: 'hang-up', id })}
          onScheduleEnd={(meeting) => actions.go({ at: 'scheduled-end', meeting })}
          onCancelEnd={(id) => void actions.cancelEnd(id)}
          onEndNow={(action) => repeat(action, null)}
          onKnown={({ id }) => void actions.knowEnd(id)}
          openKeys={openKeys}
          unlock={actions.unlock}
          openActivity={() => port.openOptions('#activity')}
        />
      );
    case 'confirm': {
      const { action } = view;
      return (
        <>
          <VisibilityNotice above visibility={meetingAt(data, action.frame)?.visibility} />
          <ConfirmView
            key={action.id}
            action={action}
            people={meetingAt(data, action.frame)?.count ?? null}
            keyState={keyStateOf(data, action.meeting.appId)}
            error={error}
            busy={busy}
            onConfirm={(choice) => void actions.confirm(action, choice)}
            onCancel={() => void actions.cancel(action.id)}
            onExpired={actions.expired}
            openKeys={openKeys}
            unlock={actions.unlock}
          />
        </>
      );
    }
    case 'result': {
      const { action } = view;
      return (
        <>
          <WaitingNotice count={waitingCount(data)} onShow={actions.done} />
          <ResultView
            key={action.id}
            action={action}
            offers={{
              openKeys,
              allowAccess: () => void port.allowAccess(),
              repeat: (base) => repeat(action, base),
            }}
            error={<ErrorNotice code={error} openKeys={openKeys} />}
            onDone={actions.done}
          />
        </>
      );
    }
    case 'confirm-batch':
    case 'result-batch':
    case 'closed-batch':
      return (
        <>
          {view.at === 'confirm-batch' ? (
            <VisibilityNotice above visibility={meetingAt(data, view.batch.frame)?.visibility} />
          ) : (
            <WaitingNotice count={waitingCount(data)} onShow={actions.done} />
          )}
          <BatchViews
            view={view}
            keyState={keyStateOf(data, view.batch.meeting.appId)}
            error={error}
            busy={busy}
            actions={actions}
            port={port}
            openKeys={openKeys}
          />
        </>
      );
    case 'closed':
      return (
        <ClosedView
          action={view.action}
          why={view.why}
          error={<ErrorNotice code={error} openKeys={openKeys} />}
          onAskAgain={() => void actions.repeat(view.action.id, view.action.base)}
          onDone={actions.done}
        />
      );
    default:
      return (
        <>
          <WaitingNotice count={waitingCount(data)} onShow={actions.done} />
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
const ERRANDS: readonly View['at'][] = [
  'confirm',
  'result',
  'closed',
  'confirm-batch',
  'result-batch',
  'closed-batch',
];

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
