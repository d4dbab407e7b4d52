/** What stands in place of something that may be secret. */
export const REDACTED = '[redacted]';

/** The shortest run of a token's letters and digits that counts as a part of it: 16 of 64 signs are 96 bits. */
export const RUN = 16;

/**
 * What an answer may put into a text to wrap it: a tag, an entity, an escape of JSON (escaped again where JSON is in
 * JSON), an octet of an address. Each is bounded, so that none is looked for through the rest of the text.
 */
const MARKUP =
  /<[^<>]{0,40}>|&#?[a-z0-9]{1,10};|\\{1,8}(?:u[0-9a-f]{4}|[^\n])|%[0-9a-f]{2}|=\r?\n/giu;

/**
 * Takes every part of the tokens that were sent out of `text`: each run of `RUN` or more of their letters and digits,
 * however the text wraps, groups, widens or cases it. What is not a letter or digit of ASCII does not count, in the
 * tokens neither, so that base64 with other signs is found too.
 */
export function withoutEchoes(text: string, sent: readonly string[]): string {
  const runs = new Set(sent.flatMap(runsOf));
  if (runs.size === 0) return text;
  // Looked for twice: what looks like markup may be the token itself in angle brackets.
  const marked = new Uint8Array(text.length);
  mark(text, runs, marked);
  const bare = text.replace(MARKUP, (markup) => ' '.repeat(markup.length));
  mark(bare, runs, marked);
  return cutOut(text, marked);
}

/** The letters and digits of a text, each with where it stands there: `from` and, behind it, `to`. */
interface Letters {
  readonly text: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

function lettersOf(text: string): Letters {
  let letters = '';
  const from: number[] = [];
  const to: number[] = [];
  let at = 0;
  for (const character of text) {
    const end = at + character.length;
    // Letters of another width or font are the same letters (NFKC).
    const plain = character < '\u0080' ? character : character.normalize('NFKC');
    for (const letter of plain.toLowerCase()) {
      if (!/[a-z0-9]/.test(letter)) continue;
      letters += letter;
      from.push(at);
      to.push(end);
    }
    at = end;
  }
  return { text: letters, from, to };
}

function runsOf(token: string): string[] {
  const { text } = lettersOf(token);
  return Array.from({ length: Math.max(0, text.length - RUN + 1) }, (_, at) =>
    text.slice(at, at + RUN),
  );
}

/** Marks each place of `text` that lies in one of the runs, what stands between its letters too. */
function mark(text: string, runs: ReadonlySet<string>, marked: Uint8Array): void {
  const letters = lettersOf(text);
  let done = 0;
  for (let at = 0; at + RUN <= letters.text.length; at += 1) {
    if (!runs.has(letters.text.slice(at, at + RUN))) continue;
    const end = letters.to[at + RUN - 1] ?? 0;
    // From where the run before it ended: neighbours overlap in all letters but one.
    marked.fill(1, Math.max(done, letters.from[at] ?? 0), end);
    done = Math.max(done, end);
  }
}

function cutOut(text: string, marked: Uint8Array): string {
  let kept = '';
  for (let at = 0; at < text.length; ) {
    const isSecret = marked[at] === 1;
    let end = at + 1;
    while (end < text.length && (marked[end] === 1) === isSecret) end += 1;
    kept += isSecret ? REDACTED : text.slice(at, end);
    at = end;
  }
  return kept;
}
