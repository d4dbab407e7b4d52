import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { Facts } from '~/components/ui/KeyFacts';
import { wholeRoomOf } from '~/components/ui/labels/action';
import { outcomeLabel } from '~/components/ui/labels/outcome';
import { tokenRefusalLabel } from '~/components/ui/labels/token';
import { formatLanguage } from '~/components/ui/language';
import { exactTime } from '~/components/ui/time';
import { hostOf } from '~/utils/jaas/operation';
import type { Action, Step } from '~/utils/journal/action';
import { isoTime } from '~/utils/journal/export';
import { isOneOfMany } from '~/utils/journal/request-id';
import { inLogicalOrder } from '~/utils/names/direction';
import { safeId } from '~/utils/names/safe-name';
import { CopyButton } from '../CopyButton';
import { kindLabel, nameOf, type OutcomeLine, outcomeLines, userIdOf } from './labels';

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

/** One fact about an action. `mono`: every character counts. */
export interface DetailFact {
  readonly name: string;
  readonly value: string;
  readonly mono?: boolean;
}

/** What became of it, or of one request of it. */
interface DetailLine extends OutcomeLine {
  readonly facts: readonly DetailFact[];
}

interface Details {
  readonly facts: readonly DetailFact[];
  readonly lines: readonly DetailLine[];
}

type MaybeFact = readonly [name: string, value: string | null | undefined, mono?: 'mono'];

/** All that the journal knows of an action, ids whole; what it does not know is left out. */
function detailsOf(action: Action): Details {
  const { target, token, meeting, keyId, service } = action;
  return {
    facts: known([
      [i18n.t('options.activity.what'), kindLabel(action.kind)],
      [i18n.t('options.activity.name'), nameOf(action)],
      [i18n.t('options.activity.userId'), safe(target?.userId ?? token?.userId), 'mono'],
      [i18n.t('options.activity.participantId'), safe(target?.participantId), 'mono'],
      [i18n.t('options.activity.phone'), action.phone, 'mono'],
      [i18n.t('options.activity.dueAt'), timeFact(action.schedule?.dueAt)],
      [i18n.t('options.activity.role'), safe(target?.role)],
      [i18n.t('options.activity.meeting'), wholeRoomOf(meeting.room)],
      [i18n.t('options.activity.room'), safe(meeting.room), 'mono'],
      [i18n.t('options.activity.appId'), meeting.appId, 'mono'],
      [i18n.t('options.activity.keyId'), keyId, 'mono'],
      [i18n.t('options.activity.service'), service, 'mono'],
      [i18n.t('options.activity.tokenRoom'), safe(token?.room)],
      [i18n.t('options.activity.tokenExpires'), timeFact(token?.expiresAt)],
      [i18n.t('options.activity.asked'), timeFact(action.stagedAt)],
      [i18n.t('options.activity.confirmed'), timeFact(action.confirmedAt)],
      [i18n.t('options.activity.ended'), timeFact(action.endedAt)],
      [i18n.t('options.activity.seenLeaving'), timeFact(action.leftAt)],
      [i18n.t('options.activity.seenStill'), timeFact(action.stillAt)],
      [i18n.t('options.activity.seenBack'), timeFact(action.backAt)],
      [i18n.t('options.activity.note'), action.note],
      [i18n.t('options.activity.batch'), isOneOfMany(action) ? action.request : null, 'mono'],
      [i18n.t('options.activity.record'), action.id, 'mono'],
    ]),
    lines: outcomeLines(action).map((line) => ({
      ...line,
      facts: line.step ? stepFacts(line.step, action) : [],
    })),
  };
}

function stepFacts({ outcome, operation, startedAt, endedAt }: Step, action: Action): DetailFact[] {
  const words = outcome && outcomeLabel(outcome, operation, action);
  return known([
    [i18n.t('options.activity.started'), timeFact(startedAt)],
    [i18n.t('options.activity.answered'), timeFact(endedAt)],
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

/** The facts that are known: those without a value are left out. */
export function known(facts: readonly MaybeFact[]): DetailFact[] {
  return facts.flatMap(([name, value, mono]) =>
    value ? [{ name, value, ...(mono && { mono: true }) }] : [],
  );
}

function safe(id: string | null | undefined): string | null {
  return id ? safeId(id) : null;
}

/** The time here, and the same in UTC as the exports have it. */
export function timeFact(at: number | null | undefined): string | null {
  if (at === null || at === undefined) return null;
  const utc = isoTime(at);
  return utc === '' ? null : `${exactTime(at)} (${utc})`;
}

function duration(from: number | null, to: number | null): string | null {
  if (from === null || to === null || to < from) return null;
  return i18n.t('options.activity.milliseconds', [(to - from).toLocaleString(formatLanguage())]);
}
