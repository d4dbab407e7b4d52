import { randomBytes } from 'node:crypto';
import { type Client, type Element, xml } from '@xmpp/client';
import { DOMAIN, RECORDER_DOMAIN } from '~/scripts/prosody/config';
import { connectXmpp } from './connect';
import { askRoom, isOwn, MUC } from './presence';

/** Somebody with a client that is not a browser. */
export interface Profile {
  readonly name: string;
  /** In `<identity>`, as jitsi-meet's mod_presence_identity puts it there; without one a guest. */
  readonly userId?: string;
  /** The name in `<identity>`, where it is not `name`. */
  readonly tokenName?: string;
  /** The participant id that the client chooses; 8 random hex digits when left out. */
  readonly participantId?: string;
  /** A recorder: logs in at the domain whose participants clients hide. */
  readonly recorder?: boolean;
  /** In `<bot>`. */
  readonly bot?: string;
  /** A caller by telephone: its client says of itself that it is a Jigasi. */
  readonly dialIn?: boolean;
}

const DISCO = 'http://jabber.org/protocol/disco#info';

/** A participant of a real meeting, by XMPP alone. */
export class Person {
  #id: string;
  #name: string;
  #raisedHand: string | undefined;
  #xmpp: Client | undefined;

  private constructor(
    private readonly port: number,
    /** Bare address of the room. */
    private readonly room: string,
    readonly profile: Profile,
  ) {
    this.#name = profile.name;
    this.#id = profile.participantId ?? newId();
  }

  /** Logs in and joins; resolves when the room says that they are in it. */
  static async join(port: number, room: string, profile: Profile): Promise<Person> {
    const person = new Person(port, room, profile);
    await person.#enter();
    return person;
  }

  /** The participant id: 8 hex digits unless chosen, another one after each {@link rejoin}. */
  get id(): string {
    return this.#id;
  }

  async rename(name: string): Promise<void> {
    this.#name = name;
    await this.#tell();
  }

  /** lib-jitsi-meet `setLocalParticipantProperty('raisedHand', …)`: a time, or 0. */
  async raiseHand(raised: boolean): Promise<void> {
    this.#raisedHand = raised ? String(Date.now()) : '0';
    await this.#tell();
  }

  /** Leaves the room and logs out. */
  async leave(): Promise<void> {
    const xmpp = this.#client();
    const stanza = xml('presence', { to: this.#address(), type: 'unavailable' });
    await askRoom(xmpp, stanza, (presence) => isOwn(presence) && presence.kind === 'gone');
    await this.disconnect();
  }

  /** Comes back under a new participant id, whatever became of the old connection. */
  async rejoin(): Promise<void> {
    await this.disconnect();
    this.#id = newId();
    this.#raisedHand = undefined;
    await this.#enter();
  }

  /** Logs out; nothing happens without a connection. */
  async disconnect(): Promise<void> {
    const xmpp = this.#xmpp;
    this.#xmpp = undefined;
    await xmpp?.stop().catch(() => undefined);
  }

  async #enter(): Promise<void> {
    const { port, profile } = this;
    const domain = profile.recorder ? RECORDER_DOMAIN : DOMAIN;
    this.#xmpp = await connectXmpp({ port, domain });
    if (profile.dialIn) this.#xmpp.iqCallee.get(DISCO, 'query', jigasi);
    await askRoom(
      this.#xmpp,
      this.#presence(xml('x', { xmlns: MUC })),
      (presence) => isOwn(presence) && presence.kind === 'here',
    );
  }

  async #tell(): Promise<void> {
    await askRoom(this.#client(), this.#presence(), isOwn);
  }

  /** All that a Jitsi client says of itself in each presence, and what the server adds. */
  #presence(first?: Element): Element {
    const { userId, name, tokenName = name, bot } = this.profile;
    const user = userId !== undefined && [xml('id', {}, userId), xml('name', {}, tokenName)];
    const hand = this.#raisedHand;
    return xml(
      'presence',
      { to: this.#address() },
      first,
      xml('nick', { xmlns: 'http://jabber.org/protocol/nick' }, this.#name),
      ...(user ? [xml('identity', {}, xml('user', {}, ...user))] : []),
      ...(bot === undefined ? [] : [xml('bot', { type: bot })]),
      ...(hand === undefined ? [] : [xml('jitsi_participant_raisedHand', {}, hand)]),
    );
  }

  #address(): string {
    return `${this.room}/${this.#id}`;
  }

  #client(): Client {
    if (this.#xmpp === undefined) throw new Error(`${this.profile.name} is not connected`);
    return this.#xmpp;
  }
}

function newId(): string {
  return randomBytes(4).toString('hex');
}

function jigasi(): Element {
  return xml(
    'query',
    { xmlns: DISCO },
    xml('identity', { category: 'client', type: 'phone', name: 'jigasi' }),
    xml('feature', { var: 'http://jitsi.org/protocol/jigasi' }),
  );
}
