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
  const characters = shownCharacters(decodeRoom(raw));
  if (characters.length <= LIMIT) return ordered(characters.join(''));
  const head = characters.slice(0, LIMIT - TAIL - 1);
  return ordered([...head, '…', ...characters.slice(-TAIL)].join(''));
}

/** The same of any length, for the place where somebody decides by it. */
export function wholeRoomTitle(raw: RawRoom): string {
  return ordered(shownCharacters(decodeRoom(raw)).join(''));
}

/** A room in Hebrew or Arabic is read in its own direction, where that leaves no doubt. */
function ordered(title: string): string {
  return mixesDirections(title) ? inLogicalOrder(title) : title;
}
