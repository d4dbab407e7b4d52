import { useEffect, useState } from 'preact/hooks';
import type { AppId } from '~/utils/jaas/ids';
import type { RequestOf } from '~/utils/messages/protocol';

/** Whether a user id is the host's own, by what the open meetings of the AppID say. */
export type IsOwn = (asked: RequestOf<'user-id.is-own'>) => Promise<boolean>;

/**
 * Returns whether a ban would meet the host's own user id; null until that is known, for it is to be
 * read first. A meeting page may say so of any id, so it is a warning and never a refusal.
 *
 * @param appId null where there is no such ban
 * @param userId undefined where none is known
 */
export function useOwn(
  appId: AppId | null,
  userId: string | undefined,
  isOwn: IsOwn,
): boolean | null {
  const [own, setOwn] = useState<boolean | null>(null);
  useEffect(() => {
    if (appId === null) return;
    let there = true;
    const answer = userId === undefined ? Promise.resolve(false) : isOwn({ appId, userId });
    answer
      // No answer is no reason to keep anybody from being banned.
      .catch(() => false)
      .then((found) => there && setOwn(found));
    return () => {
      there = false;
    };
  }, [appId, userId, isOwn]);
  return own;
}
