import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { exactDay } from '~/components/ui/time';
import { userKey } from '~/utils/jaas/user-id';
import type { Action } from '~/utils/journal/action';
import { plural } from '~/utils/language';
import type { RequestOf } from '~/utils/messages/protocol';
import type { KnownMark } from '~/utils/messages/protocol-panel';

/** Which of some user ids an imported list says a colleague banned. */
export type ReadMarks = (asked: RequestOf<'marks.of'>) => Promise<readonly KnownMark[]>;

const NONE: readonly KnownMark[] = [];

/**
 * Returns the marks of whom a request would ban or remove; none before they are known. What comes then makes the question
 * another one, so that it is read before the answer counts.
 *
 * @param people the records that wait
 */
export function useMarks(people: readonly Action[], read: ReadMarks): readonly KnownMark[] {
  const [known, setKnown] = useState({ of: 'null', marks: NONE });
  const of = JSON.stringify(askedAbout(people));
  useEffect(() => {
    const asked: RequestOf<'marks.of'> | null = JSON.parse(of);
    let there = true;
    if (asked !== null) {
      read(asked).then(
        (marks) => there && setKnown({ of, marks }),
        // What a list says keeps nobody from being banned.
        () => undefined,
      );
    }
    return () => {
      there = false;
    };
  }, [of, read]);
  return known.of === of ? known.marks : NONE;
}

/** Null where nobody who waits has a user id. */
function askedAbout(people: readonly Action[]): RequestOf<'marks.of'> | null {
  const [first] = people;
  const ids = people.flatMap(({ target }) => target?.userId ?? []);
  if (first === undefined || ids.length === 0) return null;
  return { appId: first.meeting.appId, userIds: [...new Set(ids)] };
}

/** What is to be read of them before it is confirmed: by whose word, and of many how many. */
export function markCautions(people: readonly Action[], marks: readonly KnownMark[]): string[] {
  const marked = new Map(marks.map(({ userId, at }) => [userKey(userId), at]));
  const found = people.filter(({ target }) => marked.has(userKey(target?.userId ?? '')));
  const [first] = found;
  if (first === undefined) return [];
  if (people.length > 1) {
    return [plural('popup.batch.marked', found.length)];
  }
  const at = marked.get(userKey(first.target?.userId ?? '')) ?? null;
  return [
    at === null ? i18n.t('popup.caution.marked') : i18n.t('popup.caution.markedAt', [exactDay(at)]),
  ];
}
