import { decodeRoom, type RawRoom } from '~/utils/jaas/room';
import { inLogicalOrder, mixesDirections } from './direction';
import { shownCharacters } from './safe-name';

/** The longest title, in characters as they are shown, and how many of its end stay when it is cut. */
const LIMIT = 200;
const TAIL = 80;

/**
 * The room's name for people: decoded, by the rules of ids, since two rooms that look alike are two meetings: what
 * cannot be seen is spelled out, and of one that is long both ends are shown. Not an identifier.
 */
export function roomTitle(raw: RawRoom): string {
  return shown(decodeRoom(raw));
}

function shown(room: string): string {
  const characters = shownCharacters(room);
  if (characters.length <= LIMIT) return ordered(characters.join(''));
  const head = characters.slice(0, LIMIT - TAIL - 1);
  return ordered([...head, '…', ...characters.slice(-TAIL)].join(''));
}

/** The same of any length, for the place where somebody decides by it. */
export function wholeRoomTitle(raw: RawRoom): string {
  return ordered(shownCharacters(decodeRoom(raw)).join(''));
}

export interface RecognisedRoom {
  /** As Jitsi's page writes it. */
  readonly title: string;
  /** The exact room, where it is spelled otherwise by more than capital letters, which name the same meeting. */
  readonly exact: string | null;
}

/**
 * The room as Jitsi's own page writes it (jitsi-meet `getConferenceName`): "Team Meeting 7" for `team-meeting_7`. Two
 * meetings can read the same then, so it is for recognising the meeting that is open, with the exact room beside it,
 * and never for deciding or recording.
 */
export function titleAsInJitsi(raw: RawRoom): RecognisedRoom {
  const room = decodeRoom(raw);
  const exact = roomTitle(raw);
  const unquoted = room.replace(/['\u2019]/g, '');
  const words = unquoted.match(WORD) ?? [];
  // Of a room that would lose more than its signs, such as an emoji or what is not seen, only the exact one is safe.
  if (words.length === 0 || words.join('') !== unquoted.replace(SIGNS, '')) {
    return { title: exact, exact: null };
  }
  const title = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
  const isSame = title.toLowerCase() === room.toLowerCase();
  return { title: shown(title), exact: isSame ? null : exact };
}

/**
 * What lodash's `words` finds, by whose rules Jitsi goes, but for emoji: Latin-1 has capital and small letters, and those
 * of all other scripts (`other`) count as either.
 */
const WORD = wordPattern();

function wordPattern(): RegExp {
  const upper = 'A-Z\\xc0-\\xd6\\xd8-\\xde';
  const lower = 'a-z\\xdf-\\xf6\\xf8-\\xff';
  const gap = '\\0-/:-@[-`{-\\xbf\\xd7\\xf7\\u1680\\u180e\\u2000-\\u206f\\u3000\\ufeff';
  const other = `[^${gap}${upper}${lower}\\d\\u2700-\\u27bf\\ud800-\\udfff]`;
  const small = `(?:[${lower}]|${other})`;
  const capital = `(?:[${upper}]|${other})`;
  return new RegExp(
    [
      `[${upper}]?[${lower}]+(?=[${gap}${upper}]|$)`,
      `${capital}+(?=[${gap}]|[${upper}]${small}|$)`,
      `[${upper}]?${small}+`,
      `[${upper}]+`,
      '\\d*(?:1ST|2ND|3RD|(?![123])\\dTH)(?=\\b|[a-z_])',
      '\\d*(?:1st|2nd|3rd|(?![123])\\dth)(?=\\b|[A-Z_])',
      '\\d+',
    ].join('|'),
    'g',
  );
}

/** What may get lost between words: the space and the signs of ASCII and Latin-1, dashes, quotation marks. */
const SIGNS = /[ -/:-@[-`{-~\xa1-\xa9\xab\xac\xae-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7\u2010-\u2027]/g;

/** A room in Hebrew or Arabic is read in its own direction, where that leaves no doubt. */
function ordered(title: string): string {
  return mixesDirections(title) ? inLogicalOrder(title) : title;
}
