import type { Answered, Request, Staged } from '~/utils/actions/request';
import type { createRequests } from '~/utils/actions/requests';
import { isSoon } from '~/utils/actions/schedule-time';
import type { ScheduledEndRequest, ScheduledEnds } from '~/utils/actions/scheduled-end';
import type { AppId } from '~/utils/jaas/ids';
import { type Action, type Frame, sameFrame, sameMeeting } from '~/utils/journal/action';
import { type Batch, batchOf } from '~/utils/journal/batch-summary';
import type { Journal } from '~/utils/journal/journal';
import { meetingKey } from '~/utils/journal/search';
import type {
  batchMessages,
  EndsView,
  manualMessages,
  scheduledEndMessages,
} from '~/utils/messages/protocol-pages';
import type { PanelState } from '~/utils/messages/protocol-panel';
import type { Handlers, HandlersOf } from '~/utils/messages/router';
import type { Meetings } from './meetings';
import type { Unacknowledged } from './scheduled-ends';

export interface BatchDeps {
  /** Works a confirmed batch through; not awaited by the message that confirmed it. */
  readonly run: (batch: string) => void;
  readonly stop: (batch: string) => Promise<void>;
  readonly isRunning: (batch: string) => boolean;
}

interface Deps extends BatchDeps {
  readonly requests: ReturnType<typeof createRequests>;
  readonly journal: Pick<Journal, 'ofBatch'>;
  readonly changed: (frame: Frame | null) => void;
}

/** The background's side of the messages about many people at once. */
export function batchHandlers({ requests, journal, changed, run, stop, isRunning }: Deps) {
  const view = (actions: readonly Action[], batch: string): Batch | null =>
    batchOf(actions, isRunning(batch));

  return {
    'panel.stop-batch': async ({ batch }, { frame }) => {
      const [first] = await journal.ofBatch(batch);
      if (first && sameFrame(first.frame, frame)) await stop(batch);
      return {};
    },
    'batch.people': async ({ batch }) => {
      const people = await journal.ofBatch(batch);
      return { batch: view(people, batch), people };
    },
    'batch.confirm': async (confirmation) => {
      const answer = await requests.confirmMany(confirmation);
      if (answer.batch) changed(answer.batch.frame);
      if (answer.ok) run(answer.batch.id);
      return answer;
    },
    'batch.cancel': async ({ batch }) => {
      const answer = await requests.cancelMany(batch);
      if (answer.batch) changed(answer.batch.frame);
      return answer;
    },
    'batch.stop': async ({ batch }) => {
      await stop(batch);
      return {};
    },
    'batch.repeat': async ({ batch }) => {
      const staged = await requests.repeatMany(batch);
      if (staged.ok) changed((await journal.ofBatch(batch))[0]?.frame ?? null);
      return staged;
    },
  } satisfies Pick<Handlers, keyof typeof batchMessages>;
}

export interface ManualDeps {
  readonly journal: Journal;
  readonly meetings: Meetings;
  readonly stage: (request: Request) => Promise<Staged>;
  readonly ownUserIds: (appId: AppId) => Promise<string[]>;
}

/** The background's side of manual actions. */
export function manualHandlers(deps: ManualDeps): HandlersOf<typeof manualMessages> {
  const { journal, meetings, stage, ownUserIds } = deps;
  return {
    'manual.stage': async (asked) => {
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
    'manual.is-own': async ({ appId, userId }) => ({
      own: (await ownUserIds(appId)).includes(userId.trim()),
    }),
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

/** What the popup shows of all of them. */
export async function endsView({
  scheduledEnds,
  unacknowledged,
  journal,
}: Pick<ScheduledEndDeps, 'scheduledEnds' | 'unacknowledged' | 'journal'>): Promise<EndsView> {
  const [scheduled, ids] = await Promise.all([scheduledEnds.scheduled(), unacknowledged.ids()]);
  const news = await Promise.all(ids.map((id) => journal.get(id)));
  return { scheduled, news: news.filter((action) => action !== null) };
}

/** The background's side of scheduled ends. */
export function scheduledEndHandlers(
  deps: ScheduledEndDeps,
): HandlersOf<typeof scheduledEndMessages> {
  const { scheduledEnds, unacknowledged, meetings, locksAt, changed } = deps;

  function told(answer: Answered): Answered {
    if (answer.ok) changed();
    return answer;
  }

  return {
    'scheduled-end.locks': async ({ appId }) => ({ at: await locksAt(appId) }),
    'scheduled-end.set': async (request: ScheduledEndRequest) => {
      const open = (await meetings.at(request.frame))?.meeting;
      if (!sameMeeting(open, request.meeting)) {
        return { ok: false, code: 'not-in-meeting', action: null };
      }
      return told(await scheduledEnds.set(request));
    },
    'scheduled-end.cancel': async ({ id }) => told(await scheduledEnds.cancel(id)),
    'scheduled-end.acknowledge': async ({ id }) => {
      await unacknowledged.remove(id);
      changed();
      return {};
    },
  };
}
