import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { Heading } from '~/components/popup/forms/parts';
import { whomOf } from '~/components/ui/labels/action';
import { outcomeLabel, stepLabel, type Tone } from '~/components/ui/labels/outcome';
import { clock, useNow } from '~/components/ui/time';
import { mayBeDone } from '~/utils/jaas/outcome';
import type { Action, Step } from '~/utils/journal/action';
import { type Offers, OutcomeNotice } from './OutcomeNotice';

/** What became of a confirmed action, step by step as it happens. */
export function ResultView({
  action,
  offers,
  onDone,
  error,
}: {
  readonly action: Action;
  readonly offers: Offers;
  readonly onDone: () => void;
  /** Why the last thing asked for here was not done. */
  readonly error?: ComponentChildren;
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
              words={outcomeLabel(outcome, operation, { keyId: action.keyId })}
              offers={offers}
            />
          ),
      )}
      {error}
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

/** One line of what became of an action, in the order it happened. */
export interface StepLine {
  readonly key: string;
  readonly text: string;
  readonly tone: Tone;
  /** When it happened, in milliseconds since 1970; null while it has not. */
  readonly at: number | null;
}

/** How long after an accepted removal the meeting page usually shows it, in milliseconds. */
export const SEEN_WITHIN_MS = 15_000;

/**
 * The requests of an action and, after an accepted removal, whether the meeting page saw the
 * participant leave: what JaaS accepted and what was seen are two facts.
 *
 * @param now in milliseconds since 1970
 */
function stepLines(action: Action, now: number): StepLine[] {
  const lines: StepLine[] = action.steps.map((step) => ({
    key: step.operation,
    at: step.endedAt,
    ...labelOf(step),
  }));
  const leaving = leavingLine(action, now);
  if (leaving !== null) lines.push(leaving);
  if (action.backAt !== null) {
    lines.push({ key: 'back', text: i18n.t('popup.result.back'), tone: 'warn', at: action.backAt });
  }
  return lines;
}

/** A line whose full words stand below it says only what happened in short. */
function labelOf(step: Step): { text: string; tone: Tone } {
  const words = stepLabel(step);
  if (step.outcome && mayBeDone(step.outcome)) {
    return { ...words, text: unclear[step.operation]() };
  }
  switch (step.state) {
    case 'refused':
    case 'failed':
      return { ...words, text: notDone[step.operation]() };
    default:
      return words;
  }
}

function leavingLine(action: Action, now: number): StepLine | null {
  const key = 'left';
  if (action.leftAt !== null) {
    return { key, text: i18n.t('popup.result.left'), tone: 'good', at: action.leftAt };
  }
  const kick = action.steps.find(({ operation }) => operation === 'kick');
  if (kick?.outcome?.code !== 'accepted' || action.frame === null) return null;
  return now - (kick.endedAt ?? now) < SEEN_WITHIN_MS
    ? { key, text: i18n.t('popup.result.leaving'), tone: 'plain', at: null }
    : { key, text: i18n.t('popup.result.notSeenLeaving'), tone: 'warn', at: null };
}

const notDone: Record<Step['operation'], () => string> = {
  'ban-user': () => i18n.t('popup.result.notBanned'),
  kick: () => i18n.t('popup.result.notRemoved'),
  'ban-token': () => i18n.t('popup.result.tokenNotBanned'),
  'end-meeting': () => i18n.t('popup.result.notEnded'),
  'dial-out': () => i18n.t('popup.result.notCalled'),
  'hang-up': () => i18n.t('popup.result.notHungUp'),
};

const unclear: Record<Step['operation'], () => string> = {
  'ban-user': () => i18n.t('popup.result.banUnclear'),
  kick: () => i18n.t('popup.result.removalUnclear'),
  'ban-token': () => i18n.t('popup.result.tokenUnclear'),
  'end-meeting': () => i18n.t('popup.result.endUnclear'),
  'dial-out': () => i18n.t('popup.result.callUnclear'),
  'hang-up': () => i18n.t('popup.result.hangUpUnclear'),
};
