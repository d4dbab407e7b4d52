import { type Client, type Element, xml } from '@xmpp/client';
import { AUTH_DOMAIN } from '~/scripts/prosody/config';
import type { Prosody } from '~/scripts/prosody/start';
import { connectXmpp, TIMEOUT } from './connect';
import { askRoom, isOwn, MUC, roomPresence } from './presence';

/** Its resource in every room, by which clients know that it is nobody (lib-jitsi-meet). */
const NICK = 'focus';

/**
 * What looks after rooms, as Jicofo does and as JaaS does for its API: opens them, knows who is in
 * them, makes moderators, removes people, ends meetings.
 */
export class RoomService {
  /** Participant ids by room, in the order they came. */
  readonly #occupants = new Map<string, Set<string>>();
  #xmpp: Client | undefined;

  private constructor(private readonly prosody: Prosody) {}

  static async start(prosody: Prosody): Promise<RoomService> {
    const service = new RoomService(prosody);
    await service.reconnect();
    return service;
  }

  /** After the server was started again: logs in, and opens the same rooms, which are empty now. */
  async reconnect(): Promise<void> {
    const rooms = [...this.#occupants.keys()];
    await this.stop();
    this.#occupants.clear();
    const { xmppPort: port, service } = this.prosody;
    const { user: username, password } = service;
    const xmpp = await connectXmpp({ port, domain: AUTH_DOMAIN, username, password });
    xmpp.on('stanza', (stanza) => this.#follow(stanza));
    this.#xmpp = xmpp;
    for (const room of rooms) await this.open(room);
  }

  /** Creates a room, or enters it. */
  async open(room: string): Promise<void> {
    this.#occupants.set(room, new Set());
    await askRoom(
      this.#client(),
      xml('presence', { to: `${room}/${NICK}` }, xml('x', { xmlns: MUC })),
      (presence) => isOwn(presence) && presence.kind === 'here',
    );
  }

  /** The participant ids of those who are in the room; undefined when there is no such room. */
  occupants(room: string): readonly string[] | undefined {
    const ids = this.#occupants.get(room);
    return ids && [...ids];
  }

  /** Takes somebody out (XEP-0045 "Kicking an Occupant"). @throws when the room refuses */
  async kick(room: string, id: string): Promise<void> {
    await this.#admin(room, { nick: id, role: 'none' });
  }

  /**
   * Gives or takes the rights of a moderator, as Jitsi does: by making an owner of somebody
   * (lib-jitsi-meet `grantOwner`). @throws when the room refuses
   */
  async role(room: string, id: string, role: 'moderator' | 'participant'): Promise<void> {
    await this.#admin(room, { nick: id, affiliation: role === 'moderator' ? 'owner' : 'none' });
  }

  /** Ends the meeting (XEP-0045 "Destroying a Room"). @throws when the room refuses */
  async destroy(room: string): Promise<void> {
    const query = xml('query', { xmlns: `${MUC}#owner` }, xml('destroy'));
    await this.#client().iqCaller.set(query, room, TIMEOUT);
    this.#occupants.delete(room);
  }

  /** Logs out. */
  async stop(): Promise<void> {
    const xmpp = this.#xmpp;
    this.#xmpp = undefined;
    await xmpp?.stop().catch(() => undefined);
  }

  async #admin(room: string, item: Readonly<Record<string, string>>): Promise<void> {
    const query = xml('query', { xmlns: `${MUC}#admin` }, xml('item', item));
    await this.#client().iqCaller.set(query, room, TIMEOUT);
  }

  #follow(stanza: Element): void {
    const presence = roomPresence(stanza);
    if (presence === undefined || presence.id === NICK) return;
    const ids = this.#occupants.get(presence.room);
    if (presence.kind === 'here') ids?.add(presence.id);
    else if (presence.kind === 'gone') ids?.delete(presence.id);
  }

  #client(): Client {
    if (this.#xmpp === undefined) throw new Error('The room service is not connected');
    return this.#xmpp;
  }
}
