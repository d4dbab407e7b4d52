import type { Action, Frame, Meeting } from '~/utils/actions/action';
import { wishesOf } from '~/utils/actions/batch-desk';
import type { createDesk } from '~/utils/actions/desk';
import type { Staged } from '~/utils/actions/desk-types';
import { sameFrame } from '~/utils/actions/frame';
import type { Journal } from '~/utils/actions/journal';
import type { Request } from '~/utils/actions/stage';
import type { AppId } from '~/utils/jaas/app-id';
import type { KeyState, PopupState } from '~/utils/messaging/messages';
import type { Handlers } from '~/utils/messaging/router';
import type { PanelSender } from '~/utils/messaging/sender';
import { batchViews } from './batch-views';
import { type BanHandlerDeps, banHandlers } from './handlers-bans';
import { type BatchDeps, batchHandlers } from './handlers-batch';
import { byHandHandlers } from './handlers-by-hand';
import { type EndAtDeps, endAtHandlers, endOf, endsView } from './handlers-end-at';
import { sightHandlers } from './handlers-sight';
import type { Meetings } from './meetings';
import type { Places } from './places';
import { ownActions, PANEL_REMEMBERS_MS, popupView } from './views';

export interface HandlerDeps {
  readonly desk: ReturnType<typeof createDesk>;
  readonly journal: Journal;
  readonly meetings: Meetings;
  readonly now: () => number;
  readonly keyState: (appId: AppId) => Promise<KeyState>;
  readonly keys: () => Promise<PopupState['keys']>;
  /** Sends a confirmed action; not awaited by the message that confirmed it. */
  readonly run: (id: string, token: string | null) => void;
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
  /** Ends of meetings that are meant for a time. */
  /** Of people who were banned before, and of people who left. */
  readonly bans: Pick<BanHandlerDeps, 'bannedHere' | 'departures' | 'mayNotify' | 'notify'>;
  /** Many people at once. */
  readonly batches: BatchDeps;
  readonly ends: Pick<EndAtDeps, 'endAt' | 'untold' | 'locksAt' | 'changed'>;
}

/** The background's side of the message table. Who may send what was decided by the router. */
export function createHandlers(deps: HandlerDeps): Handlers {
  const { desk, journal, meetings, now, changed } = deps;
  const batches = batchViews({ journal, now, isRunning: deps.batches.isRunning });

  async function panelState(place: Pick<PanelSender, 'frame' | 'meeting'>) {
    await desk.settle();
    const [key, actions] = await Promise.all([
      deps.keyState(place.meeting.appId),
      journal.current(now() - PANEL_REMEMBERS_MS),
    ]);
    const end = await endOf(place.meeting, deps.ends.endAt, now());
    const own = ownActions(place, actions, now());
    const quiet = (await deps.isQuiet(place.frame.tabId)) && { quiet: true };
    return { key, actions: own, batch: await batches.ofPanel(own), ...end, ...quiet };
  }

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

  async function stageAsked(
    asked: Parameters<Handlers['panel.ask']>[0],
    frame: Frame,
    meeting: Meeting,
  ): Promise<Staged> {
    if (asked.kind === 'end-meeting')
      return stage({ kind: asked.kind, meeting, frame, target: null });
    if (!('targets' in asked))
      return stage({ kind: asked.kind, meeting, frame, target: asked.target });
    const kind = asked.kind === 'ban-many' ? 'ban' : 'remove';
    const wishes = wishesOf(kind, asked.targets);
    const staged = await desk.stageMany({ meeting, frame, wishes });
    if (staged.ok) changed(frame);
    return staged;
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

    'panel.report': async (report, { frame, meeting }) => {
      const before = await meetings.at(frame);
      await meetings.note({ ...report, frame, meeting });
      // Open pages list the meetings, and the first steps wait for a joined one.
      if (before?.phase !== report.phase) changed(null);
      return panelState({ frame, meeting });
    },
    'panel.state': (_, place) => panelState(place),
    'panel.ask': async (asked, { frame, meeting, windowId }) => {
      const staged = await stageAsked(asked, frame, meeting);
      if (staged.ok) deps.showConfirmation(windowId, frame.tabId);
      return staged;
    },
    'panel.show-request': async (_, { frame, windowId }) => {
      const waits = (await desk.settle()).some(
        (action) => action.frame && sameFrame(action.frame, frame),
      );
      if (waits) deps.showConfirmation(windowId, frame.tabId);
      return {};
    },
    'panel.saw-leave': async ({ participantId }, { frame }) => {
      for (const action of await journal.aboutParticipant(participantId)) {
        if (!sameFrame(action.frame, frame) || !sawLeave(action, participantId)) continue;
        const result = await journal.update(action.id, (current) =>
          sawLeave(current, participantId) ? { ...current, leftAt: now() } : null,
        );
        if (result?.changed) changed(frame);
      }
      return {};
    },
    'panel.place': async ({ place }) => {
      if (place) await deps.places.set(place);
      return { place: place ?? (await deps.places.get()) };
    },
    'panel.open-options': async () => {
      await deps.openOptions();
      return {};
    },

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
        if (report?.meeting.appId !== meeting.appId || report.meeting.room !== meeting.room) {
          return { ok: false, code: 'not-in-meeting' };
        }
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
      const answer = await desk.confirm(confirmation);
      if (answer.action) changed(answer.action.frame);
      if (answer.ok) deps.run(answer.action.id, null);
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

/** Whether an action asked for this participant to be removed and they were not seen leaving yet. */
function sawLeave(action: Action, participantId: string): boolean {
  return (
    action.leftAt === null &&
    action.target?.participantId === participantId &&
    action.steps.some((step) => step.operation === 'kick' && step.state !== 'waiting')
  );
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
