import { randomUUID } from 'node:crypto';
import type { BreakoutMember, BreakoutRoomInfo } from '../page/protocol';
import type { Participant } from './participant';

/** The breakout rooms of a meeting: a random UUID and a name each. */
export class Breakouts {
  readonly #names = new Map<string, string>();

  constructor(private readonly appId: string) {}

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

  isOpen(): boolean {
    return this.#names.size > 0;
  }

  clear(): void {
    this.#names.clear();
  }

  /** As measured on the web app of 2026-09; the node has nothing of the room's name. */
  jid(id: string): string {
    return `${id}@breakout.${this.appId}.8x8.vc`;
  }

  /**
   * `features/breakout-rooms.rooms` as the server sends it to everybody in any of them (jitsi-meet
   * `mod_muc_breakout_rooms`): empty until there is a breakout room, then with the main one.
   *
   * @param nameless the server has no names to tell
   */
  rooms(
    mainJid: string,
    participants: readonly Participant[],
    nameless: boolean,
  ): Readonly<Record<string, BreakoutRoomInfo>> {
    if (this.#names.size === 0) return {};
    const members = (roomJid: string, breakoutId?: string) =>
      Object.fromEntries(
        participants
          .filter((each) => each.breakoutId === breakoutId)
          .map((each) => [`${roomJid}/${each.id}`, memberOf(each, nameless)]),
      );
    const node = mainJid.slice(0, mainJid.indexOf('@'));
    const rooms: Record<string, BreakoutRoomInfo> = {
      [node]: { isMainRoom: true, id: node, jid: mainJid, participants: members(mainJid) },
    };
    for (const [id, name] of this.#names) {
      const jid = this.jid(id);
      rooms[id] = { id, jid, name, participants: members(jid, id) };
    }
    return rooms;
  }
}

/** Recorders are in the list too; only their connection, of a domain of its own, tells them. */
function memberOf({ id, name, role, hidden }: Participant, nameless: boolean): BreakoutMember {
  const node = /^[0-9a-f]{8}$/.test(id) ? `${id}-0000-4000-8000-000000000000` : randomUUID();
  const jid = hidden ? `jibri@${RECORDERS}/${id}` : `${node}@8x8.vc/web`;
  return { jid, role, ...(!nameless && { displayName: name }) };
}

/** `config.hiddenDomain`, which the page has too. */
const RECORDERS = 'recorder.8x8.vc';
