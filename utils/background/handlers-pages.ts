import type { Answered } from '~/utils/actions/desk-types';
import { isSoon } from '~/utils/actions/schedule-time';
import type { EndAt, EndAtRequest } from '~/utils/actions/scheduled-end';
import type { AppId } from '~/utils/jaas/app-id';
import type { Action } from '~/utils/journal/action';
import type { Journal } from '~/utils/journal/journal';
import { sameMeeting } from '~/utils/journal/same-meeting';
import { meetingKey } from '~/utils/journal/search';
import type { EndsView, endAtMessages } from '~/utils/messages/messages-end-at';
import type { PanelState } from '~/utils/messages/protocol-panel';
import type { HandlersOf } from '~/utils/messages/router';
import type { Meetings } from './meetings';
import type { Untold } from './untold';

export interface EndAtDeps {
  readonly endAt: EndAt;
  readonly untold: Untold;
  readonly journal: Journal;
  readonly meetings: Meetings;
  /** When the AppID's key locks by itself, in milliseconds since 1970; null where it does not. */
  readonly locksAt: (appId: AppId) => Promise<number | null>;
  /** Told when something was set, dropped or told: it concerns every page of that meeting. */
  readonly changed: () => void;
}

/** When the host has this meeting ended, wherever it is shown; nothing where they have not. */
export async function endOf(
  meeting: Action['meeting'],
  endAt: Pick<EndAt, 'scheduled'>,
  now: number,
): Promise<Pick<PanelState, 'end'>> {
  const room = meetingKey(meeting);
  const set = (await endAt.scheduled()).find((one) => meetingKey(one.meeting) === room);
  const dueAt = set?.schedule?.dueAt;
  return dueAt === undefined ? {} : { end: { dueAt, soon: isSoon(dueAt, now) } };
}

/** What the popup shows of all of them. */
export async function endsView({
  endAt,
  untold,
  journal,
}: Pick<EndAtDeps, 'endAt' | 'untold' | 'journal'>): Promise<EndsView> {
  const [scheduled, ids] = await Promise.all([endAt.scheduled(), untold.ids()]);
  const news = await Promise.all(ids.map((id) => journal.get(id)));
  return { scheduled, news: news.filter((action) => action !== null) };
}

/** The background's side of ends that are meant for a time. */
export function endAtHandlers(deps: EndAtDeps): HandlersOf<typeof endAtMessages> {
  const { endAt, untold, meetings, locksAt, changed } = deps;

  function told(answer: Answered): Answered {
    if (answer.ok) changed();
    return answer;
  }

  return {
    'end-at.locks': async ({ appId }) => ({ at: await locksAt(appId) }),
    'end-at.set': async (request: EndAtRequest) => {
      const open = (await meetings.at(request.frame))?.meeting;
      if (!sameMeeting(open, request.meeting)) {
        return { ok: false, code: 'not-in-meeting', action: null };
      }
      return told(await endAt.set(request));
    },
    'end-at.cancel': async ({ id }) => told(await endAt.cancel(id)),
    'end-at.told': async ({ id }) => {
      await untold.remove(id);
      changed();
      return {};
    },
  };
}
