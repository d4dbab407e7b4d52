import { i18n } from '#i18n';
import { inOrder } from '~/components/popup/labels';
import { outcomeLabel, stepLabel, type Tone } from '~/components/ui/labels/outcome';
import { type VerdictLabel, verdictLabel } from '~/components/ui/labels/verdict';
import type { Action } from '~/utils/journal/action';
import { standingOf } from '~/utils/journal/evidence';
import { type PersonOutcome, personOutcome } from '~/utils/journal/request-summary';

/** People of whom the same is to be said. */
export interface Alike {
  /** Why it is so; empty where there is nothing to explain. */
  readonly reason: string;
  readonly people: readonly Action[];
}

/** Everybody with one verdict. */
export interface Group {
  /** What is true of each of them. */
  readonly verdict: VerdictLabel;
  readonly title: string;
  readonly tone: Tone;
  /** All that was asked for was accepted for each of them, so nobody need look. */
  readonly isGood: boolean;
  readonly count: number;
  readonly alike: readonly Alike[];
}

/** From what needs a look to what does not. */
const ORDER: readonly PersonOutcome[] = ['refused', 'failed', 'unknown', 'not-sent', 'accepted'];

/**
 * The people who are through by what became of them, what failed first; in each group by why, so that it is said once.
 * A group is as grave as the gravest of its people.
 *
 * @param now in milliseconds since 1970
 */
export function groupsOf(people: readonly Action[], now: number): Group[] {
  const groups = new Map<
    string,
    { outcome: PersonOutcome; verdict: VerdictLabel; people: Action[] }
  >();
  for (const action of people) {
    const outcome = personOutcome(action);
    if (!ORDER.includes(outcome)) continue;
    const verdict = verdictLabel(action, now);
    const key = outcome === 'not-sent' ? outcome : verdict.kind;
    const group = groups.get(key);
    if (group) {
      group.people.push(action);
      // Who left in spite of a refusal is as gone as others, and is still to be looked at.
      if (ORDER.indexOf(outcome) < ORDER.indexOf(group.outcome)) group.outcome = outcome;
    } else groups.set(key, { outcome, verdict, people: [action] });
  }
  return [...groups.values()]
    .toSorted((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome))
    .map(({ outcome, verdict, people: some }) => ({
      verdict,
      title: outcome === 'not-sent' ? i18n.t('popup.batch.notSent') : verdict.short,
      tone: outcome === 'not-sent' ? 'plain' : verdict.tone,
      isGood: outcome === 'accepted',
      count: some.length,
      alike: alikeOf(some),
    }));
}

function alikeOf(people: readonly Action[]): Alike[] {
  const reasons = new Map<string, Action[]>();
  for (const action of people) {
    const reason = reasonOf(action);
    const alike = reasons.get(reason);
    if (alike) alike.push(action);
    else reasons.set(reason, [action]);
  }
  return [...reasons].map(([reason, alike]) => ({ reason, people: inOrder(alike) }));
}

/** Why not everything was done for somebody, said once where it is the same for both requests. */
function reasonOf(action: Action): string {
  const said = action.steps.flatMap((step) => {
    if (standingOf(step, action) === 'accepted') return [];
    if (step.outcome === null) return stepLabel(step, action).text;
    const { happened, other } = outcomeLabel(step.outcome, step.operation, action);
    return [happened, other].filter((part) => part !== null);
  });
  return [...new Set(said)].join(' ');
}
