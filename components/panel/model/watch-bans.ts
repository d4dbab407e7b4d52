import { computed, type ReadonlySignal, signal } from '@preact/signals-core';
import { haveSameItems, keepEqual } from '~/utils/keep-equal';
import type { Named } from '~/utils/meeting/snapshot';
import type { RequestOf } from '~/utils/messages/protocol';
import { type BackgroundState, createReporter, type Link, oncePerId } from './background-link';
import {
  askBans,
  type BannedPresent,
  bannedHere,
  type Standing,
  seenReturning,
  standingOf,
} from './bans';
import type { Everybody } from './lists';
import { createAlarm, type Timing } from './timers';

/** As many as the background takes in one report. */
const MOST_REPORTED = 50;

type Reported = RequestOf<'panel.banned-here'>;

/** What the panel knows of people who were banned before. */
export interface BanWatch {
  /** Who is in the room although they were banned. */
  readonly here: ReadonlySignal<readonly BannedPresent[]>;
  /** Says of somebody whether they were banned, by what is known now. */
  readonly standing: ReadonlySignal<(person: Named) => Standing>;
  /** The people or the actions may have changed. */
  update(): void;
  /** Asks about everybody again: there are bans that this page has not heard of. */
  recheck(): void;
  /** The page goes away: nobody is here any more. */
  leave(): void;
}

/** Marks people who were banned before and reports those who are here. Asks for nothing by itself. */
export function watchBans(
  link: Link,
  timing: Timing,
  everybody: ReadonlySignal<Everybody>,
  { views, actions }: Pick<BackgroundState, 'views' | 'actions'>,
): BanWatch {
  const questions = askBans(link, timing);
  const here = signal<readonly BannedPresent[]>([]);
  const standing = computed(() => {
    const [index, bans, marks] = [actions.value, questions.bans.value, questions.marks.value];
    return (person: Named) => standingOf(person, index, bans, marks);
  });

  const report = createReporter(
    (people: Reported) => link.send('panel.banned-here', people),
    timing,
  );

  const watchNext = createAlarm(look, timing);

  const once = oncePerId();
  /** Returns when the next may have come back. */
  function reportReturns(now: number): number {
    const { people } = everybody.value;
    const { back, nextAt } = seenReturning(people, views.value, questions.bans.value, now);
    for (const { id, userId } of back) {
      if (userId === null) continue;
      once(id, () => link.send('panel.came-back', { participantId: id, userId }));
    }
    return nextAt;
  }

  function look(): void {
    const { people } = everybody.value;
    const now = timing.now();
    const found = bannedHere(people, actions.value, questions.bans.value, now);
    here.value = keepEqual(here.value, found.here, areSame);
    report({ people: found.here.flatMap(reported).slice(0, MOST_REPORTED) });
    watchNext(Math.min(found.nextAt, reportReturns(now)));
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
      void link.send('panel.banned-here', { people: [] });
    },
  };
}

/** Also of whom the host cannot act on now; not the host's own. */
function* userIds({ people, departed, lobby, elsewhere }: Everybody): Iterable<string> {
  for (const { me, userId } of people) if (userId !== null && !me) yield userId;
  for (const list of [departed, lobby, elsewhere]) {
    for (const { userId } of list) if (userId !== null) yield userId;
  }
}

function areSame(a: readonly BannedPresent[], b: readonly BannedPresent[]): boolean {
  return haveSameItems(a, b, isSame);
}

/** Bans compare by what they say: that of an own action is another object each time. */
function isSame(a: BannedPresent, b: BannedPresent): boolean {
  return a.person === b.person && a.ban.at === b.ban.at && a.ban.certain === b.ban.certain;
}

function reported({ person: { id, userId, name } }: BannedPresent): Reported['people'] {
  return userId === null ? [] : [{ participantId: id, userId, name }];
}
