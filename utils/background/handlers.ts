import type { Request, Staged } from '~/utils/actions/request';
import { coalesce, type Later, throttle } from '~/utils/async';
import type { AppId } from '~/utils/jaas/ids';
import { type Frame, sameDocument } from '~/utils/journal/action';
import type { NamedKey, PopupState } from '~/utils/messages/protocol';
import type { Handlers } from '~/utils/messages/router';
import type { Closures } from './closures';
import { type MarkDeps, markHandlers } from './handlers-marks';
import { type MeetingPageDeps, meetingPageHandlers } from './handlers-meeting';
import {
  closureHandlers,
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
import { type TokenDeps, tokenHandlers } from './handlers-tokens';
import { type WitnessDeps, witnessHandlers } from './handlers-witness';
import { popupView, requestViews } from './views';

export interface HandlerDeps
  extends PanelDeps,
    Pick<RequestDeps, 'jobs' | 'goAhead' | 'ownUserIds' | 'dismissed'>,
    Pick<MeetingPageDeps, 'lookAt' | 'openPanel'>,
    Pick<MarkDeps, 'marks' | 'tellBans'>,
    Pick<TokenDeps, 'tokens' | 'keepAwake' | 'showRequest' | 'tellEverybody'> {
  readonly keyState: (appId: AppId) => Promise<NamedKey>;
  readonly keys: () => Promise<PopupState['keys']>;
  /** The request that brought Gavel's window up last. */
  readonly askedRequest: () => Promise<string | null>;
  /** Told after something was asked for: what was never confirmed before it may be too much by now. */
  readonly tidy: (frame: Frame | null) => void;
  /** Runs something so many milliseconds later; a timer where none is given. */
  readonly later?: Later;
  /** Told of what failed behind an answer. */
  readonly report: (error: unknown) => void;
  /** Of people who were banned before, and of people who left. */
  readonly bans: Pick<
    BanHandlerDeps,
    'bannedHere' | 'leaves' | 'questions' | 'mayNotify' | 'notify'
  >;
  /** Scheduled ends of meetings. */
  readonly ends: Pick<
    ScheduledEndDeps,
    'scheduledEnds' | 'unacknowledged' | 'locksAt' | 'changed'
  > & { readonly follow: WitnessDeps['followEnd'] };
  readonly closures: Closures;
}

/** How often it is looked whether meeting pages are still there, at most, in milliseconds. */
const CHECK_EVERY_MS = 2000;

/** The background's side of the message table. Who may send what was decided by the router. */
export function createHandlers(deps: HandlerDeps): Handlers {
  const { requests, journal, meetings, now, changed } = deps;
  const views = requestViews({ journal, now, isRunning: deps.jobs.isRunning });

  /**
   * Finds out which meeting pages are gone, and forgets them with what they asked for. A page may take
   * long to answer, so that nobody waits for this.
   */
  const checkOpen = coalesce(async () => {
    const all = await meetings.all();
    // A slow panel is one all the same.
    const seen = await Promise.all(all.map(({ frame }) => deps.lookAt(frame)));
    const gone = all.filter((_, index) => seen[index] === 'absent').map(({ frame }) => frame);
    if (gone.length === 0) return;
    const isGone = (frame: Frame) => gone.some((other) => sameDocument(other, frame));
    await meetings.forget(({ frame }) => isGone(frame));
    await requests.dropGone(isGone);
    await deps.bans.bannedHere.forgetFrames(gone);
    changed(null);
  });
  // Who asks soon after a look has one more follow: a page may be gone since.
  const checkOpenSoon = throttle(
    () => void checkOpen().catch(deps.report),
    () => '',
    { firstMs: 0, everyMs: CHECK_EVERY_MS },
    deps.later,
  );

  async function stage(request: Request): Promise<Staged> {
    const staged = await requests.stage(request);
    if (staged.ok) {
      changed(request.frame);
      deps.tidy(request.frame);
    }
    return staged;
  }

  return {
    ...banHandlers({ ...deps.bans, journal, marks: deps.marks, now, changed }),
    ...markHandlers(deps),
    ...requestHandlers({ ...deps, stage, endsChanged: deps.ends.changed }),
    ...meetingPageHandlers(deps),
    ...preconfirmedHandlers(deps),
    ...scheduledEndHandlers({ ...deps.ends, journal, meetings }),
    ...closureHandlers(deps.closures),
    ...tokenHandlers(deps),
    ...visibilityHandlers({ meetings, changed }),
    ...witnessHandlers({ journal, now, changed, followEnd: deps.ends.follow }),
    ...panelHandlers({ ...deps, stage, batchOf: views.ofPanel }),

    'popup.state': async ({ tabId }) => {
      const waiting = await requests.expireStale();
      const [known, shown, keys, asked] = await Promise.all([
        meetings.all(),
        views.requests(waiting),
        deps.keys(),
        deps.askedRequest(),
      ]);
      checkOpenSoon(null);
      const withKeys = await Promise.all(
        known.map(async (report) => ({ report, key: await deps.keyState(report.meeting.appId) })),
      );
      const ends = await endsView({ ...deps.ends, journal, closures: deps.closures });
      const recent = await deps.dismissed.without(shown.recent);
      return { ...popupView(tabId, withKeys, { ...shown, recent, asked }, keys), ends };
    },
  };
}
