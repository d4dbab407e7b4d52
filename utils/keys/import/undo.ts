/**
 * What a key goes through on its way, undone one layer at a time. Each takes the text and gives it without
 * that layer, or null where there is nothing of the kind. None of them guesses: whatever comes out counts
 * only if a key is in it whose numbers prove it.
 */
export const UNDOINGS: readonly ((text: string) => string | null)[] = [
  fromRtf,
  fromEscapes,
  joinStrings,
  fromHtml,
  fromPercent,
  fromQuotedPrintable,
  withoutMarks,
  unquoteLines,
];

/** A text of WordPad or TextEdit: its paragraphs are words, and so is how they look. */
function fromRtf(text: string): string | null {
  if (!text.startsWith('{\\rtf')) return null;
  return text
    .replace(/\\(?:par|line|sect|page)(?![a-z]) ?/g, '\n')
    .replace(/\\'([0-9a-f]{2})/gi, fromHex)
    .replace(/\\[a-z]{1,32}-?\d{0,10} ?|[{}]/gi, '')
    .replaceAll('\\\n', '\n');
}

const NAMED: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\n',
  t: ' ',
  f: ' ',
  b: '',
  '\n': '',
};
const ESCAPE =
  /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(0[0-7]{2})|([\s\S]))|`([rn])/g;

/**
 * One layer of `\`: what JSON, .NET, Java, PHP, JavaScript, YAML and shells write for a letter (`\u002B`,
 * `\x2B`, `\053`, `\/`, `\n`), and PowerShell's `` `n``.
 */
function fromEscapes(text: string): string | null {
  if (!/[\\`]/.test(text)) return null;
  return text.replace(ESCAPE, (all, braced, unicode, hex, octal, other, backtick) => {
    if (backtick !== undefined) return '\n';
    if (other !== undefined) return NAMED[other] ?? other;
    const code = octal !== undefined ? Number.parseInt(octal, 8) : null;
    return letterOf(code ?? Number.parseInt(braced ?? unicode ?? hex, 16)) ?? all;
  });
}

function letterOf(code: number): string | null {
  return code <= 0x10ffff ? String.fromCodePoint(code) : null;
}

const BETWEEN = String.raw`[\s+.&,_\\()]{0,80}`;
const BREAK_WORD = 'vbCrLf|vbLf|vbNewLine|PHP_EOL|EOL|os\\.EOL|Environment\\.NewLine';
/** The end of one string and the beginning of the next, with what a program has between. */
const SEAM = new RegExp(`(["'\`])${BETWEEN}(?:(?:${BREAK_WORD})${BETWEEN})?\\1`, 'g');

/** Strings that a program puts together: `"MII" + "E"`, `'MII' . 'E'`, a list of lines. */
function joinStrings(text: string): string | null {
  const joined = text.replace(SEAM, '\n');
  return joined === text ? null : joined;
}

const TAG = /<\/?[A-Za-z!][^<>]{0,2000}>/g;
const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,8}));/g;
const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  plus: '+',
  sol: '/',
  bsol: '\\',
  equals: '=',
  hyphen: '-',
  dash: '-',
  ndash: '-',
  mdash: '-',
  shy: '',
  zwj: '',
  zwnj: '',
  newline: '\n',
  tab: ' ',
  colon: ':',
  period: '.',
  comma: ',',
};

/** The text of a web page: each tag ends a line or is nothing, and letters stand for themselves. */
function fromHtml(text: string): string | null {
  const plain = text
    .replace(TAG, (tag) =>
      /^<\/?(?:b|i|em|strong|span|font|wbr|a|code|mark|u)\b/i.test(tag) ? '' : '\n',
    )
    .replace(ENTITY, (all, decimal, hex, name) => {
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? all;
      return letterOf(Number.parseInt(decimal ?? hex, decimal === undefined ? 16 : 10)) ?? all;
    });
  return plain === text ? null : plain;
}

/** A part of an address, or of a form: there the `+` of the BEGIN line shows that it stands for a space. */
function fromPercent(text: string): string | null {
  const isForm = /BEGIN\+|END\+/.test(text);
  if (!isForm && !/%[0-9A-Fa-f]{2}/.test(text)) return null;
  const spaced = isForm ? text.replaceAll('+', ' ') : text;
  return spaced.replace(/(?:%[0-9A-Fa-f]{2}){1,999}/g, fromHex);
}

/** The text in bytes that are written as `%0A` or `=0A`. */
function fromHex(written: string): string {
  const bytes = written.match(/[0-9A-Fa-f]{2}/g)?.map((hex) => Number.parseInt(hex, 16)) ?? [];
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

/** A mail in its source (RFC 2045, 6.7). */
function fromQuotedPrintable(text: string): string | null {
  if (!/=\r?\n/.test(text) || !/=(?:3D|2B|2F|0A|0D|20)/i.test(text)) return null;
  return text.replace(/=[ \t]{0,8}\r?\n/g, '').replace(/(?:=[0-9A-Fa-f]{2}){1,999}/g, fromHex);
}

const BEGIN_LINE = /^(.{0,200}?)-[- ]{0,8}BEGIN [A-Z0-9 ]{1,40}-+(.{0,40})$/;

/**
 * What stands before the BEGIN line, and after it, stands at every line: `> ` of a mail, `+` of a diff, `12: `
 * of an editor, `#`, the time and name in a log, `|` of a table, `\` of a shell.
 */
function unquoteLines(text: string): string | null {
  const lines = text.split(/\r\n?|\n/);
  const first = lines.findIndex((line) => BEGIN_LINE.test(line));
  const [, before = '', after = ''] = BEGIN_LINE.exec(lines[first] ?? '') ?? [];
  const end = /^[^A-Za-z0-9+/=-]*$/.test(after) ? after.trimEnd() : '';
  const mark = sharedMark(before, lines.slice(first + 1));
  if (mark === '' && end === '') return null;
  return lines
    .map((line, at) => {
      if (at < first) return line;
      const trimmed = line.trimEnd();
      const whole = end !== '' && trimmed.endsWith(end) ? trimmed.slice(0, -end.length) : line;
      // Whatever stands before BEGIN itself is no part of the key.
      return at === first ? whole : whole.replace(markOn(mark, at - first), '');
    })
    .join('\n');
}

/** What a mark or a line begins with, all digits being one. */
function kindOf(text: string): string {
  return text.trimStart().slice(0, 1).replace(/\d/, '0');
}

/** A quote opens what is closed at the end of the line; both are another layer. */
const QUOTE = /["'`]$/;

/** Longer marks are none: names and times in a log. */
const LONGEST_MARK = 60;

/** The longest part of what stands before BEGIN that stands before the lines that follow, too; else nothing. */
function sharedMark(before: string, following: readonly string[]): string {
  const end = following.findIndex((line) => /-[- ]{0,8}END /.test(line));
  const block = following.slice(0, end === -1 ? following.length : end + 1).filter(Boolean);
  const head = kindOf(block[0] ?? '');
  for (let length = Math.min(before.length, LONGEST_MARK); length > 0; length -= 1) {
    for (let from = 0; from + length <= before.length; from += 1) {
      const mark = before.slice(from, from + length);
      // A letter alone would be one of the key's. Most parts do not even begin as the next line does.
      if (!/[^\sA-Za-z]/.test(mark) || kindOf(mark) !== head || QUOTE.test(mark)) continue;
      if (block.every((line, at) => markOn(mark, at + 1).test(line))) return mark;
    }
  }
  return '';
}

/** What stands before a line, so many lines further on: numbers have grown with it, or are other ones. */
function markOn(mark: string, further: number): RegExp {
  const parts = mark.split(/(\d{1,9}|\s+)/).map((part) => {
    if (/^\d/.test(part)) return `\\s{0,8}(?:${Number(part) + further}|\\d{1,9})`;
    if (/^\s/.test(part)) return `\\s{0,${part.length + 8}}`;
    return part.replace(
      /[^\w]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  });
  return new RegExp(`^\\s{0,99}${parts.join('')}`);
}

/** Marks that a whole text can have at each of its lines; a space that follows belongs to the mark. */
const MARKS = [
  /^ {0,8}> ?/,
  /^\+ ?/,
  /^\s{0,8}\d{1,6}[:.)|]?[ \t]{1,2}/,
  /^ {0,8}# ?/,
  /^ {0,8}\/\/ ?/,
  /^ {0,8}\* ?/,
  /^ {0,8}\| ?/,
];

/** A text that was quoted or numbered as a whole, whatever is in it. */
function withoutMarks(text: string): string | null {
  const lines = text.split(/\r\n?|\n/);
  const filled = lines.filter((line) => line.trim() !== '');
  const mark = MARKS.find((one) => filled.length > 1 && filled.every((line) => one.test(line)));
  return mark === undefined ? null : lines.map((line) => line.replace(mark, '')).join('\n');
}
