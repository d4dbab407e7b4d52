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

function csvCell(text: string): string {
  const safe = text.replace(BEGINS_FORMULA, "'");
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
