import { get, valuesOf } from './plain';

/** How many people are in rooms of this meeting other than mine. */
export function countElsewhere(slice: unknown, roomJid: string | null, breakout: boolean): number {
  let count = 0;
  for (const room of valuesOf(get(slice, 'rooms'))) {
    const mine = get(room, 'jid') === roomJid || (!breakout && get(room, 'isMainRoom') === true);
    const people = get(room, 'participants');
    if (!mine && people && typeof people === 'object') count += Object.keys(people).length;
  }
  return count;
}
