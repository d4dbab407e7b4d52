import { i18n } from '#i18n';
import { clock } from '~/components/ui/time';
import { parseRawRoom } from '~/utils/jaas/room';
import type { Action, Step, Target } from '~/utils/journal/action';
import { standingOf } from '~/utils/journal/evidence';
import type { RefusalCode } from '~/utils/messages/define';
import { inLogicalOrder } from '~/utils/names/direction';
import { roomTitle, wholeRoomTitle } from '~/utils/names/room-title';
import { safeId, safeName, shortId } from '~/utils/names/safe-name';
import { stepLabel, type Tone } from './outcome';

export interface ActionLabels {
  /** Whom or what it is about; to be isolated (`<bdi>`) from the words around it. */
  readonly whom: string;
  /** What became of it so far, in one line. */
  readonly what: string;
  readonly tone: Tone;
}

/** A confirmed action in one line, for lists. Never more than that JaaS accepted a request. */
export function actionLabel(action: Action): ActionLabels {
  const whom = whomOf(action);
  const worst = worstOf(action);
  if (worst === undefined) {
    return { whom, what: i18n.t('outcome.headline.nothing'), tone: 'plain' };
  }
  const plain = action.steps.every(({ outcome }) => outcome?.code === 'accepted');
  if (plain && action.steps.length > 1) {
    return { whom, what: i18n.t('outcome.headline.banAndRemoval'), tone: 'good' };
  }
  const { text, tone } = stepLabel(worst, action);
  return { whom, what: inTime(action, worst) ?? text, tone };
}

/** What became of a scheduled end that came to nothing says which time that was. */
function inTime(action: Action, step: Step): string | null {
  const { schedule } = action;
  if (schedule === undefined || step.outcome === null) return null;
  if (standingOf(step, action) === 'accepted') return null;
  const at = clock(schedule.dueAt);
  return step.outcome.code === 'missed'
    ? i18n.t('outcome.happened.missedAt', [at])
    : i18n.t('outcome.happened.notEndedAt', [at, stepLabel(step, action).text]);
}

/** From the step that matters most to the one that matters least. */
const ORDER: Record<Step['state'], number> = {
  sending: 0,
  waiting: 1,
  unknown: 2,
  refused: 3,
  failed: 3,
  skipped: 4,
  accepted: 5,
};

function worstOf(action: Action): Step | undefined {
  const order = (step: Step) => ORDER[standingOf(step, action)];
  return action.steps.toSorted((a, b) => order(a) - order(b))[0];
}

/** An id up to this many characters stands whole where a name would. */
const ID_AS_NAME = 48;

/**
 * Whom or what an action is about, for a heading: the safe name, with a short id behind it where
 * others here show the same one; without a name the id.
 */
export function whomOf({ kind, target, token, meeting, phone }: Action): string {
  if (kind === 'end-meeting') return roomOf(meeting.room) ?? i18n.t('outcome.whom.meeting');
  if (phone !== undefined) return phone;
  if (kind === 'ban-token') return nameOrId(token?.userName, token?.userId) ?? tokenUnnamed();
  return shownPerson(target);
}

/** The person a target names; see `whomOf`. */
export function shownPerson(target: Target | null): string {
  const id = target?.userId ?? target?.participantId ?? null;
  const name = target && safeName(target.name).text;
  if (name && id !== null && target.namesakes > 1)
    return `${name} (${inLogicalOrder(shortId(id))})`;
  return nameOrId(target?.name, id) ?? i18n.t('outcome.whom.nobody');
}

/** The room's name for people, or null where an action is about no room in particular. */
export function roomOf(room: string | null): string | null {
  const raw = parseRawRoom(room);
  return raw === null ? null : roomTitle(raw);
}

/** The same, however long it is: for those who compare. */
export function wholeRoomOf(room: string | null): string | null {
  const raw = parseRawRoom(room);
  return raw === null ? null : wholeRoomTitle(raw);
}

function nameOrId(name: string | null | undefined, id: string | null | undefined): string | null {
  const { text } = safeName(name);
  if (text !== null) return text;
  if (!id) return null;
  const whole = safeId(id);
  return inLogicalOrder(whole.length <= ID_AS_NAME ? whole : shortId(id));
}

function tokenUnnamed(): string {
  return i18n.t('outcome.whom.token');
}

const refusals: Record<RefusalCode, () => string> = {
  'no-key': () => i18n.t('refusal.noKey'),
  'damaged-key': () => i18n.t('refusal.damagedKey'),
  locked: () => i18n.t('refusal.locked'),
  'not-in-meeting': () => i18n.t('refusal.notInMeeting'),
  'other-meeting': () => i18n.t('refusal.otherMeeting'),
  'no-user-id': () => i18n.t('refusal.noUserId'),
  'bad-user-id': () => i18n.t('refusal.badUserId'),
  'no-participant-id': () => i18n.t('refusal.noParticipantId'),
  yourself: () => i18n.t('refusal.yourself'),
  'bad-token': () => i18n.t('refusal.badToken'),
  'bad-time': () => i18n.t('refusal.badTime'),
  expired: () => i18n.t('refusal.expired'),
  'already-confirmed': () => i18n.t('refusal.alreadyConfirmed'),
  cancelled: () => i18n.t('refusal.cancelled'),
  replaced: () => i18n.t('refusal.replaced'),
  gone: () => i18n.t('refusal.gone'),
  'no-record': () => i18n.t('refusal.noRecord'),
  changed: () => i18n.t('refusal.changed'),
  'journal-failed': () => i18n.t('refusal.journalFailed'),
};

/** Why there is no pending request, or why it was not confirmed. */
export function refusalLabel(code: RefusalCode): string {
  return refusals[code]();
}
