import type { Client, Element } from '@xmpp/client';
import { TIMEOUT } from './connect';

export const MUC = 'http://jabber.org/protocol/muc';
const MUC_USER = `${MUC}#user`;

/** A presence from a room, as far as it matters here. */
export interface RoomPresence {
  /** Bare address of the room. */
  readonly room: string;
  /** The occupant's resource: a participant id, or `focus`. */
  readonly id: string;
  readonly kind: 'here' | 'gone' | 'error';
  /** Numbers such as 110 (one's own) and 307 (kicked), XEP-0045. */
  readonly codes: readonly string[];
  /** The occupant's real address, where it is told. */
  readonly jid: string | undefined;
  readonly stanza: Element;
}

/** Undefined when the stanza is no presence from a room. */
export function roomPresence(stanza: Element): RoomPresence | undefined {
  if (!stanza.is('presence')) return undefined;
  const [room = '', id = ''] = (stanza.attrs.from ?? '').split('/');
  const user = stanza.getChild('x', MUC_USER);
  const { type } = stanza.attrs;
  return {
    room,
    id,
    kind: type === undefined ? 'here' : type === 'error' ? 'error' : 'gone',
    codes: (user?.getChildren('status') ?? []).map((it) => it.attrs.code ?? ''),
    jid: user?.getChild('item')?.attrs.jid,
    stanza,
  };
}

/**
 * Sends something to a room and waits for the first presence from there that answers it.
 *
 * @throws when the room refuses, or does not answer in time
 */
export async function askRoom(
  xmpp: Client,
  stanza: Element,
  answers: (presence: RoomPresence) => boolean,
): Promise<RoomPresence> {
  const [room] = (stanza.attrs.to ?? '').split('/');
  return new Promise((resolve, reject) => {
    const done = (finish: () => void) => {
      clearTimeout(timer);
      xmpp.off('stanza', look);
      finish();
    };
    const look = (received: Element) => {
      const presence = roomPresence(received);
      if (presence === undefined || presence.room !== room) return;
      if (presence.kind === 'error') done(() => reject(new Error(`${room} refuses: ${received}`)));
      else if (answers(presence)) done(() => resolve(presence));
    };
    const timer = setTimeout(
      () => done(() => reject(new Error(`${room} does not answer ${stanza}`))),
      TIMEOUT,
    );
    xmpp.on('stanza', look);
    xmpp.send(stanza).catch((error: unknown) => done(() => reject(error)));
  });
}

/** Whether a presence tells one's own state (status 110). */
export const isOwn = ({ codes }: RoomPresence): boolean => codes.includes('110');
