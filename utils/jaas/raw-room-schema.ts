import * as z from 'zod/mini';
import { isRawRoom } from './raw-room';

/**
 * A room as the address of its page names it: the last path segment, still percent-encoded, case
 * kept. Not yet what the server calls it: that is a `RoomNode`. At most 2048 UTF-16 code units, and
 * something must be left of it when Jitsi has taken out what it does not support.
 */
export const rawRoomSchema = z.string().check(z.refine(isRawRoom)).brand<'RawRoom'>();
export type RawRoom = z.infer<typeof rawRoomSchema>;
