// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputs } from '~/tests/depth';
import { BYTE_ORDER_MARK, csvLines } from '~/utils/journal/export';

/**
 * A reader that has nothing of Gavel's: quotes count at the start of a cell only, whatever comes
 * after a closing quote is kept, as spreadsheets do it.
 */
function parse(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      at += 1;
      for (;;) {
        const end = text.indexOf('"', at);
        if (end === -1) {
          cell += text.slice(at);
          at = text.length;
          break;
        }
        cell += text.slice(at, end);
        at = end + 1;
        if (text[at] !== '"') break;
        cell += '"';
        at += 1;
      }
    }
    while (at < text.length && text[at] !== separator && text[at] !== '\r' && text[at] !== '\n') {
      cell += text[at];
      at += 1;
    }
    row.push(cell);
    if (text[at] === separator) {
      at += 1;
      if (at >= text.length || text[at] === '\r' || text[at] === '\n') row.push('');
      if (text[at] !== '\r' && text[at] !== '\n') continue;
    }
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
    rows.push(row);
    row = [];
  }
  return rows;
}

/** What a spreadsheet looks at first: it skips blanks, quotes and what nobody sees. */
function beginsFormula(cell: string): boolean {
  const seen = [...cell].find((character) => !/[\s"\p{Cc}\p{Cf}]/u.test(character)) ?? '';
  return '=+-@＝＋－＠'.includes(seen) && seen !== '';
}

/** What the apostrophe was put in front of, as the documentation of the format says. */
function restored(cell: string): string {
  return cell.replace(/(?<=^|[;\r\n])'(?=[\s"'\p{Cc}\p{Cf}]*[=+\-@\t\r\n＝＋－＠])/gu, '');
}

const nasty = fc.array(
  fc.constantFrom(
    ...['=', '+', '-', '@', '\t', '\r', '\n', '"', "'", ',', ';', ' ', 'a', '1', '(', '|'],
    ...['＝', '＋', '－', '＠', '\u00A0', '\u200B', '\u202E', '\uFEFF', '\0', 'é', '🦀', '()'],
  ),
  { maxLength: 8 },
);
const cell = fc.oneof(
  nasty.map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const table = fc.integer({ min: 1, max: 4 }).chain((width) =>
  fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
    minLength: 1,
    maxLength: 5,
  }),
);

describe('a table as CSV', () => {
  it('comes back from another reader as it went in, once the apostrophes are taken off', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const read = parse(csvLines(rows).join(''), ',');
        expect(read.map((cells) => cells.map(restored))).toEqual(rows);
      }),
      { numRuns: inputs(2000) },
    );
  });

  it('has no cell that begins a formula, also where a semicolon separates cells', () => {
    fc.assert(
      fc.property(table, fc.constantFrom(',', ';'), (rows, separator) => {
        const text = csvLines(rows.map((cells) => ['2026', ...cells])).join('');
        const cells = parse(text, separator).flat();
        expect(cells.filter(beginsFormula)).toEqual([]);
      }),
      { numRuns: inputs(2000) },
    );
  });

  it.each([
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
    ['+49 30 1234', "'+49 30 1234"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', '"\'\t=1"'],
    [' "=1', '"\' ""=1"'],
    ['＝1', "'＝1"],
    ['\u200B=1', "'\u200B=1"],
    ['twice;=1', `"twice;'=1"`],
    ['first\n=1', `"first\n'=1"`],
    ['auth0|61c0-9f', 'auth0|61c0-9f'],
    ["O'Brien, Ann", `"O'Brien, Ann"`],
  ])('writes %j as it is safe', (text, written) => {
    expect(csvLines([[text]])).toEqual([`${written}\r\n`]);
  });

  it('begins with the mark that spreadsheets know UTF-8 by', () => {
    expect([...new TextEncoder().encode(BYTE_ORDER_MARK)]).toEqual([0xef, 0xbb, 0xbf]);
  });
});
