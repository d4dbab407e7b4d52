import type { Participant, Snapshot } from '~/utils/meeting/snapshot';

export function participant(id: string, more: Partial<Participant> = {}): Participant {
  return {
    id,
    name: `Name ${id}`,
    userId: `user-${id}`,
    role: 'participant',
    kind: 'person',
    ...more,
  };
}

export function snapshot(more: Partial<Snapshot> = {}): Snapshot {
  return {
    v: 3,
    reader: 'k3v9x',
    since: 0,
    seq: 1,
    phase: 'joined',
    room: 'StandUp',
    roomJid: 'standup@conference.tenant.8x8.vc',
    breakout: false,
    visitor: false,
    me: { id: 'me', name: 'Host', userId: 'host', role: 'moderator' },
    participants: [],
    more: 0,
    lobby: [],
    visitors: null,
    elsewhere: 0,
    others: [],
    speaker: null,
    blind: [],
    ...more,
  };
}
