import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { Facts } from '~/components/ui/KeyFacts';
import { outcomeLabel } from '~/components/ui/labels/outcome';
import { tokenRefusalLabel } from '~/components/ui/labels/token';
import { hostOf } from '~/utils/jaas/operation';
import type { Action, Step } from '~/utils/journal/action';
import { formatLanguage } from '~/utils/language';
import { inLogicalOrder } from '~/utils/names/direction';
import { CopyButton } from '../CopyButton';
import { type DetailFact, factsOf, known, safe, time } from './details';
import { type OutcomeLine, outcomeLines, userIdOf } from './labels';

/** The classes of facts in the details of a row. */
export const FACTS_LOOK = { list: 'details__facts', row: 'details__fact' } as const;

/** Everything that the journal knows of an action, and a way to take it along. */
export function ActivityDetails({
  action,
  onUser,
  children,
}: {
  action: Action;
  /** Shows everything about a user id, where that can be. */
  onUser?: (userId: string) => void;
  /** More tools. */
  children?: ComponentChildren;
}) {
  const details = useMemo(() => detailsOf(action), [action]);
  const userId = userIdOf(action);
  return (
    <div class="details">
      <ol class="details__steps" aria-label={i18n.t('options.activity.steps')}>
        {details.lines.map(({ text, tone, facts }) => (
          <li key={text}>
            <p class="details__step">
              <span class={`dot dot--${tone}`} aria-hidden="true" />
              <span>{text}</span>
            </p>
            {facts.length > 0 && <Facts look={FACTS_LOOK} facts={facts} />}
          </li>
        ))}
      </ol>
      <Facts look={FACTS_LOOK} facts={details.facts} />
      <div class="cluster details__tools">
        {userId !== null && (
          <>
            <CopyButton
              text={userId}
              name={i18n.t('options.activity.copyId')}
              label={i18n.t('options.activity.copyId')}
            />
            {onUser && (
              <Button onClick={() => onUser(userId)}>{i18n.t('options.activity.thisUser')}</Button>
            )}
          </>
        )}
        <CopyButton
          text={detailsText(details)}
          name={i18n.t('options.activity.copyDetails')}
          label={i18n.t('options.activity.copyDetails')}
        />
        {children}
      </div>
    </div>
  );
}

/** What became of it, or of one request of it. */
interface DetailLine extends OutcomeLine {
  readonly facts: readonly DetailFact[];
}

interface Details {
  readonly facts: readonly DetailFact[];
  readonly lines: readonly DetailLine[];
}

/** All that the journal knows of an action, ids whole; what it does not know is left out. */
function detailsOf(action: Action): Details {
  return {
    facts: factsOf(action),
    lines: outcomeLines(action).map((line) => ({
      ...line,
      facts: line.step ? stepFacts(line.step, action) : [],
    })),
  };
}

function stepFacts({ outcome, operation, startedAt, endedAt }: Step, action: Action): DetailFact[] {
  const words = outcome && outcomeLabel(outcome, operation, action);
  return known([
    [i18n.t('options.activity.started'), time(startedAt)],
    [i18n.t('options.activity.answered'), time(endedAt)],
    [i18n.t('options.activity.took'), duration(startedAt, endedAt)],
    [
      i18n.t('options.activity.address'),
      outcome?.sent && outcome.base ? hostOf(outcome.base) : null,
      'mono',
    ],
    [i18n.t('options.activity.reason'), outcome?.refusal && tokenRefusalLabel(outcome.refusal)],
    [i18n.t('options.activity.otherAddress'), words?.other],
    [i18n.t('options.activity.status'), outcome?.status?.toString(), 'mono'],
    [i18n.t('options.activity.message'), safe(outcome?.message)],
    [i18n.t('options.activity.nextStep'), words?.next],
  ]);
}

/** The details as lines, for a message or a report. */
function detailsText({ facts, lines: told }: Details): string {
  const line = ({ name, value, mono }: DetailFact) =>
    `${name}: ${mono ? inLogicalOrder(value) : value}`;
  const parts = [
    facts.map(line),
    ...told.map(({ text, facts: own }) => [text, ...own.map((fact) => `  ${line(fact)}`)]),
  ];
  return parts.map((lines) => lines.join('\n')).join('\n\n');
}

function duration(from: number | null, to: number | null): string | null {
  if (from === null || to === null || to < from) return null;
  return i18n.t('options.activity.milliseconds', [(to - from).toLocaleString(formatLanguage())]);
}
