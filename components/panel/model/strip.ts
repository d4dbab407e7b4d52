import { computed, type ReadonlySignal, signal } from '@preact/signals-core';
import { isUnclear, standingOf } from '~/utils/journal/evidence';
import { isOneOfMany } from '~/utils/journal/request-id';
import { SEEN_WITHIN_MS, type VerdictKind } from '~/utils/journal/verdict';
import { sameUser } from '~/utils/meeting/identity';
import type { RosterPerson } from '~/utils/meeting/roster-person';
import type { ActionView, PanelState } from '~/utils/messages/protocol-panel';
import { isSilent } from './actions';
import type { BannedPresent } from './bans';
import type { LastRefusal } from './requests';
import { createAlarm, type Timing } from './timers';

/** A request about many that was confirmed here. */
export type BatchView = NonNullable<PanelState['batch']>;

/** What came of a request about one person, where all of it went well. */
export type Verdict = Extract<
  VerdictKind,
  | 'banned'
  | 'bannedGone'
  | 'bannedWaiting'
  | 'bannedUnseen'
  | 'gone'
  | 'back'
  | 'removalWaiting'
  | 'removalUnseen'
>;

/** Of a request about many: whom it failed for, and how many are known to be gone after what was asked for. */
interface ManyOutcome {
  readonly failed: readonly ActionView[];
  readonly bannedGone: number;
  readonly removedGone: number;
}

/** One thing that the strip says. */
export type StripItem = {
  /** When it last changed, in milliseconds since 1970. */
  readonly at: number;
} & (
  | {
      readonly says: 'waiting';
      /** The newest; of many people the first. */
      readonly action: ActionView;
      /** How many people it is about. */
      readonly total: number;
      /** How many other requests wait. */
      readonly more: number;
    }
  | { readonly says: 'running'; readonly batch: BatchView }
  | { readonly says: 'refused'; readonly refusal: LastRefusal }
  | { readonly says: 'one'; readonly action: ActionView; readonly verdict: Verdict | null }
  | { readonly says: 'many'; readonly batch: BatchView; readonly outcome: ManyOutcome }
);

/** What the strip is made from. */
export interface StripSources {
  /** In milliseconds since 1970; somebody is waited for only for a while. */
  readonly now: number;
  /** Newest first. */
  readonly actions: readonly ActionView[];
  readonly batch: BatchView | null;
  readonly refusal: LastRefusal | null;
  readonly people: readonly RosterPerson[];
  /** Of whom an alert says that they are here although they were banned. */
  readonly bannedHere: readonly BannedPresent[];
}

/**
 * What the strip says, each thing once: what waits and what runs; where nothing does, what came last of
 * anything. A click that led to nothing comes before a request that waited already.
 *
 * @param dismissedAt when what the host has put away last changed; what is older is as old news
 */
export function stripItems(sources: StripSources, dismissedAt: number): StripItem[] {
  const { batch } = sources;
  const waiting = waitingItem(sources.actions);
  const isNews = ({ at }: StripItem) => at > dismissedAt;
  const refused = refusedItems(sources).filter(isNews);
  if (waiting === null && !batch?.running) {
    const news = [...refused, ...outcomes(sources).filter(isNews)];
    return news.sort((a, b) => b.at - a.at).slice(0, 1);
  }
  const [first] = refused.filter(({ at }) => at >= (waiting?.at ?? 0));
  const items = [first ?? waiting].filter((item) => item !== null);
  if (batch?.running) items.push({ at: 0, says: 'running', batch });
  return items;
}

function refusedItems({ refusal }: StripSources): StripItem[] {
  return refusal ? [{ at: refusal.at, says: 'refused', refusal }] : [];
}

type WaitingItem = Extract<StripItem, { says: 'waiting' }>;

function waitingItem(actions: readonly ActionView[]): WaitingItem | null {
  const waits = actions.filter(({ state }) => state === 'pending');
  const [newest] = waits;
  if (newest === undefined) return null;
  const its = waits.filter(({ request }) => request === newest.request);
  return {
    at: newest.stagedAt,
    says: 'waiting',
    // People without a user id are only removed, also where the request is a ban.
    action: its.find(({ kind }) => kind === 'ban') ?? newest,
    total: its.length,
    more: new Set(waits.map(({ request }) => request)).size - 1,
  };
}

/** What came of what was asked for. */
function outcomes({ now, actions, batch, people, bannedHere }: StripSources): StripItem[] {
  const found: StripItem[] = [];
  for (const action of actions) {
    if (isSilent(action) || isOneOfMany(action) || action.state === 'pending') continue;
    const isHere = ({ person }: BannedPresent) =>
      sameUser(person.userId, action.target?.userId ?? null);
    // That it went well is contradicted by the alert; that something failed is not.
    if (isAllAccepted(action) && bannedHere.some(isHere)) continue;
    const verdict = verdictOf(action, people, now);
    found.push({ at: lastEventAt(action), says: 'one', action, verdict });
  }
  if (batch) {
    const its = actions.filter(({ request }) => request === batch.id);
    const at = Math.max(0, ...its.map((action) => action.endedAt ?? 0));
    const outcome = manyOutcome(its);
    found.push({ at, says: 'many', batch, outcome });
  }
  return found;
}

/** When something last happened to a request, in milliseconds since 1970. */
function lastEventAt({ stagedAt, endedAt, leftAt, steps }: ActionView): number {
  return Math.max(stagedAt, endedAt ?? 0, leftAt ?? 0, ...steps.map((step) => step.endedAt ?? 0));
}

const went = (action: ActionView, operation?: 'ban-user' | 'kick') =>
  action.steps.some(
    (step) => step.operation === (operation ?? step.operation) && isAccepted(action, step),
  );

const isAccepted = (action: ActionView, step: ActionView['steps'][number]) =>
  standingOf(step, action) === 'accepted';

const isAllAccepted = (action: ActionView) =>
  action.state === 'done' && went(action) && action.steps.every((step) => isAccepted(action, step));

/**
 * What all went well of a request about a person comes to, never more than was seen: JaaS accepted it, and
 * the meeting's page saw them leave. Null where there is more to say than that.
 */
function verdictOf(
  action: ActionView,
  people: readonly RosterPerson[],
  now: number,
): Verdict | null {
  if (action.target === null || !isAllAccepted(action)) return null;
  const { leftAt, target } = action;
  const notYet = now < waitedUntil(action) ? 'Waiting' : 'Unseen';
  if (went(action, 'ban-user')) {
    // Without a removal nobody was to leave.
    if (!went(action, 'kick')) return 'banned';
    return leftAt === null ? `banned${notYet}` : 'bannedGone';
  }
  if (leftAt === null) return `removal${notYet}`;
  // Of who was banned the alert says so, once they have stayed: JaaS refuses them a moment after they joined.
  const isBack = ({ me, shared, joinedAt, userId }: RosterPerson) =>
    !me && !shared && joinedAt >= leftAt && sameUser(userId, target.userId);
  return people.some(isBack) ? 'back' : 'gone';
}

/** Until when the page may still show that somebody leaves whose removal was accepted, in milliseconds since 1970. */
function waitedUntil({ steps }: ActionView): number {
  const kick = steps.find(({ operation }) => operation === 'kick');
  return (kick?.endedAt ?? 0) + SEEN_WITHIN_MS;
}

function manyOutcome(its: readonly ActionView[]): ManyOutcome {
  const done = its.filter(({ state }) => state === 'done');
  const gone = done.filter((action) => isAllAccepted(action) && action.leftAt !== null);
  const banned = gone.filter((action) => went(action, 'ban-user'));
  // As the batch counts them: who is named here must not be counted among the unknown besides.
  const isFailure = (action: ActionView) =>
    action.steps.some(({ outcome }) => outcome?.sent) &&
    !action.steps.some((step) => isUnclear(step, action)) &&
    !isAllAccepted(action);
  return {
    failed: done.filter(isFailure),
    bannedGone: banned.length,
    removedGone: gone.length - banned.length,
  };
}

/** The strip above the foot. */
export function createStrip(sources: ReadonlySignal<Omit<StripSources, 'now'>>, timing: Timing) {
  const dismissedAt = signal(Number.NEGATIVE_INFINITY);
  const wakings = signal(0);
  const wake = createAlarm(() => {
    wakings.value++;
  }, timing);
  return {
    items: computed(() => {
      // When the time is up there is something else to say, and nothing else tells of it.
      void wakings.value;
      const items = stripItems({ ...sources.value, now: timing.now() }, dismissedAt.value);
      for (const item of items) {
        if (item.says === 'one' && item.verdict?.endsWith('Waiting'))
          wake(waitedUntil(item.action));
      }
      return items;
    }),
    /** The host has read this. */
    dismiss({ at }: StripItem): void {
      dismissedAt.value = at;
    },
  };
}
