import type { Kind, Verdict } from './verdict';

/** The moments at which the background is stopped, in the order in which an action comes to them. */
export const KILLS = [
  'never',
  'before the confirmation is written',
  'after the confirmation is written',
  'before the request leaves',
  'while JaaS is asked',
  'before the answer is written',
  'after the answer is written',
] as const;
export type Kill = (typeof KILLS)[number];

/**
 * What the journal must say after a stop at this moment, given what it would say without one. A
 * token is not kept, so a ban of one that never left does not go on. All else is confirmed and called
 * sending in one write. Nobody saw the answer to what was being sent, so nobody knows.
 */
export function verdictAfter(kill: Kill, kind: Kind, alive: Verdict): Verdict {
  switch (kill) {
    case 'never':
    case 'before the confirmation is written':
    case 'after the answer is written':
      return alive;
    case 'after the confirmation is written':
      return kind === 'ban-token'
        ? { result: 'failed', code: 'not-sent', asked: 0 }
        : interrupted(0);
    case 'before the request leaves':
      return interrupted(0);
    case 'while JaaS is asked':
      return interrupted(1);
    case 'before the answer is written':
      return { ...interrupted(alive.asked), least: alive.least ?? alive.asked, ...bothOf(alive) };
  }
}

function bothOf({ both }: Verdict): Pick<Verdict, 'both'> {
  return both ? { both } : {};
}

function interrupted(asked: number): Verdict {
  return { result: 'unknown', code: 'interrupted', asked };
}
