import type { StoredParticipant } from '../actions';
import type { State } from '../store';

/** A participant as tiles and pane show them. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly local: boolean;
  readonly moderator: boolean;
  readonly dialIn: boolean;
  readonly handRaised: boolean;
  readonly audioMuted: boolean;
  readonly videoMuted: boolean;
}

/** Everybody in the room, oneself first. */
export function peopleOf(state: State): readonly Person[] {
  const { local, remote } = state['features/base/participants'];
  const media = state['features/base/media'];
  return [
    {
      ...person(local),
      local: true,
      audioMuted: media.audio.muted,
      videoMuted: media.video.muted,
    },
    ...[...remote.values()].map(person),
  ];
}

function person(stored: StoredParticipant): Person {
  return {
    id: stored.id,
    name: stored.name || 'Fellow Jitster',
    local: false,
    moderator: stored.role === 'moderator',
    dialIn: stored.isJigasi === true,
    handRaised: Boolean(stored.raisedHandTimestamp),
    audioMuted: stored.simMuted?.audio ?? true,
    videoMuted: stored.simMuted?.video ?? true,
  };
}
