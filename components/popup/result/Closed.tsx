import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import { Heading } from '~/components/popup/forms/parts';
import { requestTitle } from '~/components/popup/labels';
import { Button } from '~/components/ui/Button';
import { refusalLabel } from '~/components/ui/labels/action';
import { Notice } from '~/components/ui/Notice';
import type { RequestSummary } from '~/utils/journal/request-summary';
import type { RefusalCode } from '~/utils/messages/define';

/** A request that ended without anything being sent. */
export function ClosedView({
  request,
  why,
  onAskAgain,
  onDone,
  error,
}: {
  readonly request: RequestSummary;
  readonly why: RefusalCode;
  readonly onAskAgain: () => void;
  readonly onDone: () => void;
  /** Why the last thing asked for here was not done. */
  readonly error?: ComponentChildren;
}) {
  return (
    <main class="view">
      <Heading focus>
        <bdi>{requestTitle(request)}</bdi>
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
