/** lib-jitsi-meet `JitsiConferenceEvents`, as far as the simulator raises them. */
export interface ConferenceEvents {
  readonly CONFERENCE_JOINED: 'conference.joined';
  readonly CONFERENCE_LEFT: 'conference.left';
  readonly CONFERENCE_FAILED: 'conference.failed';
  readonly USER_JOINED: 'conference.userJoined';
  readonly USER_LEFT: 'conference.userLeft';
  readonly DISPLAY_NAME_CHANGED: 'conference.displayNameChanged';
  readonly USER_ROLE_CHANGED: 'conference.roleChanged';
  readonly PARTICIPANT_KICKED: 'conference.participant_kicked';
  readonly KICKED: 'conference.kicked';
  readonly PARTICIPANT_PROPERTY_CHANGED: 'conference.participant_property_changed';
  readonly PARTICIPANT_SOURCE_UPDATED: 'conference.participant_source_updated';
  readonly DOMINANT_SPEAKER_CHANGED: 'conference.dominantSpeaker';
  readonly LOBBY_USER_JOINED: 'conference.lobby.userJoined';
  readonly LOBBY_USER_LEFT: 'conference.lobby.userLeft';
  readonly BREAKOUT_ROOMS_UPDATED: 'conference.breakout-rooms.updated';
  readonly BREAKOUT_ROOMS_MOVE_TO_ROOM: 'conference.breakout-rooms.move-to-room';
}

/** The lib's own table, which the head script puts on `window` as the lib's bundle does. */
export const CONFERENCE = window.JitsiMeetJS.events.conference;
