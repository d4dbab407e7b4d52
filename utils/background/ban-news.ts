import type { Action, Frame } from '~/utils/journal/action';
import { banMarkOf } from '~/utils/journal/bans';
import type { Meetings } from './meetings';

/**
 * Tells the panels of an AppID when there is a ban that they may not have heard of, each outcome
 * once. Of many bans in a row one call follows the other, and the panels gather them.
 */
export function banNews(meetings: Pick<Meetings, 'all'>, tell: (frame: Frame) => void) {
  const told = new Set<string>();
  return async (action: Action): Promise<void> => {
    const mark = banMarkOf(action);
    const news = mark && `${action.id} ${mark.certain}`;
    if (news === null || told.has(news)) return;
    told.add(news);
    for (const { meeting, frame } of await meetings.all()) {
      if (meeting.appId === action.meeting.appId) tell(frame);
    }
  };
}
