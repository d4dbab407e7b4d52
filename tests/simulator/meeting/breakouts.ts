import { randomUUID } from 'node:crypto';
import type { BreakoutRoomInfo } from '../page/protocol';
import type { Participant } from './participant';

/** The breakout rooms of a meeting: a random UUID and a name each. */
export class Breakouts {
  readonly #names = new Map<string, string>();

  open(name: string): string {
    const id = randomUUID();
    this.#names.set(id, name);
    return id;
  }

  close(id: string): void {
    this.#names.delete(id);
  }

  has(id: string): boolean {
    return this.#names.has(id);
  }

  clear(): void {
    this.#names.clear();
  }

  /** A breakout room's MUC address has no AppID in it (jitsi-meet `mod_muc_breakout_rooms`). */
  jid(id: string): string {
    return `${id}@breakout.8x8.vc`;
  }

  /** `features/breakout-rooms.rooms`: empty until there is a breakout room, then with the main one. */
  rooms(
    mainJid: string,
    participants: Iterable<Participant>,
  ): Readonly<Record<string, BreakoutRoomInfo>> {
    if (this.#names.size === 0) return {};
    const everybody = [...participants].filter((each) => !each.hidden);
    const info = (id: string, jid: string, name: string, breakoutId?: string) => ({
      id,
      jid,
      name,
      participants: Object.fromEntries(
        everybody
          .filter((each) => each.breakoutId === breakoutId)
          .map((each) => {
            const own = `${jid}/${each.id}`;
            return [own, { jid: own, role: each.role, displayName: each.name }];
          }),
      ),
    });
    const node = mainJid.slice(0, mainJid.indexOf('@'));
    const rooms: Record<string, BreakoutRoomInfo> = {
      [node]: { ...info(node, mainJid, 'Main room'), isMainRoom: true },
    };
    for (const [id, name] of this.#names) rooms[id] = info(id, this.jid(id), name, id);
    return rooms;
  }
}
