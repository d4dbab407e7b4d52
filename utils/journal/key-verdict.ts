import type { Outcome } from '~/utils/jaas/outcome';
import type { Action, Step } from './action';
import { standingOf } from './evidence';

/** No meeting has ever shown anything of it when its answer comes. */
const UNSEEN = { leftAt: null } as const;

/**
 * What an outcome says of the key that signed for it; null where it says nothing. JaaS accepts a key whose request it
 * accepts, and a test that finds no such meeting. It refuses one with 401; 403 is about the key in a test alone, as
 * anything else may not be allowed for another reason. A web page says nothing: anybody may send that.
 */
export function keyVerdictOf(
  outcome: Outcome,
  kind: Action['kind'],
  operation: Step['operation'],
): 'accepted' | 'refused' | null {
  if (outcome.page) return null;
  if (outcome.code === 'token-refused') return 'refused';
  if (kind !== 'test-key') return outcome.code === 'accepted' ? 'accepted' : null;
  if (outcome.code === 'not-allowed') return 'refused';
  const step = { operation, state: outcome.result, outcome };
  return standingOf(step, { kind, ...UNSEEN }) === 'accepted' ? 'accepted' : null;
}
