import { computed, type ReadonlySignal, signal } from '@preact/signals-core';
import { PARTICIPANT_ID_LIMIT } from '~/utils/jaas/ids';
import type { Named } from '~/utils/meeting/snapshot';
import type { RequestOf } from '~/utils/messages/protocol';
import type { ActionView } from '~/utils/messages/protocol-panel';
import type { ActionIndex } from './actions';
import type { Link, PanelPorts } from './background-link';
import { createReporter } from './background-link';
import {
  askBans,
  type BannedPresent,
  bannedHere,
  type Standing,
  seenReturning,
  standingOf,
} from './bans';
import type { Everybody } from './lists';

/** As many as the background takes in one report. */
const MOST_REPORTED = 50;

type Reported = RequestOf<'panel.banned-here'>;

/** What the panel knows of people who were banned before. */
export interface BanWatch {
  /** Who is in the room although they were banned. */
  readonly here: ReadonlySignal<readonly BannedPresent[]>;
  /** How to say of somebody whether they were banned; follows what is known. */
  readonly standing: ReadonlySignal<(person: Named) => Standing>;
  /** The people or the actions may have changed. */
  update(): void;
  /** There are bans that this page has not heard of. */
  recheck(): void;
  /** The page goes away: nobody is here any more. */
  leave(): void;
}

/** Marks people who were banned before and reports those who are here. Asks for nothing by itself. */
export function watchBans(
  link: Link,
  { now, later }: Pick<PanelPorts, 'now' | 'later'>,
  everybody: ReadonlySignal<Everybody>,
  views: ReadonlySignal<readonly ActionView[]>,
  actions: ReadonlySignal<ActionIndex>,
): BanWatch {
  const questions = askBans(link, { now, later });
  const here = signal<readonly BannedPresent[]>([]);
  const standing = computed(() => {
    const [index, bans] = [actions.value, questions.bans.value];
    return (person: Named) => standingOf(person, index, bans);
  });

  const report = createReporter(
    (people: Reported) => link.tell('panel.banned-here', people),
    now,
    later,
  );

  let wakesAt = Number.POSITIVE_INFINITY;
  function wake(at: number): void {
    if (at >= wakesAt) return;
    wakesAt = at;
    later(
      () => {
        wakesAt = Number.POSITIVE_INFINITY;
        look();
      },
      Math.max(at - now(), 0),
    );
  }

  const told = new Set<string>();
  function tellReturns(): void {
    const back = seenReturning(everybody.value.people, views.value, questions.bans.value);
    for (const { id, userId } of back) {
      if (told.has(id) || userId === null || id.length > PARTICIPANT_ID_LIMIT) continue;
      told.add(id);
      void link.tell('panel.came-back', { participantId: id, userId }).then((answer) => {
        if (answer === null) told.delete(id);
      });
    }
  }

  function look(): void {
    const found = bannedHere(everybody.value.people, actions.value, questions.bans.value, now());
    if (!sameBanned(here.value, found.here)) here.value = found.here;
    wake(found.nextAt);
    report({ people: found.here.flatMap(reported).slice(0, MOST_REPORTED) });
    tellReturns();
  }

  let began = false;
  // What the background answers changes who is marked, also while the page is still.
  questions.bans.subscribe(() => {
    if (began) look();
  });

  function update(): void {
    began = true;
    questions.see(userIds(everybody.value));
    look();
  }

  return {
    here,
    standing,
    update,
    recheck() {
      questions.forget();
      update();
    },
    leave() {
      if (here.value.length === 0) return;
      here.value = [];
      void link.tell('panel.banned-here', { people: [] });
    },
  };
}

/** Also of whom the host cannot act on now; not the host's own. */
function* userIds({ people, departed, lobby }: Everybody): Iterable<string> {
  for (const { me, userId } of people) if (userId !== null && !me) yield userId;
  for (const list of [departed, lobby]) {
    for (const { userId } of list) if (userId !== null) yield userId;
  }
}

function sameBanned(a: readonly BannedPresent[], b: readonly BannedPresent[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, i) => one.person === b[i]?.person && one.ban === b[i]?.ban)
  );
}

function reported({ person: { id, userId, name } }: BannedPresent): Reported['people'] {
  return userId === null || id.length > PARTICIPANT_ID_LIMIT
    ? []
    : [{ participantId: id, userId, name }];
}
