import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import { Heading } from '~/components/popup/forms/parts';
import { requestTitle } from '~/components/popup/labels';
import { ConfirmButton } from '~/components/ui/ConfirmButton';
import { HelpLink } from '~/components/ui/HelpLink';
import { helpOfRefusal } from '~/components/ui/help';
import { refusalLabel } from '~/components/ui/labels/action';
import { Notice } from '~/components/ui/Notice';
import type { RequestSummary } from '~/utils/journal/request-summary';
import type { RefusalCode } from '~/utils/messages/define';

/**
 * A request that ended without anything being sent. Most often it ends by itself, under the finger of a
 * host who is about to confirm it: that click must not put away what they have to read, so the buttons
 * here are guarded as those of a question are.
 */
export function ClosedView({
  request,
  why,
  content,
  onAskAgain,
  onDone,
  error,
}: {
  readonly request: RequestSummary;
  readonly why: RefusalCode;
  /** Stands for all that is shown, also around this view. */
  readonly content: string;
  readonly onAskAgain: () => void;
  readonly onDone: () => void;
  /** Why the last thing asked for here was not done. */
  readonly error?: ComponentChildren;
}) {
  const guarded = { content, look: 'plain', large: true } as const;
  return (
    <main class="view">
      <Heading focus>
        <bdi>{requestTitle(request)}</bdi>
      </Heading>
      <Notice tone="warn" role="alert">
        {refusalLabel(why)} <HelpLink topic={helpOfRefusal(why)} />
      </Notice>
      {error}
      <div class="actions">
        <span class="actions__aside" />
        {why === 'expired' && (
          <ConfirmButton
            {...guarded}
            label={i18n.t('popup.closed.askAgain')}
            onConfirm={onAskAgain}
          />
        )}
        <ConfirmButton {...guarded} label={i18n.t('popup.result.done')} onConfirm={onDone} />
      </div>
    </main>
  );
}
