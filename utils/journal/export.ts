import { roomTitle } from '~/utils/jaas/room';
import { safeName } from '~/utils/names/safe-name';
import type { Action, Step } from './action';
import { BYTE_ORDER_MARK, csvLines } from './csv';
import { isoTime } from './iso-time';
import type { JournalRecord } from './journal';
import { rawText } from './raw-text';

type Column<T> = readonly [name: string, cell: (of: T) => string | number | null | undefined];

/** Names stay the same in every language, so that a report made from one export fits the next. */
const COLUMNS: readonly Column<Action>[] = [
  ['asked_at', ({ stagedAt }) => isoTime(stagedAt)],
  ['confirmed_at', ({ confirmedAt }) => isoTime(confirmedAt)],
  ['ended_at', ({ endedAt }) => isoTime(endedAt)],
  ['kind', ({ kind }) => kind],
  ['state', ({ state }) => state],
  ['name', ({ target, token }) => safeName(target?.name ?? token?.userName).text],
  ['user_id', ({ target, token }) => target?.userId ?? token?.userId],
  ['participant_id', ({ target }) => target?.participantId],
  ['role', ({ target }) => target?.role],
  ['room', ({ meeting: { room } }) => room && roomTitle(room)],
  ['room_in_address', ({ meeting }) => meeting.room],
  ['app_id', ({ meeting }) => meeting.appId],
  ['key_id', ({ keyId }) => keyId],
  ['note', ({ note }) => note],
  ['seen_leaving_at', ({ leftAt }) => isoTime(leftAt)],
  ['seen_coming_back_at', ({ backAt }) => isoTime(backAt)],
  ['token_room', ({ token }) => token?.room],
  ['token_expires_at', ({ token }) => isoTime(token?.expiresAt ?? null)],
  ['changes', ({ changes }) => changes.join(' ')],
  ['phone_number', ({ phone }) => phone],
  ['due_at', ({ schedule }) => isoTime(schedule?.dueAt ?? null)],
  ['batch', ({ batch }) => batch],
];

const STEP_COLUMNS: readonly Column<Step>[] = [
  ['operation', ({ operation }) => operation],
  ['state', ({ state }) => state],
  ['outcome', ({ outcome }) => outcome?.code],
  ['http_status', ({ outcome }) => outcome?.status],
  ['address', ({ outcome }) => outcome?.base],
  ['sent', ({ outcome }) => outcome && (outcome.sent ? 'yes' : 'no')],
  ['started_at', ({ startedAt }) => isoTime(startedAt)],
  ['ended_at', ({ endedAt }) => isoTime(endedAt)],
  ['message', ({ outcome }) => outcome?.message],
];

/** A ban and its removal: two groups of columns, even where no record has a second step. */
const LEAST_STEPS = 2;

/**
 * The journal for spreadsheets: UTF-8 with a byte order mark, RFC 4180, a row an action, times in
 * UTC. Names are the safe ones, ids are exact. A damaged record has its key and, in the last column,
 * what lies there. For what a program reads there is `activityJson`.
 *
 * @returns the text in parts, as a `Blob` takes them
 */
export function activityCsv(records: readonly JournalRecord[]): string[] {
  const steps = records.reduce(
    (most, { action }) => Math.max(most, action?.steps.length ?? 0),
    LEAST_STEPS,
  );
  return [BYTE_ORDER_MARK, ...csvLines(rows(records, steps))];
}

function* rows(records: readonly JournalRecord[], steps: number): Generator<string[]> {
  const numbers = Array.from({ length: steps }, (_, at) => at);
  yield [
    ...COLUMNS.map(([name]) => name),
    ...numbers.flatMap((at) => STEP_COLUMNS.map(([name]) => `step_${at + 1}_${name}`)),
    'id',
    'damaged_record',
  ];
  for (const { key, action, raw } of records) {
    yield [
      ...cells(COLUMNS, action),
      ...numbers.flatMap((at) => cells(STEP_COLUMNS, action?.steps[at] ?? null)),
      String(key),
      action ? '' : rawText(raw),
    ];
  }
}

function cells<T>(columns: readonly Column<T>[], of: T | null): string[] {
  return columns.map(([, cell]) => (of === null ? '' : String(cell(of) ?? '')));
}
