import type { Staged } from '~/utils/actions/desk-types';
import type { Request } from '~/utils/actions/request';
import type { AppId } from '~/utils/jaas/app-id';
import type { Journal } from '~/utils/journal/journal';
import { sameMeeting } from '~/utils/journal/same-meeting';
import type { byHandMessages } from '~/utils/messages/messages-by-hand';
import type { HandlersOf } from '~/utils/messages/router';
import type { Meetings } from './meetings';

export interface ByHandDeps {
  readonly journal: Journal;
  readonly meetings: Meetings;
  readonly stage: (request: Request) => Promise<Staged>;
  readonly ownUserIds: (appId: AppId) => Promise<string[]>;
}

/** The background's side of what is done by hand. */
export function byHandHandlers(deps: ByHandDeps): HandlersOf<typeof byHandMessages> {
  const { journal, meetings, stage, ownUserIds } = deps;
  return {
    'by-hand.stage': async (asked) => {
      switch (asked.kind) {
        case 'end-by-name': {
          const { meeting } = asked;
          return stage({ kind: 'end-meeting', meeting, frame: null, target: null });
        }
        case 'call': {
          const { meeting, frame, phone } = asked;
          const open = (await meetings.at(frame))?.meeting;
          if (!sameMeeting(open, meeting)) return { ok: false, code: 'not-in-meeting' };
          return stage({ kind: 'call', meeting, frame, target: null, phone });
        }
        case 'hang-up': {
          const call = await journal.get(asked.id);
          if (call?.kind !== 'call') return { ok: false, code: 'gone' };
          const { meeting, frame, phone, base } = call;
          return stage({ kind: 'hang-up', meeting, frame, target: null, phone, base });
        }
      }
    },
    'by-hand.is-own': async ({ appId, userId }) => ({
      own: (await ownUserIds(appId)).includes(userId.trim()),
    }),
  };
}
