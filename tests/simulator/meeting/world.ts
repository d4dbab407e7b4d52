import { backendSafeRoomName } from '../room-name';
import { Bans } from './bans';
import { Meeting } from './meeting';

/** All AppIDs with their bans and meetings. */
export class World {
  readonly #bans = new Map<string, Bans>();
  readonly #meetings = new Map<string, Meeting>();

  constructor(private readonly now: () => number) {}

  bans(appId: string): Bans {
    return getOrCreate(this.#bans, appId, () => new Bans());
  }

  /** The meeting of a room as it stands in a URL or a MUC address; made when there is none yet. */
  meeting(appId: string, room: string): Meeting {
    return getOrCreate(
      this.#meetings,
      `${appId}/${backendSafeRoomName(room)}`,
      () => new Meeting(appId, room, this.bans(appId), this.now),
    );
  }

  /** The meeting of exactly this MUC node, while somebody is in it. */
  running(appId: string, node: string): Meeting | undefined {
    const meeting = this.#meetings.get(`${appId}/${node}`);
    return meeting?.exists === true ? meeting : undefined;
  }
}

function getOrCreate<V>(map: Map<string, V>, key: string, create: () => V): V {
  const existing = map.get(key);
  if (existing !== undefined) return existing;
  const created = create();
  map.set(key, created);
  return created;
}
