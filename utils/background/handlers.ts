import type { Request, Staged } from '~/utils/actions/request';
import type { AppId } from '~/utils/jaas/ids';
import { type Frame, sameFrame } from '~/utils/journal/action';
import type { NamedKey, PopupState } from '~/utils/messages/protocol';
import type { Handlers } from '~/utils/messages/router';
import {
  endsView,
  preconfirmedHandlers,
  type RequestDeps,
  requestHandlers,
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
import { popupView, requestViews } from './views';

export interface HandlerDeps
  extends PanelDeps,
    Pick<RequestDeps, 'jobs' | 'goAhead' | 'ownUserIds'> {
  readonly keyState: (appId: AppId) => Promise<NamedKey>;
  readonly keys: () => Promise<PopupState['keys']>;
  /** Whether a frame still has a panel, be it a slow one. */
  readonly isOpen: (frame: Frame) => Promise<boolean>;
  /** Of people who were banned before, and of people who left. */
  readonly bans: Pick<
    BanHandlerDeps,
    'bannedHere' | 'leaves' | 'questions' | 'mayNotify' | 'notify'
  >;
  /** Scheduled ends of meetings. */
  readonly ends: Pick<ScheduledEndDeps, 'scheduledEnds' | 'unacknowledged' | 'locksAt' | 'changed'>;
}

/** The background's side of the message table. Who may send what was decided by the router. */
export function createHandlers(deps: HandlerDeps): Handlers {
  const { requests, journal, meetings, now, changed } = deps;
  const views = requestViews({ journal, now, isRunning: deps.jobs.isRunning });

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
    ...requestHandlers({ ...deps, stage, endsChanged: deps.ends.changed }),
    ...preconfirmedHandlers(deps),
    ...scheduledEndHandlers({ ...deps.ends, journal, meetings }),
    ...visibilityHandlers({ meetings, changed }),
    ...panelHandlers({ ...deps, stage, batchOf: views.ofPanel }),

    'popup.state': async ({ tabId }) => {
      const waiting = await requests.expireStale();
      const [open, shown, keys] = await Promise.all([
        openMeetings(),
        views.requests(waiting),
        deps.keys(),
      ]);
      const withKeys = await Promise.all(
        open.map(async (report) => ({ report, key: await deps.keyState(report.meeting.appId) })),
      );
      const ends = await endsView({ ...deps.ends, journal });
      return { ...popupView(tabId, withKeys, shown, keys), ends };
    },
  };
}
