import { roomTitle } from '~/utils/names/room-title';
import { safeName } from '~/utils/names/safe-name';
import type { Action, Step } from './action';
import { timesEndedAgain } from './closures';
import { standingOf } from './evidence';
import type { JournalRecord } from './journal';

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
  ['seen_still_there_at', ({ stillAt }) => isoTime(stillAt ?? null)],
  ['seen_coming_back_at', ({ backAt }) => isoTime(backAt)],
  ['token_room', ({ token }) => token?.room],
  ['token_expires_at', ({ token }) => isoTime(token?.expiresAt ?? null)],
  ['changes', ({ changes }) => changes.join(' ')],
  ['phone_number', ({ phone }) => phone],
  ['due_at', ({ schedule }) => isoTime(schedule?.dueAt ?? null)],
  ['request', ({ request }) => request],
  ['token_service', ({ service }) => service],
  ['kept_closed_minutes', ({ closure }) => closure?.minutes],
  ['ended_again', ({ closure }) => closure && timesEndedAgain({ closure })],
  ['kept_closed_until', ({ closure }) => isoTime(closure?.over?.at ?? null)],
];

/** `told_as`: what is known by JaaS's word and by what the meeting showed. */
const STEP_COLUMNS: readonly Column<{ readonly step: Step; readonly action: Action }>[] = [
  ['operation', ({ step }) => step.operation],
  ['state', ({ step }) => step.state],
  ['outcome', ({ step }) => step.outcome?.code],
  ['http_status', ({ step }) => step.outcome?.status],
  ['address', ({ step }) => step.outcome?.base],
  ['sent', ({ step: { outcome } }) => outcome && (outcome.sent ? 'yes' : 'no')],
  ['started_at', ({ step }) => isoTime(step.startedAt)],
  ['ended_at', ({ step }) => isoTime(step.endedAt)],
  ['message', ({ step }) => step.outcome?.message],
  ['told_as', ({ step, action }) => standingOf(step, action)],
  ['other_address', ({ step }) => step.outcome?.other?.base],
  ['other_outcome', ({ step }) => step.outcome?.other?.code],
  ['other_http_status', ({ step }) => step.outcome?.other?.status],
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
      ...numbers.flatMap((at) => cells(STEP_COLUMNS, stepOf(action, at))),
      String(key),
      action ? '' : rawText(raw),
    ];
  }
}

function stepOf(action: Action | null, at: number) {
  const step = action?.steps[at];
  return action && step ? { step, action } : null;
}

function cells<T>(columns: readonly Column<T>[], of: T | null): string[] {
  return columns.map(([, cell]) => (of === null ? '' : String(cell(of) ?? '')));
}

/** The form of the file; a reader refuses a version that it does not know. */
const EXPORT_FORMAT = 'gavel-activity';
const EXPORT_VERSION = 1;

/**
 * The whole journal as JSON: `{format, version, exportedAt, actions, damaged}`. Actions are the
 * records as they are kept, newest first, times in milliseconds since 1970; a damaged one is
 * `{key, raw}` with whatever lies there.
 *
 * @param now in milliseconds since 1970
 * @returns the text in parts, as a `Blob` takes them
 */
export function activityJson(records: readonly JournalRecord[], now: number): string[] {
  const readable = records.flatMap(({ action }) => (action ? [JSON.stringify(action)] : []));
  const damaged = records
    .filter(({ action }) => action === null)
    .map(({ key, raw }) => `{"key":${JSON.stringify(key)},"raw":${rawText(raw)}}`);
  const head = JSON.stringify({
    format: EXPORT_FORMAT,
    version: EXPORT_VERSION,
    exportedAt: new Date(now).toISOString(),
  });
  return [
    `${head.slice(0, -1)},\n"actions":[`,
    ...lines(readable),
    '],\n"damaged":[',
    ...lines(damaged),
    ']}\n',
  ];
}

/** An item a line: a file that tools for text can also read. */
function lines(items: readonly string[]): string[] {
  return items.map((item, at) => `${at === 0 ? '' : ','}\n${item}`);
}

/** Excel, LibreOffice and Sheets take a file with this mark for UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

/**
 * What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection"): one of these
 * characters, ASCII or full-width, behind nothing, white space, quotes or characters nobody sees.
 */
const FORMULA = String.raw`(?=[\s"'\p{Cc}\p{Cf}]*[=+\-@\t\r\n＝＋－＠])`;

/**
 * Where a cell begins: at its start, and inside it behind a line break or a semicolon, because a
 * spreadsheet set to a country that separates by semicolons cuts the line there, quotes or not.
 */
const CELL = '(?<=^|[;\\r\\n])';

const BEGINS_FORMULA = new RegExp(CELL + FORMULA, 'gu');
const APOSTROPHE = new RegExp(`${CELL}'${FORMULA}`, 'gu');

/** Quotes are needed for these, and for spaces at an end that some readers take off. */
const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$/u;

/**
 * A table as CSV: RFC 4180, lines ended by CR LF. A cell that a spreadsheet would take for a
 * formula gets an apostrophe in front. That can be undone: whatever matches still does with the
 * apostrophe, so one taken off every match gives the text back.
 *
 * @returns the lines, each with its line end
 */
export function csvLines(rows: Iterable<readonly string[]>): string[] {
  return Array.from(rows, (cells) => `${cells.map(csvCell).join(',')}\r\n`);
}

/** A cell of {@link csvLines} as it was before apostrophes were put in front of what looks like a formula. */
export function withoutApostrophes(cell: string): string {
  return cell.replace(APOSTROPHE, '');
}

function csvCell(text: string): string {
  const safe = text.replace(BEGINS_FORMULA, "'");
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The last moment that a `Date` can hold, in milliseconds since 1970. */
const LAST = 8.64e15;

/** ISO 8601 in UTC with milliseconds; the empty text where there is no time, or none that is one. */
export function isoTime(at: number | null): string {
  return at === null || !(Math.abs(at) <= LAST) ? '' : new Date(at).toISOString();
}

/**
 * Whatever lies in a damaged record, as JSON. A record can hold what JSON cannot (a loop, a big
 * number, nothing at all); then as much as can be said of it, as a JSON string.
 */
export function rawText(raw: unknown): string {
  try {
    const text: string | undefined = JSON.stringify(raw, (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    return text ?? 'null';
  } catch {
    return JSON.stringify(String(raw));
  }
}
