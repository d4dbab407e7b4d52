import type { Signal } from '@preact/signals-core';
import type { Leave } from '~/utils/meeting/leave';
import { EMPTY_ROSTER, type Roster, restoreLeaves } from '~/utils/meeting/roster';
import type { RequestOf } from '~/utils/messages/protocol';
import type { ActionView } from '~/utils/messages/protocol-panel';
import { createReporter, type Link } from './background-link';
import type { Timing } from './timers';

/** As many as the background takes. */
const MOST = 500;

type Kept = NonNullable<RequestOf<'panel.leaves'>['leaves']>;

export interface LeaveKeeper {
  /** The roster may have changed. */
  update(): void;
  /** The page goes away: what waits is kept at once. */
  leave(): void;
}

/**
 * Keeps who left a short while ago with the background, so that a reload of the page does not lose
 * them: what an earlier panel of this meeting kept comes first, then every change is kept.
 */
export function keepLeaves(link: Link, timing: Timing, roster: Signal<Roster>): LeaveKeeper {
  let state: 'new' | 'asking' | 'restored' = 'new';
  let seen: readonly Leave[] = EMPTY_ROSTER.leaves;
  let sent = JSON.stringify(keepable(seen));

  const send = (leaves: Kept) => {
    sent = JSON.stringify(leaves);
    return link.send('panel.leaves', { leaves });
  };
  const keep = createReporter(send, timing);

  async function restore(): Promise<void> {
    state = 'asking';
    const answer = await link.send('panel.leaves', { leaves: null });
    // Without an answer it is asked again: what was kept must not be written over.
    state = answer === null ? 'new' : 'restored';
    if (answer === null) return;
    roster.value = restoreLeaves(roster.value, answer.leaves, timing.now());
    update();
  }

  function update(): void {
    if (state === 'new') void restore();
    const { leaves } = roster.value;
    if (state !== 'restored' || (leaves.length === 0 && seen.length === 0)) return;
    seen = leaves;
    keep(keepable(leaves));
  }

  void restore();
  return {
    update,
    leave() {
      const leaves = keepable(seen);
      if (JSON.stringify(leaves) !== sent) void send(leaves);
    },
  };
}

function keepable(leaves: readonly Leave[]): Kept {
  return leaves.slice(0, MOST).map(kept);
}

/** Whether they are back or in another room is found out anew. */
function kept({ backAs: _, movedAs: __, ...left }: Leave): Kept[number] {
  return left;
}

/** States of a removal after which a departure is worth telling. */
const SENT = new Set<ActionView['steps'][number]['state']>(['sending', 'accepted', 'unknown']);

/**
 * Participants whose removal was sent, whom this page then saw leave, and whose record does not say
 * so yet. Also right when the leaving is noticed before JaaS has answered.
 */
export function seenLeaving(leaves: readonly Leave[], actions: readonly ActionView[]): string[] {
  const removed = actions
    .filter(({ leftAt, steps }) => {
      return (
        leftAt === null &&
        steps.some(({ operation, state }) => operation === 'kick' && SENT.has(state))
      );
    })
    .map(({ target }) => target?.participantId ?? null)
    .filter((id) => id !== null);
  if (removed.length === 0) return [];
  const left = leaves.filter(({ witnessed, movedAs }) => witnessed && movedAs === null);
  const gone = new Set(left.map(({ id }) => id));
  return [...new Set(removed)].filter((id) => gone.has(id));
}
