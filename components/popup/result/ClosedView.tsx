import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import { Heading } from '~/components/popup/forms/Heading';
import { Button } from '~/components/ui/Button';
import { Notice } from '~/components/ui/Notice';
import { refusalWords } from '~/components/ui/words/refusal-words';
import { whomOf } from '~/components/ui/words/whom';
import type { Action } from '~/utils/journal/action';
import type { RefusalCode } from '~/utils/messages/refusal';

/** A request that ended without anything being sent. */
export function ClosedView({
  action,
  why,
  onAskAgain,
  onDone,
  trouble,
}: {
  readonly action: Action;
  readonly why: RefusalCode;
  readonly onAskAgain: () => void;
  readonly onDone: () => void;
  /** Why the last thing asked for here was not done. */
  readonly trouble?: ComponentChildren;
}) {
  return (
    <main class="view">
      <Heading focus>
        <bdi>{whomOf(action)}</bdi>
      </Heading>
      <Notice tone="warn" role="alert">
        {refusalWords(why)}
      </Notice>
      {trouble}
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
