import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { RUN_MS } from '~/components/ui/guard';
import type { RequestSummary } from '~/utils/journal/request-summary';

export interface FrameProps {
  readonly request: RequestSummary;
  readonly onDone: () => void;
  /** Why the last thing asked for here was not done. */
  readonly error?: ComponentChildren;
}

/** What every result has around it: the way out, which Enter takes once all is well. */
export function ResultFrame({
  request,
  isGood,
  headId,
  buttons,
  onDone,
  error,
  children,
}: FrameProps & {
  /** All that was asked for was done, so there is nothing to be read twice. */
  readonly isGood: boolean;
  /** The headline, which is read out with the button. */
  readonly headId: string;
  /** What else can be done now. */
  readonly buttons?: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  const isOver = request.state === 'done';
  const done = useRef<HTMLButtonElement>(null);
  const focusedAt = useRef(0);
  useEffect(() => {
    const at = document.activeElement;
    const isFree = at === document.body || (isGood && at?.tagName === 'H1');
    if (!isOver || !isFree) return;
    focusedAt.current = performance.now();
    done.current?.focus();
  }, [isOver, isGood]);

  /** The Enter that answered the question, held or pressed twice, is not one that puts the result away. */
  function keep(event: KeyboardEvent) {
    const isTooSoon = performance.now() - focusedAt.current < RUN_MS;
    if (event.key === 'Enter' && (event.repeat || isTooSoon)) event.preventDefault();
  }

  return (
    <main class="view">
      {children}
      {error}
      <div class="actions">
        <span class="actions__aside hint">{isOver ? '' : i18n.t('popup.result.mayClose')}</span>
        {buttons}
        <Button
          ref={done}
          large
          aria-describedby={headId}
          onKeyDown={keep}
          // The second click of a double click on the question would put away what became of it.
          onClick={({ detail }) => detail < 2 && onDone()}
        >
          {isOver ? i18n.t('popup.result.done') : i18n.t('popup.result.close')}
        </Button>
      </div>
    </main>
  );
}
