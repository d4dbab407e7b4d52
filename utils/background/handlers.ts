import type { Depart, Request, Staged } from '~/utils/actions/request';
import type { AppId } from '~/utils/jaas/ids';
import type { Action, Frame } from '~/utils/journal/action';
import { sameFrame, sameMeeting } from '~/utils/journal/action';
import type { PopupState } from '~/utils/messages/protocol';
import type { Handlers } from '~/utils/messages/router';
import {
  type BatchDeps,
  batchHandlers,
  endsView,
  manualHandlers,
  type ScheduledEndDeps,
  scheduledEndHandlers,
} from './handlers-pages';
import {
  type BanHandlerDeps,
  banHandlers,
  type PanelDeps,
  panelHandlers,
  visibilityHandlers,
} from './handlers-panel';
import type { Meetings } from './meetings';
import { batchViews, popupView } from './views';

export interface HandlerDeps extends PanelDeps {
  readonly keys: () => Promise<PopupState['keys']>;
  /** Sends a confirmed action; not awaited by the message that confirmed it. */
  readonly run: (id: string, token: string | null) => void;
  /** Sends what is being confirmed as soon as it is written down. */
  readonly depart: Depart;
  /** Lets a request leave before the popup draws what it is answered, and asks for everything again. */
  readonly goAhead: () => Promise<void>;
  /** The host's own user ids in the open meetings of an AppID, trimmed as Jitsi does. */
  readonly ownUserIds: (appId: AppId) => Promise<string[]>;
  /** Whether a frame still has a panel, be it a slow one. */
  readonly isOpen: (frame: Frame) => Promise<boolean>;
  /** Of people who were banned before, and of people who left. */
  readonly bans: Pick<BanHandlerDeps, 'bannedHere' | 'leaves' | 'mayNotify' | 'notify'>;
  /** Many people at once. */
  readonly batches: BatchDeps;
  /** Scheduled ends of meetings. */
  readonly ends: Pick<ScheduledEndDeps, 'scheduledEnds' | 'unacknowledged' | 'locksAt' | 'changed'>;
}

/** The background's side of the message table. Who may send what was decided by the router. */
export function createHandlers(deps: HandlerDeps): Handlers {
  const { requests, journal, meetings, now, changed } = deps;
  const batches = batchViews({ journal, now, isRunning: deps.batches.isRunning });

  async function openMeetings(): Promise<Awaited<ReturnType<Meetings['all']>>> {
    const all = await meetings.all();
    const open = await Promise.all(all.map(({ frame }) => deps.isOpen(frame)));
    const gone = all.filter((_, index) => !open[index]);
    if (gone.length > 0) {
      await meetings.forget((report) => gone.some(({ frame }) => sameFrame(report.frame, frame)));
      await deps.bans.bannedHere.forgetFrames(gone.map(({ frame }) => frame));
    }
    return all.filter((_, index) => open[index]);
  }

  async function stage(request: Request): Promise<Staged> {
    const staged = await requests.stage(request);
    if (staged.ok) changed(request.frame);
    return staged;
  }

  return {
    ...banHandlers({ ...deps.bans, journal, now, changed }),
    ...manualHandlers({ journal, meetings, stage, ownUserIds: deps.ownUserIds }),
    ...batchHandlers({ ...deps.batches, requests, journal, changed }),
    ...scheduledEndHandlers({ ...deps.ends, journal, meetings }),
    ...visibilityHandlers({ meetings, changed }),
    ...panelHandlers({ ...deps, stage, batchOf: batches.ofPanel }),

    'popup.state': async ({ tabId }) => {
      const waiting = await requests.settle();
      const [open, waitingViews, keys] = await Promise.all([
        openMeetings(),
        batches.requests(waiting),
        deps.keys(),
      ]);
      const withKeys = await Promise.all(
        open.map(async (report) => ({ report, key: await deps.keyState(report.meeting.appId) })),
      );
      const ends = await endsView({ ...deps.ends, journal });
      return { ...popupView(tabId, withKeys, waitingViews, keys), ends };
    },
    'action.stage': async (asked) => {
      if (asked.kind === 'end-meeting') {
        const report = await meetings.at(asked.frame);
        const { meeting, frame } = asked;
        if (!sameMeeting(report?.meeting, meeting)) return { ok: false, code: 'not-in-meeting' };
        return stage({ kind: 'end-meeting', meeting, frame, target: null });
      }
      const { appId, userId } = asked;
      if ((await deps.ownUserIds(appId)).includes(userId.trim())) {
        return { ok: false, code: 'yourself' };
      }
      return stage({
        kind: 'ban',
        meeting: { appId, room: null },
        frame: null,
        target: manual(userId),
      });
    },
    'action.confirm': async (confirmation) => {
      const answer = await requests.confirm(confirmation, deps.depart);
      if (answer.action) changed(answer.action.frame);
      if (answer.ok) await deps.goAhead();
      return answer;
    },
    'action.cancel': async ({ id }) => {
      const answer = await requests.cancel(id);
      if (answer.action) changed(answer.action.frame);
      return answer;
    },
    'action.repeat': async ({ id, base }) => {
      const staged = await requests.repeat(id, base);
      if (staged.ok) changed((await journal.get(staged.id))?.frame ?? null);
      return staged;
    },
    'key.test': async ({ id, appId, keyId }) => {
      const answer = await requests.preconfirmKeyTest(id, appId, keyId);
      if (answer.ok) {
        changed(null);
        deps.run(id, null);
      }
      return answer;
    },
    'action.get': async ({ id }) => ({ action: await journal.get(id) }),
    'token.ban': async ({ id, appId, facts, note, token, base }) => {
      const answer = await requests.preconfirmTokenBan({ id, appId, facts, note }, base);
      if (answer.ok) {
        changed(null);
        deps.run(id, token);
      }
      return answer;
    },
  };
}

/** Somebody who is known by their user id only. */
function manual(userId: string): NonNullable<Action['target']> {
  return {
    participantId: null,
    userId,
    name: null,
    role: null,
    sharedBy: 0,
    namesakes: 0,
    joinedAt: null,
  };
}
