/** A line of a table; one with a break inside quotes goes over several lines of the file. */
export interface CsvRow {
  /** Where it begins in the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export type ReadCsv =
  | { readonly ok: true; readonly rows: readonly CsvRow[] }
  /** Quotes that were opened in this line are not closed any more. */
  | { readonly ok: false; readonly line: number };

/** Where a cell without quotes ends; what comes before is the cell. */
const PLAIN_END: Record<string, RegExp> = { ',': /[,\r\n]/g, ';': /[;\r\n]/g, '\t': /[\t\r\n]/g };

/** What may stand between the cells of a line: spreadsheets choose it by the country. */
export const SEPARATORS = [',', ';', '\t'] as const;
export type Separator = (typeof SEPARATORS)[number];

/**
 * Reads a table as CSV (RFC 4180): cells in quotes may hold separators, line breaks and, doubled, quotes. Lines end by CR
 * LF, LF or CR; empty ones are left out. Takes as long as the text is long.
 */
export function readCsv(text: string, separator: Separator): ReadCsv {
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let begun = 1;
  let line = 1;
  let at = 0;
  const end = PLAIN_END[separator] as RegExp;

  function endRow(): void {
    if (cells.some((cell) => cell !== '')) rows.push({ line: begun, cells });
    cells = [];
    begun = line;
  }

  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      const quoted = readQuoted(text, at);
      if (quoted === null) return { ok: false, line };
      ({ cell, at } = quoted);
      line += breaksIn(cell);
    }
    end.lastIndex = at;
    const stop = end.exec(text)?.index ?? text.length;
    // What comes behind closing quotes belongs to the cell, as spreadsheets have it.
    cells.push(cell + text.slice(at, stop));
    at = stop;
    if (text[at] === separator) {
      at += 1;
      if (at === text.length) cells.push('');
      continue;
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    line += 1;
    endRow();
  }
  endRow();
  return { ok: true, rows };
}

/** The cell in quotes that begins here, and where it ends; null where it does not. */
function readQuoted(text: string, from: number): { cell: string; at: number } | null {
  const parts: string[] = [];
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return null;
    parts.push(text.slice(at, quote));
    at = quote + 1;
    if (text[at] !== '"') return { cell: parts.join('"'), at };
    at += 1;
  }
}

function breaksIn(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}
