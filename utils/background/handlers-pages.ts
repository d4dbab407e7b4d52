import type { Answered, Depart, Request, RequestItem, Staged } from '~/utils/actions/request';
import { type createRequests, itemsOf } from '~/utils/actions/requests';
import { isSoon } from '~/utils/actions/schedule';
import type { ScheduledEndRequest, ScheduledEnds } from '~/utils/actions/scheduled-end';
import type { AppId } from '~/utils/jaas/ids';
import { userKey } from '~/utils/jaas/user-id';
import { type Action, type Frame, sameFrame, sameMeeting } from '~/utils/journal/action';
import { closedUntil } from '~/utils/journal/closures';
import type { Journal } from '~/utils/journal/journal';
import { meetingKey } from '~/utils/journal/search';
import type { ResponseOf } from '~/utils/messages/protocol';
import type {
  closureMessages,
  EndsView,
  preconfirmedMessages,
  requestMessages,
  scheduledEndMessages,
} from '~/utils/messages/protocol-pages';
import type { PanelState } from '~/utils/messages/protocol-panel';
import type { HandlersOf } from '~/utils/messages/router';
import type { Closures } from './closures';
import type { Dismissed } from './dismissed';
import { isOpen, type Meetings } from './meetings';
import type { Unacknowledged } from './scheduled-ends';
import { viewOf } from './views';

/** What works confirmed requests through. */
export interface Jobs {
  /** Not awaited by the message that confirmed it. @param token what a token ban is about */
  readonly run: (request: string, token: string | null) => void;
  /** Sends what is being confirmed as soon as it is written down. */
  readonly depart: Depart;
  readonly stop: (request: string) => Promise<void>;
  readonly isRunning: (request: string) => boolean;
}

export interface RequestDeps {
  readonly requests: ReturnType<typeof createRequests>;
  readonly journal: Journal;
  readonly meetings: Meetings;
  readonly dismissed: Dismissed;
  readonly jobs: Jobs;
  /** Stages a request and tells of it. */
  readonly stage: (request: Request) => Promise<Staged>;
  /** Lets a request leave before the popup draws what it is answered, and asks for everything again. */
  readonly goAhead: () => Promise<void>;
  /**
   * The host's own user ids in the open meetings of an AppID, trimmed as Jitsi does. Their pages say so,
   * and a page may say so of anybody: it is a reason to warn, and none to refuse.
   */
  readonly ownUserIds: (appId: AppId) => Promise<string[]>;
  readonly changed: (frame: Frame | null) => void;
  /** Told when a scheduled end was taken back: it concerns every page of that meeting. */
  readonly endsChanged: () => void;
  readonly closures: Pick<Closures, 'expect'>;
}

/** The answer as it is sent: what came of it, with the request in numbers. */
function answerOf(answer: Answered, jobs: Pick<Jobs, 'isRunning'>): ResponseOf<'request.confirm'> {
  const request = viewOf(answer.records, jobs.isRunning);
  if (!answer.ok) return { ok: false, code: answer.code, request };
  return request ? { ok: true, request } : { ok: false, code: 'no-record', request };
}

/** The background's side of requests: asked for, confirmed, taken back, stopped, asked for again. */
export function requestHandlers(deps: RequestDeps): HandlersOf<typeof requestMessages> {
  const { requests, journal, meetings, jobs, changed } = deps;

  function told(answer: Answered): ResponseOf<'request.confirm'> {
    const [first] = answer.records;
    if (first) changed(first.frame);
    return answerOf(answer, jobs);
  }

  return {
    'request.stage': (asked) => stageAsked(asked, deps),
    'request.records': async ({ id }) => {
      const records = await journal.ofRequest(id);
      return { request: viewOf(records, jobs.isRunning), records };
    },
    'request.confirm': async (confirmation) => {
      // First, so that no worker that is stopped in between forgets what was confirmed.
      if (confirmation.keepClosed) await deps.closures.expect(confirmation.id);
      const answer = told(await requests.confirm(confirmation, jobs.depart));
      if (answer.ok) await deps.goAhead();
      return answer;
    },
    'request.dismiss': async ({ id }) => {
      await deps.dismissed.add(id);
      changed(null);
      return {};
    },
    'request.cancel': async ({ id }) => {
      const answer = await requests.cancel(id);
      if (answer.records.some(({ schedule }) => schedule)) deps.endsChanged();
      return told(answer);
    },
    'request.stop': async ({ id }) => {
      await jobs.stop(id);
      return {};
    },
    'panel.stop': async ({ id }, { frame }) => {
      const [first] = await journal.ofRequest(id);
      if (first && sameFrame(first.frame, frame)) await jobs.stop(id);
      return {};
    },
    'request.repeat': async ({ id, base }) => {
      const staged = await requests.repeat(id, base, (record) => frameNow(record, meetings));
      if (staged.ok) changed((await journal.ofRequest(staged.id))[0]?.frame ?? null);
      return staged;
    },
  };
}

type Asked = Parameters<HandlersOf<typeof requestMessages>['request.stage']>[0];

/** Stages what one of Gavel's own pages asks for. */
async function stageAsked(
  asked: Asked,
  { journal, meetings, stage }: RequestDeps,
): Promise<ResponseOf<'request.stage'>> {
  const about = (kind: RequestItem['kind'], target: RequestItem['target'] = null) => [
    { kind, target },
  ];
  switch (asked.kind) {
    case 'end-by-name':
      return stage({ meeting: asked.meeting, frame: null, items: about('end-meeting') });
    case 'end-meeting':
    case 'call': {
      const { kind, meeting, frame } = asked;
      if (!(await isOpen(frame, meeting, meetings))) return { ok: false, code: 'not-in-meeting' };
      const phone = asked.kind === 'call' ? asked.phone : undefined;
      return stage({ meeting, frame, items: about(kind), phone });
    }
    case 'people': {
      const { meeting, frame } = asked;
      if (!(await isOpen(frame, meeting, meetings))) return { ok: false, code: 'not-in-meeting' };
      const { kind, targets } = asked.asked;
      return stage({ meeting, frame, items: itemsOf(kind, targets) });
    }
    case 'hang-up': {
      const call = await journal.get(asked.id);
      if (call?.kind !== 'call') return { ok: false, code: 'no-record' };
      const { meeting, phone, base } = call;
      const frame = await frameNow(call, meetings);
      return stage({ meeting, frame, items: about('hang-up'), phone, base });
    }
    case 'ban': {
      const { appId, userId } = asked;
      const meeting = { appId, room: null };
      return stage({ meeting, frame: null, items: about('ban', manual(userId)) });
    }
  }
}

/**
 * Where the meeting of an earlier record is open now, in the same frame: what is asked for once more goes
 * with the page that is there, and not with one that is gone.
 */
async function frameNow({ frame, meeting }: Action, meetings: Meetings): Promise<Frame | null> {
  const report = frame && (await meetings.at(frame));
  return report && sameMeeting(report.meeting, meeting) ? report.frame : null;
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

/** The background's side of what one of Gavel's pages has shown and confirmed before. */
export function preconfirmedHandlers({
  requests,
  jobs,
  changed,
  ownUserIds,
}: Pick<RequestDeps, 'requests' | 'jobs' | 'changed' | 'ownUserIds'>): HandlersOf<
  typeof preconfirmedMessages
> {
  function begun(answer: Answered, token: string | null): ResponseOf<'token.ban'> {
    const [first] = answer.records;
    if (answer.ok && first) {
      changed(null);
      jobs.run(first.request, token);
    }
    return answerOf(answer, jobs);
  }

  return {
    'token.ban': async ({ token, base, ...ban }) =>
      begun(await requests.preconfirmTokenBan(ban, base), token),
    'user-id.is-own': async ({ appId, userId }) => ({
      own: (await ownUserIds(appId)).includes(userKey(userId)),
    }),
    'key.test': async ({ id, appId, keyId }) =>
      begun(await requests.preconfirmKeyTest(id, appId, keyId), null),
  };
}

export interface ScheduledEndDeps {
  readonly scheduledEnds: ScheduledEnds;
  readonly unacknowledged: Unacknowledged;
  readonly journal: Journal;
  readonly meetings: Meetings;
  /** When the AppID's key locks by itself, in milliseconds since 1970; null where it does not. */
  readonly locksAt: (appId: AppId) => Promise<number | null>;
  /** Told when something was set, dropped or told: it concerns every page of that meeting. */
  readonly changed: () => void;
}

/** When the host has this meeting ended, wherever it is shown; nothing where they have not. */
export async function scheduledEndOf(
  meeting: Action['meeting'],
  scheduledEnds: Pick<ScheduledEnds, 'scheduled'>,
  now: number,
): Promise<Pick<PanelState, 'end'>> {
  const room = meetingKey(meeting);
  const set = (await scheduledEnds.scheduled()).find((one) => meetingKey(one.meeting) === room);
  const dueAt = set?.schedule?.dueAt;
  return dueAt === undefined ? {} : { end: { dueAt, soon: isSoon(dueAt, now) } };
}

/** What the popup shows of all of them, and of what is kept closed. */
export async function endsView({
  scheduledEnds,
  unacknowledged,
  journal,
  closures,
}: Pick<ScheduledEndDeps, 'scheduledEnds' | 'unacknowledged' | 'journal'> & {
  readonly closures: Pick<Closures, 'all'>;
}): Promise<EndsView> {
  const [scheduled, ids, closed] = await Promise.all([
    scheduledEnds.scheduled(),
    unacknowledged.ids(),
    closures.all(),
  ]);
  const news = await Promise.all(ids.map((id) => journal.get(id)));
  return { scheduled, news: news.filter((action) => action !== null), closed };
}

/** Until when a panel's meeting is kept closed; nothing where it is not. */
export async function closedView(
  meeting: Action['meeting'],
  closures: Pick<Closures, 'of'>,
): Promise<Pick<PanelState, 'closed'>> {
  const closed = await closures.of(meeting);
  const until = closed && closedUntil(closed.action);
  return closed && until !== null ? { closed: { until, paused: closed.paused } } : {};
}

/** The background's side of meetings that are kept closed. */
export function closureHandlers(
  closures: Pick<Closures, 'stop' | 'goOn' | 'stopOf'>,
): HandlersOf<typeof closureMessages> {
  return {
    'closure.stop': async ({ id }) => {
      await closures.stop(id);
      return {};
    },
    'closure.go-on': async ({ id }) => {
      await closures.goOn(id);
      return {};
    },
    'panel.stop-closure': async (_, { meeting }) => {
      await closures.stopOf(meeting);
      return {};
    },
  };
}

/** The background's side of scheduled ends. */
export function scheduledEndHandlers(
  deps: ScheduledEndDeps,
): HandlersOf<typeof scheduledEndMessages> {
  const { scheduledEnds, unacknowledged, meetings, locksAt, changed } = deps;

  return {
    'scheduled-end.locks': async ({ appId }) => ({ at: await locksAt(appId) }),
    'scheduled-end.set': async (request: ScheduledEndRequest) => {
      if (!(await isOpen(request.frame, request.meeting, meetings))) {
        return { ok: false, code: 'not-in-meeting', request: null };
      }
      const answer = await scheduledEnds.set(request);
      if (answer.ok) changed();
      return answerOf(answer, { isRunning: () => false });
    },
    'scheduled-end.acknowledge': async ({ id }) => {
      await unacknowledged.remove(id);
      changed();
      return {};
    },
  };
}
