import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { ReadRecords } from '~/components/popup/confirm/People';
import { Heading } from '~/components/popup/forms/parts';
import { requestTitle } from '~/components/popup/labels';
import { Button } from '~/components/ui/Button';
import { outcomeLabel, stepLabel, type Tone } from '~/components/ui/labels/outcome';
import { clock, useNow } from '~/components/ui/time';
import type { Action, Step } from '~/utils/journal/action';
import { evidenceOf, isUnclear, standingOf } from '~/utils/journal/evidence';
import type { RequestSummary } from '~/utils/journal/request-summary';
import { type Offers, OutcomeNotice } from './OutcomeNotice';
import { Progress } from './Progress';

/** What became of a confirmed request: of one step by step, of many person by person. */
export function ResultView({
  request,
  read,
  offers,
  busy,
  onStop,
  onDone,
  error,
}: {
  readonly request: RequestSummary;
  readonly read: ReadRecords;
  readonly offers: Offers;
  readonly busy: boolean;
  readonly onStop: () => void;
  readonly onDone: () => void;
  /** Why the last thing asked for here was not done. */
  readonly error?: ComponentChildren;
}) {
  const { only, running, repeatable, state } = request;
  const over = state === 'done';
  const done = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (over && document.activeElement === document.body) done.current?.focus();
  }, [over]);

  return (
    <main class="view">
      <Heading focus>
        <bdi>{requestTitle(request)}</bdi>
      </Heading>
      {only === null ? (
        <Progress request={request} read={read} />
      ) : (
        <Steps action={only} offers={offers} />
      )}
      {error}
      <div class="actions">
        <span class="actions__aside hint">{asideOf(request)}</span>
        {only === null && running && (
          <Button large aria-disabled={busy} onClick={onStop}>
            {i18n.t('popup.batch.stop')}
          </Button>
        )}
        {only === null && over && repeatable > 0 && (
          <Button large aria-disabled={busy} onClick={() => offers.repeat(null)}>
            {i18n.t('popup.batch.repeat', repeatable, [String(repeatable)])}
          </Button>
        )}
        <button
          ref={done}
          type="button"
          class="button button--large"
          // The second click of a double click on the question would put away what became of it.
          onClick={({ detail }) => detail < 2 && onDone()}
        >
          {i18n.t('popup.result.done')}
        </button>
      </div>
    </main>
  );
}

function asideOf({ only, running, state }: RequestSummary): string {
  if (only === null) return running ? i18n.t('popup.batch.running') : '';
  return state === 'done' ? '' : i18n.t('popup.result.mayClose');
}

/** The requests of one record as they happen, and what to do where one was not done. */
function Steps({ action, offers }: { readonly action: Action; readonly offers: Offers }) {
  const over = action.state === 'done';
  const now = useNow(!over || isFresh(action));
  return (
    <>
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
        (step) =>
          step.outcome !== null &&
          standingOf(step, action) !== 'accepted' && (
            <OutcomeNotice
              key={step.operation}
              outcome={step.outcome}
              words={outcomeLabel(step.outcome, step.operation, action)}
              offers={offers}
            />
          ),
      )}
    </>
  );
}

/** Whether the meeting page may still show that the participant leaves. */
function isFresh({ endedAt, leftAt }: Action): boolean {
  return leftAt === null && Date.now() - (endedAt ?? 0) < SEEN_WITHIN_MS + 1000;
}

/** One line of what became of an action, in the order it happened. */
interface StepLine {
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
    ...labelOf(step, action),
  }));
  const leaving = leavingLine(action, now);
  if (leaving !== null) lines.push(leaving);
  if (action.backAt !== null) {
    lines.push({ key: 'back', text: i18n.t('popup.result.back'), tone: 'warn', at: action.backAt });
  }
  return lines;
}

/** A line whose full words stand below it says only what happened in short. */
function labelOf(step: Step, action: Action): { text: string; tone: Tone } {
  const words = stepLabel(step, action);
  if (isUnclear(step, action)) return { ...words, text: unclear[step.operation]() };
  switch (standingOf(step, action)) {
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
  if (kick?.outcome == null || action.frame === null) return null;
  const isNew = now - (kick.endedAt ?? now) < SEEN_WITHIN_MS;
  if (evidenceOf(kick.outcome, action) === 'unseen') {
    return isNew ? { key, text: i18n.t('popup.result.looking'), tone: 'plain', at: null } : null;
  }
  if (kick.outcome.code !== 'accepted') return null;
  return isNew
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
