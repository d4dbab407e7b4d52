import type { Action, Frame } from '~/utils/actions/action';
import type { createDesk } from '~/utils/actions/desk';
import type { Staged } from '~/utils/actions/desk-types';
import { sameFrame } from '~/utils/actions/frame';
import type { Journal } from '~/utils/actions/journal';
import type { Request } from '~/utils/actions/stage';
import type { AppId } from '~/utils/jaas/app-id';
import type { KeyState, PopupState } from '~/utils/messaging/messages';
import type { Handlers } from '~/utils/messaging/router';
import type { Meetings } from './meetings';
import type { Places } from './places';
import { panelView, popupView } from './views';

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
  readonly showConfirmation: (windowId: number | null) => void;
  readonly openOptions: () => Promise<void>;
  readonly places: Places;
  /** The host's own user ids in the open meetings of an AppID, trimmed as Jitsi does. */
  readonly ownUserIds: (appId: AppId) => Promise<string[]>;
  /** Whether a frame still has a panel, be it a slow one. */
  readonly isOpen: (frame: Frame) => Promise<boolean>;
}

/** How many records are searched for what a panel shows. */
const RECENT = 100;

/** The background's side of the message table. Who may send what was decided by the router. */
export function createHandlers(deps: HandlerDeps): Handlers {
  const { desk, journal, meetings, now, changed } = deps;

  async function panelState(place: Parameters<typeof panelView>[0]) {
    await desk.settle();
    const [key, actions] = await Promise.all([
      deps.keyState(place.meeting.appId),
      journal.newest(RECENT),
    ]);
    return panelView(place, key, actions, now());
  }

  async function openMeetings(): Promise<Awaited<ReturnType<Meetings['all']>>> {
    const all = await meetings.all();
    const open = await Promise.all(all.map(({ frame }) => deps.isOpen(frame)));
    const gone = all.filter((_, index) => !open[index]);
    if (gone.length > 0) {
      await meetings.forget((report) => gone.some(({ frame }) => sameFrame(report.frame, frame)));
    }
    return all.filter((_, index) => open[index]);
  }

  async function stage(request: Request): Promise<Staged> {
    const staged = await desk.stage(request);
    if (staged.ok) changed(request.frame);
    return staged;
  }

  return {
    'panel.report': async (report, { frame, meeting }) => {
      const before = await meetings.at(frame);
      await meetings.note({ ...report, frame, meeting });
      // Open pages list the meetings, and the first steps wait for a joined one.
      if (before?.phase !== report.phase) changed(null);
      return panelState({ frame, meeting });
    },
    'panel.state': (_, place) => panelState(place),
    'panel.ask': async (asked, { frame, meeting, windowId }) => {
      const target = asked.kind === 'end-meeting' ? null : asked.target;
      const staged = await stage({ kind: asked.kind, meeting, frame, target });
      if (staged.ok) deps.showConfirmation(windowId);
      return staged;
    },
    'panel.show-request': async (_, { frame, windowId }) => {
      const waits = (await desk.settle()).some(
        (action) => action.frame && sameFrame(action.frame, frame),
      );
      if (waits) deps.showConfirmation(windowId);
      return {};
    },
    'panel.saw-leave': async ({ participantId }, { frame }) => {
      for (const action of await journal.newest(RECENT)) {
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
      const [open, newest, keys] = await Promise.all([
        openMeetings(),
        journal.newest(RECENT),
        deps.keys(),
      ]);
      const withKeys = await Promise.all(
        open.map(async (report) => ({ report, key: await deps.keyState(report.meeting.appId) })),
      );
      return popupView(tabId, withKeys, waiting, newest, keys);
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
