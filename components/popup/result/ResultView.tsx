import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { Heading } from '~/components/popup/forms/Heading';
import { clock } from '~/components/ui/clock';
import { useNow } from '~/components/ui/use-now';
import { outcomeWords } from '~/components/ui/words/outcome';
import { whomOf } from '~/components/ui/words/whom';
import type { Action } from '~/utils/journal/action';
import { type Offers, OutcomeNotice } from './OutcomeNotice';
import { SEEN_WITHIN_MS, stepLines } from './Result';

/** What became of a confirmed action, step by step as it happens. */
export function ResultView({
  action,
  offers,
  onDone,
  trouble,
}: {
  readonly action: Action;
  readonly offers: Offers;
  readonly onDone: () => void;
  /** Why the last thing asked for here was not done. */
  readonly trouble?: ComponentChildren;
}) {
  const over = action.state === 'done';
  const now = useNow(!over || isFresh(action));
  const done = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (over && document.activeElement === document.body) done.current?.focus();
  }, [over]);

  return (
    <main class="view">
      <Heading focus>
        <bdi>{whomOf(action)}</bdi>
      </Heading>
      <div role="status" aria-busy={!over}>
        <ul class="steps">
          {stepLines(action, now).map(({ key, text, tone, at }) => (
            <li key={key}>
              <span class={tone === 'plain' ? 'dot' : `dot dot--${tone}`} aria-hidden="true" />
              <span>
                {text}
                {at !== null && (
                  <>
                    {' '}
                    <time class="hint" dateTime={new Date(at).toISOString()}>
                      {clock(at, true)}
                    </time>
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      </div>
      {action.steps.map(
        ({ operation, state, outcome }) =>
          outcome !== null &&
          state !== 'accepted' && (
            <OutcomeNotice
              key={operation}
              outcome={outcome}
              words={outcomeWords(outcome, operation, { keyId: action.keyId })}
              offers={offers}
            />
          ),
      )}
      {trouble}
      <div class="actions">
        <span class="actions__aside hint">{over ? '' : i18n.t('popup.result.mayClose')}</span>
        <button ref={done} type="button" class="button button--large" onClick={onDone}>
          {i18n.t('popup.result.done')}
        </button>
      </div>
    </main>
  );
}

/** Whether the meeting page may still show that the participant leaves. */
function isFresh({ endedAt, leftAt }: Action): boolean {
  return leftAt === null && Date.now() - (endedAt ?? 0) < SEEN_WITHIN_MS + 1000;
}
