import { i18n } from '#i18n';
import { clock } from '~/components/ui/clock';
import type { Action, Step } from '~/utils/journal/action';
import { stepWords, type Tone } from './step-words';
import { whomOf } from './whom';

export interface ActionWords {
  /** Whom or what it is about; to be isolated (`<bdi>`) from the words around it. */
  readonly whom: string;
  /** What became of it so far, in one line. */
  readonly what: string;
  readonly tone: Tone;
}

/** A confirmed action in one line, for lists. Never more than that JaaS accepted a request. */
export function actionWords(action: Action): ActionWords {
  const whom = whomOf(action);
  const worst = worstOf(action.steps);
  if (worst === undefined) {
    return { whom, what: i18n.t('outcome.headline.nothing'), tone: 'plain' };
  }
  const plain = action.steps.every(({ outcome }) => outcome?.code === 'accepted');
  if (plain && action.steps.length > 1) {
    return { whom, what: i18n.t('outcome.headline.banAndRemoval'), tone: 'good' };
  }
  const { text, tone } = stepWords(worst);
  return { whom, what: inTime(action, worst) ?? text, tone };
}

/** What became of an end that was meant for a time and did not come off says which time that was. */
function inTime({ schedule }: Action, step: Step): string | null {
  if (schedule === undefined || step.state === 'accepted' || step.outcome === null) return null;
  const at = clock(schedule.dueAt);
  return step.outcome.code === 'missed'
    ? i18n.t('outcome.happened.missedAt', [at])
    : i18n.t('outcome.happened.notEndedAt', [at, stepWords(step).text]);
}

/** From the step that matters most to the one that matters least. */
const ORDER: Record<Step['state'], number> = {
  sending: 0,
  waiting: 1,
  unknown: 2,
  refused: 3,
  failed: 3,
  skipped: 4,
  accepted: 5,
};

function worstOf(steps: readonly Step[]): Step | undefined {
  return steps.toSorted((a, b) => ORDER[a.state] - ORDER[b.state])[0];
}
