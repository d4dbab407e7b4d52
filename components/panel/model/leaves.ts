import type { Signal } from '@preact/signals-core';
import { isUnclear } from '~/utils/journal/evidence';
import { isShared, type UserIds } from '~/utils/meeting/identity';
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
  let seen: Roster = EMPTY_ROSTER;
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
    const now = roster.value;
    if (state !== 'restored' || (now.leaves.length === 0 && seen.leaves.length === 0)) return;
    seen = now;
    keep(keepable(now));
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

function keepable({ leaves, userIds }: Roster): Kept {
  return leaves.slice(0, MOST).map((left) => kept(left, userIds));
}

/** Whether they are back or in another room is found out anew. */
function kept({ backAs: _, movedAs: __, ...left }: Leave, { shared }: UserIds): Kept[number] {
  // Others may have come with the user id since.
  return isShared(left.userId, shared) ? { ...left, shared: true } : left;
}

/** States of a removal that was sent; one that failed may have been done all the same. */
const SENT = new Set<ActionView['steps'][number]['state']>(['sending', 'accepted', 'unknown']);

/**
 * Participants whose removal was sent, whom this page then saw leave, and whose record does not say
 * so yet. Also right when the leaving is noticed before JaaS has answered.
 */
export function seenLeaving(leaves: readonly Leave[], actions: readonly ActionView[]): string[] {
  const removed = actions.filter(
    (action) =>
      action.leftAt === null &&
      action.steps.some(
        (step) => step.operation === 'kick' && (SENT.has(step.state) || isUnclear(step, action)),
      ),
  );
  if (removed.length === 0) return [];
  const left = leaves.filter(({ witnessed, movedAs }) => witnessed && movedAs === null);
  const leftAt = new Map(left.map((one) => [one.id, one.leftAt]));
  const gone = removed.flatMap(({ target, stagedAt }) => {
    const id = target?.participantId;
    // Who had left before it was asked for has come again since.
    return id != null && (leftAt.get(id) ?? 0) >= stagedAt ? [id] : [];
  });
  return [...new Set(gone)];
}
