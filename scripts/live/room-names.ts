import type { AppId } from '~/utils/jaas/ids';
import type { RawRoom } from '~/utils/jaas/room';
import { type ConferenceName, conferenceFullName } from '~/utils/jaas/room';

/** One way to write a room's name in `conferenceFullName`. */
export interface RoomName {
  /** What is special about it; empty for the way that Gavel writes it. */
  readonly title: string;
  readonly conference: ConferenceName;
}

/**
 * The same room in the ways that a client could write it. JaaS does not document which it takes;
 * Gavel sends the first, which is how Jitsi's own client names the room to the server.
 */
export function roomNames(appId: AppId, room: RawRoom): RoomName[] {
  const named = conferenceFullName(appId, room);
  if (!named.ok) throw new Error(`the made-up room has no address: ${named.code}`);
  const typed = decodeURIComponent(room);
  const as = (node: string) => `${node}@conference.${appId}.8x8.vc` as ConferenceName;
  return [
    { title: '', conference: named.conference },
    { title: 'capitals kept', conference: as(encodeURIComponent(typed)) },
    { title: 'not encoded', conference: as(typed.toLowerCase()) },
  ];
}
