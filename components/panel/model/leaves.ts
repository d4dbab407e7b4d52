import type { Departure } from '~/utils/meeting/roster';
import type { ActionView } from '~/utils/messages/protocol-panel';

/** States of a removal after which a departure is worth telling. */
const SENT = new Set<ActionView['steps'][number]['state']>(['sending', 'accepted', 'unknown']);

/**
 * Participants whose removal was sent, whom this page then saw leave, and whose record does not say
 * so yet. Also right when the leaving is noticed before JaaS has answered.
 */
export function seenLeaving(
  departures: readonly Departure[],
  actions: readonly ActionView[],
): string[] {
  const removed = actions
    .filter(({ leftAt, steps }) => {
      return (
        leftAt === null && steps.some((one) => one.operation === 'kick' && SENT.has(one.state))
      );
    })
    .map(({ target }) => target?.participantId ?? null)
    .filter((id) => id !== null);
  if (removed.length === 0) return [];
  const gone = new Set(departures.filter((one) => one.witnessed).map(({ id }) => id));
  return [...new Set(removed)].filter((id) => gone.has(id));
}
