/*
 * In which direction a text stands among words (Unicode UAX 9). Where something is drawn, elements and styles do
 * this (`<bdi>` for names, the class `exact` for ids); what follows is for text alone: notifications, accessible
 * names, exports, a name with an id behind it.
 */

const FIRST_STRONG_ISOLATE = '\u2068';
const LEFT_TO_RIGHT_ISOLATE = '\u2066';
const POP_ISOLATE = '\u2069';
const LEFT_TO_RIGHT_OVERRIDE = '\u202D';
const POP_DIRECTION = '\u202C';

/** ASCII that stands in its order among words of either direction: it begins with a letter, or has no signs within. */
function isOrdered(text: string): boolean {
  return /^(?:[A-Za-z](?:[ -~…·]*[A-Za-z0-9])?|[A-Za-z0-9]*)$/.test(text);
}

/**
 * An id with its characters in the order in which they are sent. Otherwise digits and letters of two directions
 * change places, and two ids have one picture. `id` is already safe: nothing in it ends what begins here.
 */
export function inLogicalOrder(id: string): string {
  if (isOrdered(id)) return id;
  return LEFT_TO_RIGHT_ISOLATE + LEFT_TO_RIGHT_OVERRIDE + id + POP_DIRECTION + POP_ISOLATE;
}

/** A safe name or a room that keeps its own direction and does not turn the words around it. */
export function isolated(name: string): string {
  return isOrdered(name) ? name : FIRST_STRONG_ISOLATE + name + POP_ISOLATE;
}

/** Letters that are written from right to left: Hebrew to Arabic Extended-A, their presentation forms, and the planes' own. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const OTHER_DIRECTION =
  /\p{N}|(?![\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}])\p{L}/u;

/** Whether a text has parts that change places by their directions; one that is all Hebrew is read as it is written. */
export function mixesDirections(text: string): boolean {
  return RIGHT_TO_LEFT.test(text) && OTHER_DIRECTION.test(text);
}
