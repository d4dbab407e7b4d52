import { i18n } from '#i18n';
import { actionLabel, shownPerson, whomOf } from '~/components/ui/labels/action';
import { outcomeLabel, stepLabel, type Tone } from '~/components/ui/labels/outcome';
import type { Action } from '~/utils/journal/action';
import {
  type PersonOutcome,
  personOutcome,
  type RequestSummary,
} from '~/utils/journal/request-summary';

/** What a request is about, in one line; to be isolated (`<bdi>`) from the words around it. */
export function requestTitle({ kind, total, only }: RequestSummary): string {
  if (only !== null) return whomOf(only);
  return kind === 'ban'
    ? i18n.t('popup.batch.banDone', total, [String(total)])
    : i18n.t('popup.batch.removeDone', total, [String(total)]);
}

/** What became of a request so far, in one line. */
export function requestLine(request: RequestSummary): {
  readonly text: string;
  readonly tone: Tone;
} {
  const { total, done, accepted, unknown, only } = request;
  if (only !== null) {
    const { what, tone } = actionLabel(only);
    return { text: what, tone };
  }
  if (request.state === 'confirmed') {
    return {
      text: i18n.t('popup.batch.line.running', [String(done), String(total)]),
      tone: 'plain',
    };
  }
  if (accepted === total) return { text: i18n.t('popup.batch.line.accepted'), tone: 'good' };
  const not = total - accepted - unknown;
  if (not === 0) {
    return {
      text: i18n.t('popup.batch.line.onlyUnknown', [String(accepted), String(unknown)]),
      tone: 'warn',
    };
  }
  return unknown === 0
    ? { text: i18n.t('popup.batch.line.mixed', [String(accepted), String(not)]), tone: 'danger' }
    : {
        text: i18n.t('popup.batch.line.unknown', [String(accepted), String(not), String(unknown)]),
        tone: 'warn',
      };
}

/** The groups of a result, from what needs a look to what does not. */
export const GROUPS = ['refused', 'failed', 'unknown', 'not-sent', 'accepted'] as const;
export type Group = (typeof GROUPS)[number];

export const groupLabel: Record<Group, () => string> = {
  refused: () => i18n.t('popup.batch.group.refused'),
  failed: () => i18n.t('popup.batch.group.failed'),
  unknown: () => i18n.t('popup.batch.group.unknown'),
  'not-sent': () => i18n.t('popup.batch.group.notSent'),
  accepted: () => i18n.t('popup.batch.group.accepted'),
};

export const groupTones: Record<Group, Tone> = {
  refused: 'danger',
  failed: 'danger',
  unknown: 'warn',
  'not-sent': 'plain',
  accepted: 'good',
};

/** People of whom the same is to be said. */
export interface Alike {
  readonly text: string;
  readonly people: readonly Action[];
}

/** Everybody by what became of them, and in each group by what there is to say, so that it is said once. */
export function grouped(people: readonly Action[]): ReadonlyMap<PersonOutcome, readonly Alike[]> {
  const groups = new Map<PersonOutcome, Map<string, Action[]>>();
  for (const action of people) {
    const outcome = personOutcome(action);
    const group = groups.get(outcome) ?? new Map<string, Action[]>();
    groups.set(outcome, group);
    const text = saidOf(action);
    const alike = group.get(text);
    if (alike) alike.push(action);
    else group.set(text, [action]);
  }
  return new Map(
    [...groups].map(([outcome, group]) => [
      outcome,
      [...group].map(([text, alike]) => ({ text, people: inOrder(alike) })),
    ]),
  );
}

/** What happened, said once where it is the same for both requests, and what was done and was not. */
function saidOf(action: Action): string {
  const said = action.steps.flatMap((step) => {
    if (step.outcome === null) return stepLabel(step, action).text;
    const { happened, done, other } = outcomeLabel(step.outcome, step.operation, action);
    return [happened, other, done].filter((part) => part !== null);
  });
  return [...new Set(said)].join(' ');
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** As the host looks for them: by name. */
export function inOrder(people: readonly Action[]): Action[] {
  const names = new Map(people.map(({ id, target }) => [id, shownPerson(target)]));
  return people.toSorted((a, b) => collator.compare(names.get(a.id) ?? '', names.get(b.id) ?? ''));
}
