/** A meeting's room, in its two forms: as the page's address names it, and as the server does. */
export { type MeetingAddress, meetingFromUrl } from './meeting-url';
export {
  parseRawRoom,
  type RawRoom,
  rawRoomOfTyped,
  roomTitle,
} from './raw-room';
export { rawRoomSchema } from './raw-room-schema';
export { agreesWithRoomJid, nodeOfRoomJid, type RoomAgreement, roomAgreement } from './room-jid';
export {
  type ConferenceName,
  conferenceFullName,
  type ParsedConferenceName,
  type ParsedRoomNode,
  type RoomNode,
  type RoomRefusal,
  roomNode,
} from './room-node';
