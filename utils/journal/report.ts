import * as z from 'zod';
import { hostOf } from '~/utils/jaas/operation';
import { isNoWord, OUTCOME_CODES, type Outcome, RESULTS } from '~/utils/jaas/outcome';
import { MAIN_HOST } from '~/utils/jaas/room';
import { sha256 } from '~/utils/sha256';
import { type Action, actionKindSchema, actionStateSchema, type Step, stepSchema } from './action';
import { canonicalJson } from './canonical-json';
import { isoTime } from './export';

/*
 * One incident for somebody who does not have Gavel: what was asked, sent, answered, seen and noted, in order of time.
 * docs/reports.md describes the file; here is its schema.
 */

/**
 * Who says so. `gavel`: Gavel wrote down what it did itself. `host`: the host confirmed or typed it in Gavel's own window.
 * `jaas`: JaaS answered it. `page`: only the meeting page says so, which may be wrong or lie. `token`: so it stands in a
 * token that the host pasted.
 */
const SOURCES = ['gavel', 'host', 'jaas', 'page', 'token'] as const;
export type Source = (typeof SOURCES)[number];

const EVENTS = [
  'asked',
  'confirmed',
  'cancelled',
  'replaced',
  'expired',
  'sent',
  'answered',
  'no-answer',
  'not-sent',
  'seen-leaving',
  'seen-still-there',
  'seen-coming-back',
  'not-kept-closed',
] as const;

/** ISO 8601 in UTC with milliseconds; null where none is known. */
const timeSchema = z.string().nullable();

const answerSchema = z.object({
  result: z.enum(RESULTS),
  code: z.enum(OUTCOME_CODES),
  status: z.int().nullable(),
});

const outcomeSchema = answerSchema.extend({
  /** The host that was asked. */
  address: z.string().nullable(),
  /** The answer's own words, redacted. */
  message: z.string().nullable(),
  /** What the other address came to, where both were asked. */
  other: answerSchema.extend({ address: z.string() }).nullable(),
});

const eventSchema = z.object({
  at: timeSchema,
  source: z.enum(SOURCES),
  what: z.enum(EVENTS),
  /** What was requested of JaaS; null for what is about the action as a whole. */
  operation: stepSchema.shape.operation.nullable(),
  outcome: outcomeSchema.nullable(),
});
type ReportedEvent = z.infer<typeof eventSchema>;

const aboutSchema = z.object({
  /** Who says all of this. */
  source: z.enum(['host', 'page', 'token']),
  /** As it was given: what it looks like may deceive. */
  name: z.string().nullable(),
  tokenName: z.string().nullable(),
  role: z.string().nullable(),
  userId: z.string().nullable(),
  participantId: z.string().nullable(),
  joinedAt: timeSchema,
  /** How many people there had this user id, and this name, this one included. */
  sharedBy: z.int().nullable(),
  namesakes: z.int().nullable(),
  phone: z.string().nullable(),
  tokenRoom: z.string().nullable(),
  tokenExpiresAt: timeSchema,
});

const recordSchema = z.object({
  id: z.string(),
  /** The same for all that was asked for and confirmed together. */
  request: z.string(),
  kind: actionKindSchema,
  state: actionStateSchema,
  /** From the address of the page, as the browser names it, or from the host. `room` is still percent-encoded. */
  meeting: z.object({ appId: z.string(), room: z.string().nullable(), host: z.string() }),
  about: aboutSchema.nullable(),
  keyId: z.string().nullable(),
  tokenService: z.string().nullable(),
  scheduledFor: timeSchema,
  /** For how long the meeting was to be kept closed after its end. */
  keptClosedMinutes: z.int().nullable(),
  /** The host's private note. */
  note: z.string(),
  /** What the meeting page showed to be different when it was looked at once more before sending. */
  changed: z.array(z.string()),
  /** In order of time. */
  events: z.array(eventSchema),
});
type ReportRecord = z.infer<typeof recordSchema>;

/** The report as a file for programs. `sha256` is of the canonical JSON (RFC 8785) of `records`, in UTF-8. */
export const reportSchema = z.object({
  format: z.literal('gavel-report'),
  version: z.literal(1),
  savedAt: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  records: z.array(recordSchema),
});

/** One thing that happened, and the step that it is of. */
export interface ReportEvent {
  /** In milliseconds since 1970. */
  readonly at: number | null;
  readonly source: Source;
  readonly what: ReportedEvent['what'];
  readonly step: Step | null;
}

/** What both forms of a report are made from. */
export interface Report {
  /** Oldest first. */
  readonly actions: readonly Action[];
  /** The canonical JSON of its records. */
  readonly text: string;
  /** Of that text, as 64 lower-case hex digits. */
  readonly sha256: string;
  /** In milliseconds since 1970. */
  readonly savedAt: number;
}

/**
 * A report of these records, in the order in which they were asked for, whatever order they are given in.
 *
 * @param now in milliseconds since 1970
 */
export async function reportOf(actions: readonly Action[], now: number): Promise<Report> {
  const ordered = actions.toSorted(
    (a, b) => a.stagedAt - b.stagedAt || (a.id < b.id ? -1 : Number(a.id > b.id)),
  );
  const text = canonicalJson(ordered.map(recordOf));
  return {
    actions: ordered,
    text,
    sha256: await sha256(new TextEncoder().encode(text)),
    savedAt: now,
  };
}

/**
 * The file for programs: its second line is exactly what was hashed, so that tools for text can check it.
 *
 * @returns the text in parts, as a `Blob` takes them
 */
export function reportJson({ text, sha256, savedAt }: Report): string[] {
  const head = JSON.stringify({
    format: 'gavel-report',
    version: 1,
    savedAt: isoTime(savedAt),
    sha256,
  });
  return [`${head.slice(0, -1)},"records":\n`, text, '\n}\n'];
}

/** Who says what is known of whom an action is about: the page that it was asked for in, or the host by hand. */
export function sourceOfAbout({ kind, frame, phone }: Action): 'host' | 'page' | 'token' {
  if (kind === 'ban-token') return 'token';
  return frame === null || phone !== undefined ? 'host' : 'page';
}

/** What happened to an action, in order of time; what has no time comes after what led to it. */
export function eventsOf(action: Action): ReportEvent[] {
  const { stagedAt, confirmedAt, endedAt, state, steps, closure } = action;
  const { leftAt, stillAt, backAt } = action;
  const events: ReportEvent[] = [{ at: stagedAt, source: 'gavel', what: 'asked', step: null }];
  if (confirmedAt !== null)
    events.push({ at: confirmedAt, source: 'host', what: 'confirmed', step: null });
  if (state === 'cancelled' || state === 'replaced' || state === 'expired') {
    events.push({ at: endedAt, source: 'gavel', what: state, step: null });
  }
  const sent = [...steps, ...(closure?.ends ?? [])];
  events.push(...sent.flatMap((step) => eventsOfStep(step, endedAt)));
  if (closure?.over) {
    const { at, why } = closure.over;
    const source = why === 'stopped' ? 'host' : 'gavel';
    events.push({ at, source, what: 'not-kept-closed', step: null });
  }
  const seen = [
    ['seen-leaving', leftAt],
    ['seen-still-there', stillAt],
    ['seen-coming-back', backAt],
  ] as const;
  for (const [what, at] of seen) {
    if (typeof at === 'number') events.push({ at, source: 'page', what, step: null });
  }
  return inOrder(events);
}

/** Sorts by time; what has none, or none that is one, stays behind what it followed. */
export function inOrder<T extends { readonly at: number | null }>(events: readonly T[]): T[] {
  let last = Number.NEGATIVE_INFINITY;
  const timed = events.map((event) => {
    if (event.at !== null && isoTime(event.at) !== '') last = event.at;
    return { event, at: last };
  });
  return timed.toSorted((a, b) => (a.at === b.at ? 0 : a.at - b.at)).map(({ event }) => event);
}

/** What is known of one request to JaaS: that it left, and what came of it; nothing where it has not begun. */
function eventsOfStep(step: Step, endedAt: number | null): ReportEvent[] {
  const { state, outcome, startedAt } = step;
  const settled = step.endedAt ?? endedAt;
  const sent: ReportEvent = { at: startedAt, source: 'gavel', what: 'sent', step };
  if (outcome === null) {
    if (state === 'skipped') return [{ at: settled, source: 'gavel', what: 'not-sent', step }];
    return state === 'waiting' ? [] : [sent];
  }
  if (!outcome.sent) return [{ at: settled, source: 'gavel', what: 'not-sent', step }];
  const hasAnswer = outcome.status !== undefined || outcome.code === 'redirected';
  const source = isJaasWord(outcome) ? 'jaas' : 'gavel';
  return [sent, { at: settled, source, what: hasAnswer ? 'answered' : 'no-answer', step }];
}

/** Whether JaaS itself answered; whoever else answers in its place is nobody's word. */
function isJaasWord(outcome: Outcome): boolean {
  return outcome.status !== undefined && !isNoWord(outcome);
}

function recordOf(action: Action): ReportRecord {
  const { meeting, schedule, closure } = action;
  return {
    id: action.id,
    request: action.request,
    kind: action.kind,
    state: action.state,
    meeting: { appId: meeting.appId, room: meeting.room, host: meeting.host ?? MAIN_HOST },
    about: aboutOf(action),
    keyId: action.keyId,
    tokenService: action.service ?? null,
    scheduledFor: timeOf(schedule?.dueAt),
    keptClosedMinutes: closure?.minutes ?? null,
    note: action.note,
    changed: [...new Set([...action.told, ...action.changes])],
    events: eventsOf(action).map(({ at, source, what, step }) => ({
      at: timeOf(at),
      source,
      what,
      operation: step?.operation ?? null,
      outcome: what === 'sent' || !step?.outcome ? null : reportedOutcome(step.outcome),
    })),
  };
}

function aboutOf(action: Action): ReportRecord['about'] {
  const { target, token, phone } = action;
  if (target === null && token === null && phone === undefined) return null;
  return {
    source: sourceOfAbout(action),
    name: target?.name ?? token?.userName ?? null,
    tokenName: target?.tokenName ?? null,
    role: target?.role ?? null,
    userId: target?.userId ?? token?.userId ?? null,
    participantId: target?.participantId ?? null,
    joinedAt: timeOf(target?.joinedAt),
    sharedBy: target?.sharedBy ?? null,
    namesakes: target?.namesakes ?? null,
    phone: phone ?? null,
    tokenRoom: token?.room ?? null,
    tokenExpiresAt: timeOf(token?.expiresAt),
  };
}

function reportedOutcome(outcome: Outcome): ReportedEvent['outcome'] {
  const { result, code, status, base, message, other } = outcome;
  return {
    result,
    code,
    status: status ?? null,
    address: base && hostOf(base),
    message: message ?? null,
    other: other
      ? {
          result: other.result,
          code: other.code,
          status: other.status ?? null,
          address: hostOf(other.base),
        }
      : null,
  };
}

function timeOf(at: number | null | undefined): string | null {
  return isoTime(at ?? null) || null;
}
