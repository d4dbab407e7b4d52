import { i18n } from '#i18n';
import { parseRawRoom, roomTitle } from '~/utils/jaas/room';
import type { Action, Target } from '~/utils/journal/action';
import { safeId, shortId } from '~/utils/names/safe-id';
import { safeName } from '~/utils/names/safe-name';

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
  return personOf(target);
}

/** The person a target names; see `whomOf`. */
export function personOf(target: Target | null): string {
  const id = target?.userId ?? target?.participantId ?? null;
  const name = target && safeName(target.name).text;
  if (name && id !== null && target.namesakes > 1) return `${name} (${shortId(id)})`;
  return nameOrId(target?.name, id) ?? i18n.t('outcome.whom.nobody');
}

/** The room's name for people, or null where an action is about no room in particular. */
export function roomOf(room: string | null): string | null {
  const raw = parseRawRoom(room);
  return raw === null ? null : roomTitle(raw);
}

function nameOrId(name: string | null | undefined, id: string | null | undefined): string | null {
  const { text } = safeName(name);
  if (text !== null) return text;
  if (!id) return null;
  const whole = safeId(id);
  return whole.length <= ID_AS_NAME ? whole : shortId(id);
}

function tokenUnnamed(): string {
  return i18n.t('outcome.whom.token');
}
