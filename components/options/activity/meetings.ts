import { roomOf } from '~/components/ui/words/whom';
import type { Searchable } from '~/utils/journal/search';
import { shortAppId } from './short-app-id';

export interface MeetingChoice {
  readonly key: string;
  /** Null for what concerns a whole AppID. */
  readonly room: string | null;
  /** Only where the activity has more than one AppID. */
  readonly appId: string | null;
}

/** A list much longer than this is no choice any more; the search finds the others. */
export const MOST_MEETINGS = 200;

/** The meetings to filter by, the latest first. A test of a key is about no meeting. */
export function meetingChoices(entries: readonly Searchable[]): {
  readonly choices: readonly MeetingChoice[];
  readonly more: boolean;
} {
  const latest = new Map<string, Searchable['action']['meeting']>();
  const apps = new Set<string>();
  for (const { action, meeting } of entries) {
    if (action.kind === 'test-key') continue;
    apps.add(action.meeting.appId);
    if (!latest.has(meeting)) latest.set(meeting, action.meeting);
  }
  const choices = [...latest].slice(0, MOST_MEETINGS).map(([key, { room, appId }]) => ({
    key,
    room: roomOf(room),
    appId: apps.size > 1 ? shortAppId(appId) : null,
  }));
  return { choices, more: latest.size > MOST_MEETINGS };
}
