import type { StartMarks } from '~/utils/storage/first-steps';

export const stepNames = ['add', 'check', 'join'] as const;
export type StepName = (typeof stepNames)[number];
export type StepState = 'done' | 'next' | 'later';

/** What is known of this installation from outside the marks. */
export interface StartFacts {
  readonly keys: number;
  /** Some key has signed for a request already, which proves more than a check. */
  readonly used: boolean;
  /** A tab shows a joined meeting now, or the journal has a record of one. */
  readonly met: boolean;
}

/** Which step is done and which one comes next. A step that is done stays done in any order. */
export function startSteps(facts: StartFacts, marks: StartMarks): Record<StepName, StepState> {
  const done: Record<StepName, boolean> = {
    add: facts.keys > 0,
    check: facts.keys > 0 && (marks.checked || facts.used),
    join: marks.joined || facts.met,
  };
  const next = stepNames.find((name) => !done[name]);
  const state = (name: StepName): StepState => {
    if (done[name]) return 'done';
    return name === next ? 'next' : 'later';
  };
  return { add: state('add'), check: state('check'), join: state('join') };
}

/** The steps are shown until all are done or the person, who has a key by then, puts them away. */
export function showSteps(steps: Record<StepName, StepState>, marks: StartMarks): boolean {
  if (stepNames.every((name) => steps[name] === 'done')) return false;
  return !(marks.hidden && steps.add === 'done');
}
