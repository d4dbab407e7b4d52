import type { JournalRecord } from './journal';
import { rawText } from './raw-text';

/** The form of the file; a reader refuses a version that it does not know. */
export const EXPORT_FORMAT = 'gavel-activity';
export const EXPORT_VERSION = 1;

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
