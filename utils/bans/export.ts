import { BYTE_ORDER_MARK, csvLines, isoTime } from '~/utils/journal/export';
import { roomTitle } from '~/utils/names/room-title';
import { safeName } from '~/utils/names/safe-name';
import { type BannedPerson, type OwnBan, sentBanOf } from './banned';
import type { Mark } from './mark';

/** The form of the JSON file; a reader refuses a version that it does not know. */
export const BANS_FORMAT = 'gavel-bans';
export const BANS_VERSION = 1;

/** One ban as it is written down: by this browser, or by somebody else according to an imported file. */
type Written = { readonly own: OwnBan; readonly at: number | null } | { readonly mark: Mark };

type Value = string | number | null;

/**
 * The columns of the CSV and the names in the JSON. They stay the same in every language, and `readMarks` finds its own
 * among them. Times are ISO 8601 in UTC.
 */
const FIELDS: readonly (readonly [name: string, value: (of: Written) => Value | undefined])[] = [
  ['appId', (of) => ('mark' in of ? of.mark.appId : of.own.action.meeting.appId)],
  ['userId', (of) => ('mark' in of ? of.mark.userId : of.own.action.target?.userId)],
  ['name', (of) => safeName('mark' in of ? of.mark.name : of.own.action.target?.name).text],
  ['bannedAt', (of) => isoTime('mark' in of ? of.mark.bannedAt : of.at)],
  ['room', (of) => ('mark' in of ? safeName(of.mark.room).text : roomOf(of.own))],
  ['roomInAddress', (of) => ('mark' in of ? null : of.own.action.meeting.room)],
  ['keyId', (of) => ('mark' in of ? of.mark.keyId : of.own.action.keyId)],
  ['tokenService', (of) => ('mark' in of ? null : of.own.action.service)],
  ['outcome', (of) => ('mark' in of ? 'banned' : of.own.outcome)],
  ['answer', (of) => ('mark' in of ? null : outcomeOf(of.own)?.code)],
  ['httpStatus', (of) => ('mark' in of ? null : outcomeOf(of.own)?.status)],
  ['note', (of) => ('mark' in of ? of.mark.note : of.own.action.note)],
  ['cameBackAt', (of) => ('mark' in of ? null : isoTime(of.own.backAt))],
  ['bans', (of) => ('mark' in of ? null : of.own.count)],
  ['record', (of) => ('mark' in of ? null : of.own.action.id)],
  ['from', (of) => ('mark' in of ? 'import' : 'this browser')],
];

function roomOf({ action }: OwnBan): string | null {
  const { room } = action.meeting;
  return room && roomTitle(room);
}

function outcomeOf({ action }: OwnBan) {
  return sentBanOf(action)?.outcome;
}

/** Whoever was banned here and is marked as well is written twice: both are claims of their own. */
function written(people: readonly BannedPerson[]): Written[] {
  return people.flatMap(({ own, mark, at }): Written[] => [
    ...(own === null ? [] : [{ own, at }]),
    ...(mark === null ? [] : [{ mark }]),
  ]);
}

/**
 * People who were banned for spreadsheets: UTF-8 with a byte order mark, RFC 4180, no cell that begins a formula. Names are
 * the safe ones, ids are exact.
 *
 * @returns the text in parts, as a `Blob` takes them
 */
export function bansCsv(people: readonly BannedPerson[]): string[] {
  const rows = written(people).map((one) => FIELDS.map(([, value]) => String(value(one) ?? '')));
  return [BYTE_ORDER_MARK, ...csvLines([FIELDS.map(([name]) => name), ...rows])];
}

/**
 * The same as JSON: `{format, version, exportedAt, bans}`, a line a ban; what is not known is null.
 *
 * @param now in milliseconds since 1970
 */
export function bansJson(people: readonly BannedPerson[], now: number): string[] {
  const head = { format: BANS_FORMAT, version: BANS_VERSION, exportedAt: isoTime(now) };
  const bans = written(people).map((one) =>
    JSON.stringify(Object.fromEntries(FIELDS.map(([name, value]) => [name, value(one) || null]))),
  );
  return [`${JSON.stringify(head).slice(0, -1)},\n"bans":[\n`, bans.join(',\n'), ']}\n'];
}
