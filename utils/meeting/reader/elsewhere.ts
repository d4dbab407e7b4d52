import { get, valuesOf } from './jitsi';

/** How many people are in rooms of this meeting other than mine. */
export const countElsewhere = (slice: unknown, roomJid: string | null, breakout: boolean): number =>
  valuesOf(get(slice, 'rooms'))
    .filter(
      (room) => get(room, 'jid') !== roomJid && (breakout || get(room, 'isMainRoom') !== true),
    )
    .reduce<number>((count, room) => count + valuesOf(get(room, 'participants')).length, 0);
