import type { ComponentChildren } from 'preact';
import { useCallback } from 'preact/hooks';
import { i18n } from '#i18n';
import { batchTitle } from '~/components/popup/batch-labels';
import type { PopupPort } from '~/components/popup/browser';
import { BatchConfirmView } from '~/components/popup/confirm/Confirm';
import { ErrorNotice } from '~/components/popup/confirm/Unlock';
import { Heading } from '~/components/popup/forms/parts';
import type { ErrorCode, View } from '~/components/popup/state';
import type { usePopup } from '~/components/popup/use-popup';
import { Button } from '~/components/ui/Button';
import { refusalLabel, whomOf } from '~/components/ui/labels/action';
import { Notice } from '~/components/ui/Notice';
import type { Action } from '~/utils/journal/action';
import type { RefusalCode } from '~/utils/messages/define';
import type { KeyState } from '~/utils/messages/protocol-panel';
import { BatchResultView } from './BatchResult';

/** A request that ended without anything being sent. */
export function ClosedView({
  action,
  why,
  onAskAgain,
  onDone,
  error,
}: {
  readonly action: Action;
  readonly why: RefusalCode;
  readonly onAskAgain: () => void;
  readonly onDone: () => void;
  /** Why the last thing asked for here was not done. */
  readonly error?: ComponentChildren;
}) {
  return (
    <main class="view">
      <Heading focus>
        <bdi>{whomOf(action)}</bdi>
      </Heading>
      <Notice tone="warn" role="alert">
        {refusalLabel(why)}
      </Notice>
      {error}
      <div class="actions">
        <span class="actions__aside" />
        {why === 'expired' && (
          <Button large onClick={onAskAgain}>
            {i18n.t('popup.closed.askAgain')}
          </Button>
        )}
        <Button large onClick={onDone}>
          {i18n.t('popup.result.done')}
        </Button>
      </div>
    </main>
  );
}

export type BatchClosed = Extract<View, { readonly batch: unknown }>;

/** The views about many people under one confirmation. */
export function BatchViews({
  view,
  keyState,
  error,
  busy,
  actions,
  port,
  openKeys,
}: {
  readonly view: BatchClosed;
  readonly keyState: KeyState['state'];
  readonly error: ErrorCode | null;
  readonly busy: boolean;
  readonly actions: ReturnType<typeof usePopup>['actions'];
  readonly port: Pick<PopupPort, 'ask'>;
  readonly openKeys: () => void;
}) {
  const { batch } = view;
  const read = useCallback(
    async (id: string) => (await port.ask('batch.people', { batch: id })).people,
    [port],
  );
  const said = <ErrorNotice code={error} openKeys={openKeys} />;
  switch (view.at) {
    case 'confirm-batch':
      return (
        <BatchConfirmView
          key={batch.id}
          batch={batch}
          read={read}
          keyState={keyState}
          error={error}
          busy={busy}
          onConfirm={(request) => void actions.confirmBatch(request)}
          onCancel={() => void actions.cancelBatch(batch.id)}
          onExpired={actions.expired}
          openKeys={openKeys}
          unlock={actions.unlock}
        />
      );
    case 'result-batch':
      return (
        <BatchResultView
          key={batch.id}
          batch={batch}
          read={read}
          busy={busy}
          onStop={() => void actions.stopBatch(batch.id)}
          onRepeat={() => void actions.repeatBatch(batch.id)}
          onDone={actions.done}
          error={said}
        />
      );
    case 'closed-batch':
      return (
        <main class="view">
          <Heading focus>{batchTitle(batch)}</Heading>
          <Notice tone="warn" role="alert">
            {refusalLabel(view.why)}
          </Notice>
          {said}
          <div class="actions">
            <span class="actions__aside" />
            <Button large onClick={actions.done}>
              {i18n.t('popup.result.done')}
            </Button>
          </div>
        </main>
      );
  }
}
