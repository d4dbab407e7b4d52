/**
 * What a key goes through on its way, undone one layer at a time. Each takes the text and gives it without
 * that layer, or null where there is nothing of the kind. None of them guesses: whatever comes out counts
 * only if a key is in it whose numbers prove it.
 */
export const UNDOINGS: readonly ((text: string) => string | null)[] = [
  fromEscapes,
  joinStrings,
  fromHtml,
  fromPercent,
  fromQuotedPrintable,
  unquoteLines,
];

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
  return spaced.replace(/%([0-9A-Fa-f]{2})/g, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** A mail in its source (RFC 2045, 6.7). */
function fromQuotedPrintable(text: string): string | null {
  if (!/=\r?\n/.test(text) || !/=(?:3D|2B|2F|0A|0D|20)/i.test(text)) return null;
  return text
    .replace(/=[ \t]{0,8}\r?\n/g, '')
    .replace(/=([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
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
  if (before.trim() === '' && end === '') return null;
  return lines
    .map((line, at) => {
      if (at < first) return line;
      const whole =
        end !== '' && line.trimEnd().endsWith(end) ? line.trimEnd().slice(0, -end.length) : line;
      return whole.replace(beforeLine(before, at - first), '');
    })
    .join('\n');
}

/** What stands before a line, so many lines further on: numbers have grown with it, or are other ones. */
function beforeLine(before: string, further: number): RegExp {
  const parts = before.split(/(\d{1,9}|\s+)/).map((part) => {
    if (/^\d/.test(part)) return `(?:${Number(part) + further}|\\d{1,9})`;
    if (/^\s/.test(part)) return `\\s{0,${part.length}}`;
    return part.replace(
      /[^\w]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  });
  return new RegExp(`^\\s{0,99}${parts.join('')}`);
}
