// A classic, blocking script: it stands for `lib-jitsi-meet.min.js` and `app.bundle.min.js`, after which
// `window.APP` exists and `APP.store` does not yet.
{
  const errors: string[] = [];
  window.addEventListener('error', (event) => errors.push(event.message));
  window.addEventListener('unhandledrejection', (event) => errors.push(String(event.reason)));

  const nothing = () => undefined;
  const sim: Window['__sim'] = {
    errors,
    shortcuts: [],
    tileClicks: 0,
    audioMuted: false,
    videoMuted: false,
    pushToTalk: false,
    storeCallbacks: 0,
    conferences: [],
    opened: [],
    open: nothing,
    chat: nothing,
  };
  const lib: Window['JitsiMeetJS'] = {
    events: {
      conference: {
        CONFERENCE_JOINED: 'conference.joined',
        CONFERENCE_LEFT: 'conference.left',
        CONFERENCE_FAILED: 'conference.failed',
        USER_JOINED: 'conference.userJoined',
        USER_LEFT: 'conference.userLeft',
        DISPLAY_NAME_CHANGED: 'conference.displayNameChanged',
        USER_ROLE_CHANGED: 'conference.roleChanged',
        PARTICIPANT_KICKED: 'conference.participant_kicked',
        KICKED: 'conference.kicked',
        PARTICIPANT_PROPERTY_CHANGED: 'conference.participant_property_changed',
        PARTICIPANT_SOURCE_UPDATED: 'conference.participant_source_updated',
        DOMINANT_SPEAKER_CHANGED: 'conference.dominantSpeaker',
        LOBBY_USER_JOINED: 'conference.lobby.userJoined',
        LOBBY_USER_LEFT: 'conference.lobby.userLeft',
        BREAKOUT_ROOMS_UPDATED: 'conference.breakout-rooms.updated',
        BREAKOUT_ROOMS_MOVE_TO_ROOM: 'conference.breakout-rooms.move-to-room',
      },
    },
  };
  const app: NonNullable<Window['APP']> = {
    API: { notifyConferenceLeft: nothing, notifyUserJoined: nothing, notifyUserLeft: nothing },
    UI: {},
    translation: {},
    conference: {
      isJoined() {
        return this._room?.isJoined();
      },
      // Throws before there is a room, as Jitsi's does.
      get membersCount() {
        const room = this._room as NonNullable<typeof this._room>;
        return room.getParticipants().filter((each) => !each.isHidden()).length + 1;
      },
      listMembers() {
        return this._room?.getParticipants() ?? [];
      },
      getMyUserId() {
        return this._room?.myUserId();
      },
      isLocalId(id) {
        return this.getMyUserId() === id;
      },
    },
  };
  const missing = new URLSearchParams(location.search).get('omit')?.split(',') ?? [];
  Object.assign(window, {
    __sim: sim,
    JitsiMeetJS: lib,
    config: {},
    interfaceConfig: {},
    ...(!missing.includes('APP') && {
      APP: missing.includes('conference') ? { ...app, conference: undefined } : app,
    }),
  });
}
