import type { createDesk } from '~/utils/actions/desk';
import type { Depart, Staged } from '~/utils/actions/desk-types';
import type { Request } from '~/utils/actions/request';
import type { AppId } from '~/utils/jaas/app-id';
import type { Action, Frame } from '~/utils/journal/action';
import { sameFrame } from '~/utils/journal/frame';
import type { Journal } from '~/utils/journal/journal';
import { sameMeeting } from '~/utils/journal/same-meeting';
import type { PopupState } from '~/utils/messages/protocol';
import type { KeyState } from '~/utils/messages/protocol-panel';
import type { Handlers } from '~/utils/messages/router';
import type { Places } from '~/utils/storage/panel-place';
import { batchViews } from './batch-views';
import { type BanHandlerDeps, banHandlers } from './handlers-bans';
import { type BatchDeps, batchHandlers } from './handlers-batch';
import { byHandHandlers } from './handlers-by-hand';
import { type EndAtDeps, endAtHandlers, endsView } from './handlers-pages';
import { panelHandlers } from './handlers-panel';
import { sightHandlers } from './handlers-sight';
import type { Meetings } from './meetings';
import { popupView } from './views';

export interface HandlerDeps {
  readonly desk: ReturnType<typeof createDesk>;
  readonly journal: Journal;
  readonly meetings: Meetings;
  readonly now: () => number;
  readonly keyState: (appId: AppId) => Promise<KeyState>;
  readonly keys: () => Promise<PopupState['keys']>;
  /** Sends a confirmed action; not awaited by the message that confirmed it. */
  readonly run: (id: string, token: string | null) => void;
  /** Sends what is being confirmed as soon as it is written down. */
  readonly depart: Depart;
  /** Lets a request leave before the popup draws what it is answered, and asks for everything again. */
  readonly goAhead: () => Promise<void>;
  /** Told after every change of a record or of what waits. */
  readonly changed: (frame: Frame | null) => void;
  /** Brings Gavel's window up, unless too many requests of this tab led to nothing. */
  readonly showConfirmation: (windowId: number | null, tabId: number) => void;
  /** Whether it stays shut for requests of this tab. */
  readonly isQuiet: (tabId: number) => Promise<boolean>;
  readonly openOptions: () => Promise<void>;
  readonly places: Places;
  /** The host's own user ids in the open meetings of an AppID, trimmed as Jitsi does. */
  readonly ownUserIds: (appId: AppId) => Promise<string[]>;
  /** Whether a frame still has a panel, be it a slow one. */
  readonly isOpen: (frame: Frame) => Promise<boolean>;
  /** Of people who were banned before, and of people who left. */
  readonly bans: Pick<BanHandlerDeps, 'bannedHere' | 'departures' | 'mayNotify' | 'notify'>;
  /** Many people at once. */
  readonly batches: BatchDeps;
  /** Ends of meetings that are meant for a time. */
  readonly ends: Pick<EndAtDeps, 'endAt' | 'untold' | 'locksAt' | 'changed'>;
}

/** The background's side of the message table. Who may send what was decided by the router. */
export function createHandlers(deps: HandlerDeps): Handlers {
  const { desk, journal, meetings, now, changed } = deps;
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
    const staged = await desk.stage(request);
    if (staged.ok) changed(request.frame);
    return staged;
  }

  return {
    ...banHandlers({ ...deps.bans, journal, now, changed }),
    ...byHandHandlers({ journal, meetings, stage, ownUserIds: deps.ownUserIds }),
    ...batchHandlers({ ...deps.batches, desk, journal, changed }),
    ...endAtHandlers({ ...deps.ends, journal, meetings }),
    ...sightHandlers({ meetings, changed }),
    ...panelHandlers({ ...deps, stage, batchOf: batches.ofPanel }),

    'popup.state': async ({ tabId }) => {
      const waiting = await desk.settle();
      const [open, requests, keys] = await Promise.all([
        openMeetings(),
        batches.requests(waiting),
        deps.keys(),
      ]);
      const withKeys = await Promise.all(
        open.map(async (report) => ({ report, key: await deps.keyState(report.meeting.appId) })),
      );
      const ends = await endsView({ ...deps.ends, journal });
      return { ...popupView(tabId, withKeys, requests, keys), ends };
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
        target: byHand(userId),
      });
    },
    'action.confirm': async (confirmation) => {
      const answer = await desk.confirm(confirmation, deps.depart);
      if (answer.action) changed(answer.action.frame);
      if (answer.ok) await deps.goAhead();
      return answer;
    },
    'action.cancel': async ({ id }) => {
      const answer = await desk.cancel(id);
      if (answer.action) changed(answer.action.frame);
      return answer;
    },
    'action.repeat': async ({ id, base }) => {
      const staged = await desk.repeat(id, base);
      if (staged.ok) changed((await journal.get(staged.id))?.frame ?? null);
      return staged;
    },
    'key.test': async ({ id, appId, keyId }) => {
      const answer = await desk.commitKeyTest(id, appId, keyId);
      if (answer.ok) {
        changed(null);
        deps.run(id, null);
      }
      return answer;
    },
    'action.get': async ({ id }) => ({ action: await journal.get(id) }),
    'token.ban': async ({ id, appId, facts, note, token, base }) => {
      const answer = await desk.commitTokenBan({ id, appId, facts, note }, base);
      if (answer.ok) {
        changed(null);
        deps.run(id, token);
      }
      return answer;
    },
  };
}

/** Somebody who is known by their user id only. */
function byHand(userId: string): NonNullable<Action['target']> {
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
