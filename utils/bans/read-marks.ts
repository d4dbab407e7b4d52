import * as z from 'zod';
import { parseAppId, parseKeyId } from '~/utils/jaas/ids';
import { parseUserId } from '~/utils/jaas/user-id';
import { NOTE_LIMIT } from '~/utils/journal/action';
import { withoutApostrophes } from '~/utils/journal/export';
import { RECORDED_NAME_LIMIT } from '~/utils/names/limits';
import { type CsvRow, readCsv, SEPARATORS } from './csv';
import { BANS_FORMAT, BANS_VERSION } from './export';
import { isLater, type Mark, markKey, markSchema } from './mark';

/** The largest file that is read, in bytes: more than as many marks take as can be kept, with usual names and notes. */
export const MARKS_FILE_LIMIT = 4_194_304;

/** Why nothing can be read from a file. */
export type MarksFileProblem =
  | { readonly code: 'too-large' | 'not-text' | 'empty' | 'not-json' | 'activity' | 'other-json' }
  /** Of a later version of Gavel. */
  | { readonly code: 'later-version' }
  /** The first line names no such columns. */
  | { readonly code: 'no-columns'; readonly missing: readonly string[] }
  /** Quotes are opened in this line and not closed. */
  | { readonly code: 'open-quotes'; readonly line: number };

/** Why a line, or an entry of JSON, is no mark. */
export type SkipReason =
  | 'not-an-entry'
  | 'no-app-id'
  | 'bad-app-id'
  | 'no-user-id'
  | 'shortened-user-id'
  | 'bad-user-id'
  | 'not-accepted'
  | 'bad-outcome'
  | 'bad-time'
  | 'bad-key-id'
  | 'too-long'
  /** Another one about the same person is of a later ban, or comes later. */
  | 'again';

interface Skipped {
  /** The number of the line in a CSV, or of the entry in JSON; from 1. */
  readonly at: number;
  readonly why: SkipReason;
}

export type ReadMarks =
  | {
      readonly ok: true;
      readonly by: 'line' | 'entry';
      /** One a person. */
      readonly marks: readonly Mark[];
      readonly skipped: readonly Skipped[];
    }
  | { readonly ok: false; readonly problem: MarksFileProblem };

/**
 * Reads a whole file of bans: what Gavel has exported as CSV or JSON, or a table made by hand that names at least the
 * columns `appId` and `userId`. What is not read as a mark is said with its line. Never throws.
 *
 * @param now when they are imported, in milliseconds since 1970
 */
export function readMarks(bytes: Uint8Array, now: number): ReadMarks {
  if (bytes.length > MARKS_FILE_LIMIT) return problem({ code: 'too-large' });
  const text = decoded(bytes);
  if (text === null) return problem({ code: 'not-text' });
  const entries = /^\s*[{[]/.test(text) ? entriesOfJson(text) : entriesOfCsv(text);
  if (!entries.ok) return entries;
  if (entries.all.length === 0) return problem({ code: 'empty' });
  return { ok: true, by: entries.by, ...onePerPerson(entries.all, now) };
}

function problem(of: MarksFileProblem): { readonly ok: false; readonly problem: MarksFileProblem } {
  return { ok: false, problem: of };
}

/** UTF-8, or UTF-16 where the file begins with its mark, as of a spreadsheet's “Unicode text”; null for anything else. */
function decoded(bytes: Uint8Array): string | null {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    return new TextDecoder(isWide ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const text = z.string().nullish();

/** What is read of an entry; what else stands in it is left alone. */
const fieldsSchema = z.object({
  appId: text,
  userId: text,
  name: text,
  bannedAt: text,
  room: text,
  keyId: text,
  outcome: text,
  note: text,
});
type Fields = z.infer<typeof fieldsSchema>;

const FIELDS = Object.keys(fieldsSchema.shape) as (keyof Fields)[];

/** One line or entry; null where it is none. */
interface Entry {
  readonly at: number;
  readonly fields: Fields | null;
}

type Entries =
  | { readonly ok: true; readonly by: 'line' | 'entry'; readonly all: readonly Entry[] }
  | { readonly ok: false; readonly problem: MarksFileProblem };

const fileSchema = z.object({ format: z.literal(BANS_FORMAT), version: z.number() });
const bansSchema = z.object({ version: z.literal(BANS_VERSION), bans: z.array(z.unknown()) });
const activitySchema = z.object({ format: z.literal('gavel-activity') });

function entriesOfJson(json: string): Entries {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return problem({ code: 'not-json' });
  }
  if (activitySchema.safeParse(value).success) return problem({ code: 'activity' });
  const file = fileSchema.safeParse(value).data;
  if (file === undefined) return problem({ code: 'other-json' });
  if (file.version > BANS_VERSION) return problem({ code: 'later-version' });
  const bans = bansSchema.safeParse(value).data?.bans;
  if (bans === undefined) return problem({ code: 'other-json' });
  const all = bans.map((ban, index) => ({
    at: index + 1,
    fields: fieldsSchema.safeParse(ban).data ?? null,
  }));
  return { ok: true, by: 'entry', all };
}

/** Columns are found by their names, in whatever order, case and spelling: `userId`, `user_id`, `User ID`. */
function columnsOf(head: readonly string[]): ReadonlyMap<keyof Fields, number> {
  const plain = (name: string) => name.toLowerCase().replace(/[\s_-]/g, '');
  const names = head.map((name) => plain(withoutApostrophes(name)));
  const found = FIELDS.map((field) => [field, names.indexOf(plain(field))] as const);
  return new Map(found.filter(([, at]) => at !== -1));
}

const NEEDED = ['appId', 'userId'] as const;

function entriesOfCsv(csv: string): Entries {
  const [first = ''] = csv.trimStart().split(/[\r\n]/, 1);
  const heads = SEPARATORS.map((separator) => {
    const read = readCsv(first, separator);
    const columns = columnsOf((read.ok && read.rows[0]?.cells) || []);
    return { separator, missing: NEEDED.filter((name) => !columns.has(name)) };
  });
  const [best] = heads.toSorted((a, b) => a.missing.length - b.missing.length);
  if (first === '' || best === undefined) return problem({ code: 'empty' });
  if (best.missing.length > 0) return problem({ code: 'no-columns', missing: best.missing });
  const read = readCsv(csv, best.separator);
  if (!read.ok) return problem({ code: 'open-quotes', line: read.line });
  const [head, ...rows] = read.rows;
  const columns = columnsOf(head?.cells ?? []);
  return {
    ok: true,
    by: 'line',
    all: rows.map((row) => ({ at: row.line, fields: fieldsOf(row, columns) })),
  };
}

function fieldsOf({ cells }: CsvRow, columns: ReadonlyMap<keyof Fields, number>): Fields {
  const filled = [...columns].map(([field, at]) => [field, withoutApostrophes(cells[at] ?? '')]);
  return Object.fromEntries(filled);
}

/** The mark of each person; of several entries about one the later ban counts, else what comes last. */
function onePerPerson(
  entries: readonly Entry[],
  now: number,
): { readonly marks: readonly Mark[]; readonly skipped: readonly Skipped[] } {
  const taken = new Map<string, { readonly at: number; readonly mark: Mark }>();
  const skipped: Skipped[] = [];
  for (const { at, fields } of entries) {
    const read = fields === null ? 'not-an-entry' : markOf(fields, now);
    if (typeof read === 'string') {
      skipped.push({ at, why: read });
      continue;
    }
    const key = String(markKey(read));
    const before = taken.get(key);
    if (before !== undefined && isLater(before.mark, read)) {
      skipped.push({ at, why: 'again' });
      continue;
    }
    if (before !== undefined) skipped.push({ at: before.at, why: 'again' });
    taken.set(key, { at, mark: read });
  }
  return {
    marks: Array.from(taken.values(), ({ mark }) => mark),
    skipped: skipped.sort((a, b) => a.at - b.at),
  };
}

/** A long number as a spreadsheet shows and then writes it: `1.14026E+20`, with a comma in some countries. */
const SHORTENED = /^\d(?:[.,]\d+)?E\+\d+$/i;

function markOf(fields: Fields, now: number): Mark | SkipReason {
  const appId = fields.appId?.trim();
  // Neither trimmed nor changed, as everywhere.
  const userId = fields.userId ?? '';
  if (!appId) return 'no-app-id';
  if (parseAppId(appId) === null) return 'bad-app-id';
  if (userId.trim() === '') return 'no-user-id';
  if (SHORTENED.test(userId.trim())) return 'shortened-user-id';
  if (!parseUserId(userId).ok) return 'bad-user-id';
  const outcome = fields.outcome?.trim() || 'banned';
  if (outcome !== 'banned') return isOwnWord(outcome) ? 'not-accepted' : 'bad-outcome';
  const bannedAt = fields.bannedAt?.trim() ? timeOf(fields.bannedAt.trim()) : null;
  if (Number.isNaN(bannedAt)) return 'bad-time';
  const keyId = fields.keyId?.trim() || null;
  if (keyId !== null && parseKeyId(keyId) === null) return 'bad-key-id';
  const [name, room, note] = [fields.name, fields.room, fields.note].map((one) => one || null);
  if (isLonger(name, RECORDED_NAME_LIMIT) || isLonger(room, RECORDED_NAME_LIMIT)) return 'too-long';
  if (isLonger(note, NOTE_LIMIT)) return 'too-long';
  return markSchema.parse({
    ...{ appId, userId, name, bannedAt, room, keyId },
    note: note ?? '',
    importedAt: now,
  });
}

/** What Gavel's own exports say of a ban that may not hold. */
function isOwnWord(outcome: string): boolean {
  return outcome === 'unclear' || outcome === 'not-banned';
}

function isLonger(value: string | null | undefined, most: number): boolean {
  return (value?.length ?? 0) > most;
}

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:\d\d)?)?$/;

/** A day or a time as ISO 8601 writes it, of this place where it names no zone; NaN for anything else. */
function timeOf(written: string): number {
  const [, year, month, day, time = '00:00', zone = ''] = ISO.exec(written) ?? [];
  const days = new Date(Number(year), Number(month), 0).getDate();
  // Browsers differ in what they make of 31 February.
  return Number(day) <= days ? Date.parse(`${year}-${month}-${day}T${time}${zone}`) : Number.NaN;
}
