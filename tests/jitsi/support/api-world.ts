import { DOMAIN } from '~/scripts/prosody/config';
import type { ApiWorld } from '~/tests/simulator/api/operations';
import { World } from '~/tests/simulator/meeting/world';
import type { RoomService } from './room-service';

/**
 * The API's view of the real rooms: what it is told to do is done in Prosody. Its deeds are begun
 * here and seen in the meeting; one that Prosody refuses fails the test as an unhandled rejection.
 */
export function apiWorld(service: RoomService): ApiWorld {
  const rest = new World(Date.now);
  return {
    bans: (appId) => rest.bans(appId),
    meeting: (appId, room) => rest.meeting(appId, room),
    running: (appId, node) => {
      const room = `${node}@conference.${appId}.${DOMAIN}`;
      const occupants = service.occupants(room);
      if (!occupants?.length) return undefined;
      return {
        participant: (id) => occupants.find((it) => it === id),
        kick: (id) => void service.kick(room, id),
        destroy: () => void service.destroy(room),
      };
    },
  };
}
