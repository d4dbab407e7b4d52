import type { Signal } from '@preact/signals-core';
import { PARTICIPANT_ID_LIMIT } from '~/utils/jaas/ids';
import {
  type Departure,
  EMPTY_ROSTER,
  type Roster,
  restoreDepartures,
} from '~/utils/meeting/roster';
import type { RequestOf } from '~/utils/messages/protocol';
import type { ActionView } from '~/utils/messages/protocol-panel';
import { createReporter, type Link, type PanelPorts } from './background-link';

/** As many as the background takes. */
const MOST = 500;

type Kept = NonNullable<RequestOf<'panel.departures'>['departures']>;

export interface DepartureKeeper {
  /** The roster may have changed. */
  update(): void;
  /** The page goes away: what waits is kept at once. */
  leave(): void;
}

/**
 * Keeps who left a short while ago with the background, so that a reload of the page does not lose
 * them: what an earlier panel of this meeting kept comes first, then every change is kept.
 */
export function keepDepartures(
  link: Link,
  { now, later }: Pick<PanelPorts, 'now' | 'later'>,
  roster: Signal<Roster>,
): DepartureKeeper {
  let state: 'new' | 'asking' | 'restored' = 'new';
  let seen: readonly Departure[] = EMPTY_ROSTER.departures;
  let sent = JSON.stringify(keepable(seen));

  const send = (departures: Kept) => {
    sent = JSON.stringify(departures);
    return link.tell('panel.departures', { departures });
  };
  const keep = createReporter(send, now, later);

  async function restore(): Promise<void> {
    state = 'asking';
    const answer = await link.tell('panel.departures', { departures: null });
    // Without an answer it is asked again: what was kept must not be written over.
    state = answer === null ? 'new' : 'restored';
    if (answer === null) return;
    roster.value = restoreDepartures(roster.value, answer.departures, now());
    update();
  }

  function update(): void {
    if (state === 'new') void restore();
    const { departures } = roster.value;
    if (state !== 'restored' || (departures.length === 0 && seen.length === 0)) return;
    seen = departures;
    keep(keepable(departures));
  }

  void restore();
  return {
    update,
    leave() {
      const departures = keepable(seen);
      if (JSON.stringify(departures) !== sent) void send(departures);
    },
  };
}

function keepable(departures: readonly Departure[]): Kept {
  return departures
    .filter(({ id }) => id.length <= PARTICIPANT_ID_LIMIT)
    .slice(0, MOST)
    .map(kept);
}

/** Whether they are back is found out anew. */
function kept({ backAs: _, ...departure }: Departure): Kept[number] {
  return departure;
}

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
