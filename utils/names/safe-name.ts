import { stripped } from '~/utils/strip';
import { codePointOf, hiddenCharacters, isPlain, isUnseen } from './characters';
import { memo } from './confusables';
import { NAME_LIMIT } from './limits';

/** A name as it may be shown. */
export interface SafeName {
  /** Null where nothing is left to show: the caller says so in words. */
  readonly text: string | null;
  /** The characters that were made visible or left out, each once; `characterName` names them. */
  readonly suspicious: readonly string[];
}

/** Longest name shown, in what a reader takes for characters. */
const MAX_GRAPHEMES = 60;

/** Combining marks in a row; Vietnamese, Thai and pointed Hebrew need fewer, "zalgo" text more. */
const MAX_MARKS = 4;

const MAX_NOTES = 12;

/** One for all: thousands of names are remembered. */
const NOTHING: readonly string[] = [];

const LINE_BREAK = /[\n\r\v\f\u0085\u2028\u2029]/;
const SPACE = /[\s\p{Zs}]/u;
const AT_EDGE = /[ ⏎]/;
const MARK = /[\p{Mn}\p{Me}]/u;
const KEYCAP = '\u20E3';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** `⟨U+200B⟩`, or `⟨U+200B×12⟩` for twelve in a row. */
function visible(character: string, times: number): string {
  return `⟨${codePointOf(character)}${times > 1 ? `×${times}` : ''}⟩`;
}

/** Cuts after so many graphemes, with an ellipsis. */
export function cut(text: string, most: number): string {
  let count = 0;
  for (const { index } of graphemes.segment(text)) {
    if (count === most) return `${text.slice(0, index).trimEnd()}…`;
    count += 1;
  }
  return text;
}

function compute(raw: string): SafeName {
  // Most names; with 500 people at once it is noticed.
  if (raw.length <= MAX_GRAPHEMES && isPlain(raw)) {
    const text = raw.replace(/ {2,}/g, ' ').trim();
    return { text: text === '' ? null : text, suspicious: NOTHING };
  }
  // Cutting, here or in the reader, may have split a pair.
  const whole =
    raw.length < NAME_LIMIT ? raw : raw.slice(0, NAME_LIMIT).replace(/[\uD800-\uDBFF]$/, '');
  const characters = [...whole];
  const hidden = hiddenCharacters(characters);
  const notes = new Set<string>();
  let text = '';
  let marks = 0;
  /** A combining mark would have something to stand on. */
  let base = false;

  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] ?? '';
    if (LINE_BREAK.test(character)) {
      notes.add(character);
      text += text.endsWith('⏎ ') ? '' : ' ⏎ ';
      base = false;
    } else if (hidden[i] && character !== '\t') {
      let times = 1;
      while (characters[i + 1] === character && hidden[i + 1]) {
        times += 1;
        i += 1;
      }
      notes.add(character);
      text += visible(character, times);
      base = false;
    } else if (SPACE.test(character)) {
      text += ' ';
      base = false;
    } else if (MARK.test(character) && character !== KEYCAP && !/[\uFE00-\uFE0F]/.test(character)) {
      marks += 1;
      if (marks > MAX_MARKS) notes.add(character);
      else text += (base ? '' : '◌') + character;
      base = true;
      continue;
    } else {
      text += (base || !/\p{M}/u.test(character) ? '' : '◌') + character;
      base = true;
    }
    marks = 0;
  }

  // Line breaks at the edges are noted, not shown.
  const shown = stripped(text.replace(/ {2,}/g, ' '), AT_EDGE, AT_EDGE);
  return {
    text: shown === '' ? null : cut(shown, MAX_GRAPHEMES),
    suspicious: [...notes].slice(0, MAX_NOTES),
  };
}

const known = memo(compute);

/**
 * Makes a name that cannot deceive: controls, overrides of direction, invisible characters and tags
 * are spelled out as `⟨U+202E⟩`, white space is one space, line breaks are `⏎`, marks are not piled
 * up, the length is bounded. Joiners, variation selectors and marks that a script or an emoji needs
 * stay. What is shown must still be isolated (`<bdi>`), since right-to-left names are genuine.
 */
export function safeName(raw: string | null | undefined): SafeName {
  return known(raw ?? '');
}

/** Characters that `shortId` shows at the end of a long id: ids of one application begin alike. */
const TAIL = 10;

/** An id up to this many characters is short enough to be shown whole. */
const SHORT = 18;

/** Of which of its applications an id is: what stands before the first bar, or behind the last at sign. */
const PROVIDER = /^([a-z0-9]{1,12})[a-z0-9-]*\||@([a-z0-9.-]{1,16})$/i;

/** Each character of an id as shown; what cannot be seen, or seen right, as `⟨U+200B⟩`. */
export function shownCharacters(id: string): string[] {
  const characters = [...id];
  let marks = 0;
  return characters.map((character, i) => {
    marks = /\p{M}/u.test(character) ? marks + 1 : 0;
    const edge = i === 0 || i === characters.length - 1;
    const space = character === ' ' && !edge && characters[i - 1] !== ' ';
    const unclear =
      isUnseen(character) ||
      /\p{Cn}/u.test(character) ||
      (/[\s\p{Z}]/u.test(character) && !space) ||
      (marks > 0 && (i === 0 || marks > 2));
    return unclear ? `⟨${codePointOf(character)}⟩` : character;
  });
}

/**
 * The whole id, with every character to be seen: in an id each one counts, so also spaces at the
 * ends and joiners are spelled out.
 */
export function safeId(id: string): string {
  return shownCharacters(id).join('');
}

/**
 * The id for a small place: whole up to 18 characters, else where it comes from and its last ten:
 * `google · …0379595030`, `example.com · …mail.alice`.
 */
export function shortId(id: string): string {
  const characters = shownCharacters(id);
  if (characters.length <= SHORT) return characters.join('');
  const [, before, domain] = PROVIDER.exec(id) ?? [];
  const provider = before ?? domain;
  const own = domain === undefined ? characters : characters.slice(0, -domain.length - 1);
  const tail = (own.length > TAIL ? '…' : '') + own.slice(-TAIL).join('');
  return provider === undefined ? tail : `${provider} · ${tail}`;
}
