import { isExpired, type Request, type Staged } from '~/utils/actions/request';
import { type createRequests, itemsOf } from '~/utils/actions/requests';
import { turns } from '~/utils/async';
import type { Marks } from '~/utils/bans/marks';
import type { AppId } from '~/utils/jaas/ids';
import { userKey } from '~/utils/jaas/user-id';
import {
  type Action,
  type Frame,
  frameKey,
  isOtherDocument,
  type Meeting,
  sameFrame,
  sameMeeting,
} from '~/utils/journal/action';
import { banMarks } from '~/utils/journal/bans';
import type { Journal } from '~/utils/journal/journal';
import type { RequestSummary } from '~/utils/journal/request-summary';
import { sameUser } from '~/utils/meeting/identity';
import type { SortBy } from '~/utils/meeting/orders';
import type { KeyState, KnownBan, visibilityMessages } from '~/utils/messages/protocol-panel';
import type { Handlers, HandlersOf, PanelSender } from '~/utils/messages/router';
import type { Setting } from '~/utils/storage/item';
import type { StoredPlace } from '~/utils/storage/settings';
import type { BanQuestions } from './ban-questions';
import type { BannedHere, BannedPerson } from './banned-present';
import type { Closures } from './closures';
import { knownMarks } from './handlers-marks';
import { closedView, type ScheduledEndDeps, scheduledEndOf } from './handlers-pages';
import type { Leaves } from './leaves';
import type { MeetingReport, Meetings } from './meetings';
import { ownActions, PANEL_REMEMBERS_MS } from './views';

/** What the handlers of a panel's messages need besides what is their own. */
export interface PanelDeps {
  readonly requests: ReturnType<typeof createRequests>;
  readonly journal: Journal;
  readonly meetings: Meetings;
  readonly now: () => number;
  readonly keyState: (appId: AppId) => Promise<KeyState>;
  /** Told after every change of a record or of what waits. */
  readonly changed: (frame: Frame | null) => void;
  /** Told when a page reports something else of a meeting that was there before. */
  readonly roomChanged: () => void;
  /** Brings Gavel's window up for a request, unless too many of this tab led to nothing. */
  readonly showConfirmation: (sender: PanelSender, request: string) => void;
  /** Whether it stays shut for requests of this tab. */
  readonly isQuiet: (tabId: number) => Promise<boolean>;
  /** Whether the browser keeps a host from Gavel that requests go to. */
  readonly isWithheld: () => Promise<boolean>;
  readonly openOptions: () => Promise<void>;
  /** Where the panel's card was left. */
  readonly place: Setting<StoredPlace | null>;
  /** In which order its people are. */
  readonly order: Setting<SortBy | null>;
  readonly ends: Pick<ScheduledEndDeps, 'scheduledEnds'>;
  readonly closures: Pick<Closures, 'of'>;
}

interface Deps extends PanelDeps {
  readonly stage: (request: Request) => Promise<Staged>;
  /** The last request about many among what a panel remembers. */
  readonly batchOf: (own: readonly Action[]) => Promise<RequestSummary | null>;
}

type PanelMessage =
  | 'panel.report'
  | 'panel.state'
  | 'panel.ask'
  | 'panel.show-request'
  | 'panel.place'
  | 'panel.order'
  | 'panel.open-options';

/** What a panel reports and asks of its own meeting. It confirms nothing. */
export function panelHandlers(deps: Deps): Pick<Handlers, PanelMessage> {
  const { requests, journal, meetings, now, changed, stage } = deps;

  /** Reads what is of this frame and nothing else, however much other tabs have asked for. */
  async function shownIn(frame: Frame): Promise<Action[]> {
    const actions = await journal.inFrame(frame, now() - PANEL_REMEMBERS_MS);
    if (!actions.some((action) => isExpired(action, now()))) return actions;
    await requests.expireStale();
    return journal.inFrame(frame, now() - PANEL_REMEMBERS_MS);
  }

  async function panelState(place: Pick<PanelSender, 'frame' | 'meeting'>) {
    const [key, actions, isWithheld] = await Promise.all([
      deps.keyState(place.meeting.appId),
      shownIn(place.frame),
      deps.isWithheld(),
    ]);
    const [end, closed] = await Promise.all([
      scheduledEndOf(place.meeting, deps.ends.scheduledEnds, now()),
      closedView(place.meeting, deps.closures),
    ]);
    const own = ownActions(place, actions, now());
    const quiet = (await deps.isQuiet(place.frame.tabId)) && { quiet: true };
    const withheld = isWithheld && { withheld: true };
    const batch = await deps.batchOf(own);
    return { key, actions: own, batch, ...end, ...closed, ...withheld, ...quiet };
  }

  return {
    'panel.report': async (report, { frame, meeting }) => {
      const before = await meetings.at(frame);
      // What an earlier page in this frame asked for went with it.
      if (before === null || isOtherDocument(before.frame, frame)) {
        await requests.dropGone((other) => isOtherDocument(other, frame));
      }
      await meetings.note({ ...report, frame, meeting });
      // Open pages list the meetings, and the first steps wait for a joined one.
      if (before?.phase !== report.phase) changed(null);
      // A question on the screen says who is where, and what its answer would end.
      else if (before && tellsOtherwise(before, report)) deps.roomChanged();
      return panelState({ frame, meeting });
    },
    'panel.state': (_, place) => panelState(place),
    'panel.ask': async (asked, sender) => {
      const { frame, meeting } = sender;
      const items =
        asked.kind === 'end-meeting'
          ? [{ kind: asked.kind, target: null }]
          : itemsOf(asked.kind, asked.targets);
      const staged = await stage({ meeting, frame, items });
      if (staged.ok) deps.showConfirmation(sender, staged.id);
      return staged;
    },
    'panel.show-request': async (_, sender) => {
      const waits = (await requests.expireStale()).find(
        (action) => action.frame && sameFrame(action.frame, sender.frame),
      );
      if (waits) deps.showConfirmation(sender, waits.request);
      return {};
    },
    'panel.place': async ({ place }) => {
      if (place) await deps.place.set(place);
      return { place: place ?? (await deps.place.get()) };
    },
    'panel.order': async ({ order }) => {
      if (order) await deps.order.set(order);
      return { order: order ?? (await deps.order.get()) };
    },
    'panel.open-options': async () => {
      await deps.openOptions();
      return {};
    },
  };
}

type Reported = Pick<MeetingReport, 'count' | 'joinedAt' | 'elsewhere' | 'breakout'>;

/** Whether two reports of a meeting differ in what Gavel's window shows of them. */
function tellsOtherwise(a: Reported, b: Reported): boolean {
  return (
    a.count !== b.count ||
    a.joinedAt !== b.joinedAt ||
    a.elsewhere !== b.elsewhere ||
    a.breakout !== b.breakout
  );
}

/** Notes what a page does to the panel, for Gavel's own window to say. */
export function visibilityHandlers({
  meetings,
  changed,
}: Pick<PanelDeps, 'meetings' | 'changed'>): HandlersOf<typeof visibilityMessages> {
  return {
    'panel.visibility': async ({ visibility }, { frame }) => {
      if (await meetings.see(frame, visibility)) changed(null);
      return {};
    },
  };
}

export interface BanHandlerDeps {
  readonly journal: Journal;
  readonly marks: Pick<Marks, 'of'>;
  readonly now: () => number;
  /** Told after every change of a record or of what waits. */
  readonly changed: (frame: Frame | null) => void;
  readonly bannedHere: BannedHere;
  readonly leaves: Leaves;
  readonly questions: Pick<BanQuestions, 'admits'>;
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

type BanMessage = 'panel.bans' | 'panel.banned-here' | 'panel.came-back' | 'panel.leaves';

/** What a panel asks and reports of people who were banned, and of people who left. Sends nothing. */
export function banHandlers(deps: BanHandlerDeps): Pick<Handlers, BanMessage> {
  const { journal, bannedHere, leaves, questions } = deps;
  // The last report is the one that holds, however long the journal takes over an earlier one.
  const inTurn = turns();

  return {
    'panel.bans': async ({ userIds }, { frame, meeting }) => {
      if (!(await questions.admits(frame.tabId, userIds))) return { ok: false, code: 'too-many' };
      const known = banMarks(await journal.bansOf(meeting.appId, userIds));
      const bans = userIds.flatMap((userId): KnownBan[] => {
        const mark = known.get(userKey(userId));
        return mark ? [{ ...mark, userId }] : [];
      });
      // What a file says keeps nobody from hearing of this browser's own bans.
      const marks = await knownMarks(deps.marks, meeting.appId, userIds).catch(() => []);
      return { ok: true, bans, ...(marks.length > 0 && { marks }) };
    },

    // Of marks nothing is asked here: what a file says rings no alarm.
    'panel.banned-here': ({ people }, { frame, meeting }) =>
      inTurn(frameKey(frame), async () => {
        const userIds = people.map(({ userId }) => userId);
        const marks = banMarks(await journal.bansOf(meeting.appId, userIds));
        // What the panel says of a ban is not believed: the journal knows.
        const banned = people.flatMap((person): BannedPerson[] => {
          const mark = marks.get(userKey(person.userId));
          return mark ? [{ ...person, mark }] : [];
        });
        const ids = banned.map(({ participantId }) => participantId);
        await bannedHere.set(frame, ids);
        if (ids.length === 0 || !(await deps.mayNotify())) return {};
        const news = new Set(await bannedHere.take(frame, ids));
        const [first, ...others] = banned.filter(({ participantId }) => news.has(participantId));
        if (first) await deps.notify(frame, meeting, [first, ...others]);
        return {};
      }),

    'panel.came-back': async ({ participantId, userId }, { frame, meeting }) => {
      const since = deps.now() - REMOVAL_MATTERS_MS;
      const [bans, removed] = await Promise.all([
        journal.bansOf(meeting.appId, [userId]),
        journal.removalsOf(meeting.appId, userId),
      ]);
      const removals = removed.filter(({ endedAt }) => (endedAt ?? since) >= since);
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

    'panel.leaves': async ({ leaves: left }, { frame, meeting }) => {
      if (left !== null) await leaves.keep(frame, meeting, left);
      return { leaves: await leaves.kept(frame, meeting) };
    },
  };
}

/** A ban concerns every meeting of its AppID, a removal the one meeting. */
function wasPutOut(action: Action, userId: string, meeting: Meeting): boolean {
  const { kind, target, steps } = action;
  const here = sameMeeting(action.meeting, meeting);
  return (
    (kind === 'ban' || here) &&
    sameUser(target?.userId ?? null, userId) &&
    steps.some(({ state }) => state === 'accepted' || state === 'unknown')
  );
}
