import type { Marks } from '~/utils/bans/marks';
import type { AppId } from '~/utils/jaas/ids';
import { userKey } from '~/utils/jaas/user-id';
import type { Frame } from '~/utils/journal/action';
import type { markMessages } from '~/utils/messages/protocol-pages';
import type { KnownMark } from '~/utils/messages/protocol-panel';
import type { HandlersOf } from '~/utils/messages/router';
import type { Meetings } from './meetings';

export interface MarkDeps {
  readonly marks: Pick<Marks, 'of'>;
  readonly meetings: Pick<Meetings, 'all'>;
  /** Tells a panel that it may have heard something else of bans. */
  readonly tellBans: (frame: Frame) => void;
  /** Told after a change that is of no meeting in particular. */
  readonly changed: (frame: Frame | null) => void;
}

/** The background's side of imported marks. They are written by the options page, and lead to no request. */
export function markHandlers({
  marks,
  meetings,
  tellBans,
  changed,
}: MarkDeps): HandlersOf<typeof markMessages> {
  return {
    'marks.of': async ({ appId, userIds }) => ({ marks: await knownMarks(marks, appId, userIds) }),
    'marks.changed': async ({ appIds }) => {
      for (const { meeting, frame } of await meetings.all()) {
        if (appIds.includes(meeting.appId)) tellBans(frame);
      }
      changed(null);
      return {};
    },
  };
}

/** The marks of these user ids, each named as it was asked for. */
export async function knownMarks(
  marks: Pick<Marks, 'of'>,
  appId: AppId,
  userIds: readonly string[],
): Promise<KnownMark[]> {
  const found = new Map(
    (await marks.of(appId, userIds)).map((mark) => [userKey(mark.userId), mark]),
  );
  return userIds.flatMap((userId): KnownMark[] => {
    const mark = found.get(userKey(userId));
    return mark === undefined ? [] : [{ userId, at: mark.bannedAt }];
  });
}
