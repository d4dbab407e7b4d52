import type { Action, Frame, Meeting } from '~/utils/journal/action';
import { banMarks } from '~/utils/journal/bans';
import type { Journal } from '~/utils/journal/journal';
import { sameMeeting } from '~/utils/journal/same-meeting';
import type { KnownBan } from '~/utils/messages/messages-bans';
import type { Handlers } from '~/utils/messages/router';
import type { BannedPerson } from './banned-notice';
import type { BannedHere } from './banned-present';
import type { Departures } from './departures';

export interface BanHandlerDeps {
  readonly journal: Journal;
  readonly now: () => number;
  /** Told after every change of a record or of what waits. */
  readonly changed: (frame: Frame | null) => void;
  readonly bannedHere: BannedHere;
  readonly departures: Departures;
  /** Whether the person wants to be told by the system's notifications. */
  readonly mayNotify: () => Promise<boolean>;
  readonly notify: (
    frame: Frame,
    meeting: Meeting,
    people: readonly [BannedPerson, ...BannedPerson[]],
  ) => Promise<void>;
}

/** Somebody who comes back longer after a removal than this, in milliseconds, has just come. */
const REMOVAL_MATTERS_MS = 12 * 3_600_000;

type BanMessage = 'panel.bans' | 'panel.banned-here' | 'panel.came-back' | 'panel.departures';

/** What a panel asks and reports of people who were banned, and of people who left. Sends nothing. */
export function banHandlers(deps: BanHandlerDeps): Pick<Handlers, BanMessage> {
  const { journal, bannedHere, departures } = deps;

  return {
    'panel.bans': async ({ userIds }, { meeting }) => {
      const marks = banMarks(await journal.bansOf(meeting.appId, userIds));
      const bans = userIds.flatMap((userId): KnownBan[] => {
        const mark = marks.get(userId.trim());
        return mark ? [{ ...mark, userId }] : [];
      });
      return { bans };
    },

    'panel.banned-here': async ({ people }, { frame, meeting }) => {
      const userIds = people.map(({ userId }) => userId);
      const marks = banMarks(await journal.bansOf(meeting.appId, userIds));
      // What the panel says of a ban is not believed: the journal knows.
      const banned = people.flatMap((person): BannedPerson[] => {
        const mark = marks.get(person.userId.trim());
        return mark ? [{ ...person, mark }] : [];
      });
      const ids = banned.map(({ participantId }) => participantId);
      await bannedHere.set(frame, ids);
      if (ids.length === 0 || !(await deps.mayNotify())) return {};
      const news = new Set(await bannedHere.take(frame, ids));
      const [first, ...others] = banned.filter(({ participantId }) => news.has(participantId));
      if (first) await deps.notify(frame, meeting, [first, ...others]);
      return {};
    },

    'panel.came-back': async ({ participantId, userId }, { frame, meeting }) => {
      const [bans, recent] = await Promise.all([
        journal.bansOf(meeting.appId, [userId]),
        journal.current(deps.now() - REMOVAL_MATTERS_MS),
      ]);
      const removals = recent.filter(({ kind }) => kind === 'remove');
      const [last] = [...bans, ...removals]
        .filter((action) => wasPutOut(action, userId, meeting))
        .sort((a, b) => b.stagedAt - a.stagedAt);
      if (!last) return {};
      const result = await journal.update(last.id, (current) =>
        current.backAt === null && current.target?.participantId !== participantId
          ? { ...current, backAt: deps.now() }
          : null,
      );
      if (result?.changed) deps.changed(frame);
      return {};
    },

    'panel.departures': async ({ departures: left }, { frame, meeting }) => {
      if (left !== null) await departures.keep(frame, meeting, left);
      return { departures: await departures.kept(frame, meeting) };
    },
  };
}

/** A ban concerns every meeting of its AppID, a removal the one meeting. */
function wasPutOut(action: Action, userId: string, meeting: Meeting): boolean {
  const { kind, target, steps } = action;
  const here = sameMeeting(action.meeting, meeting);
  return (
    (kind === 'ban' || here) &&
    target?.userId?.trim() === userId.trim() &&
    steps.some(({ state }) => state === 'accepted' || state === 'unknown')
  );
}
