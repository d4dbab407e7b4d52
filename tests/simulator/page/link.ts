import type { FromPage, ToPage } from './protocol';

/** The page's connection to the simulator's server. */
export class Link {
  readonly #socket: WebSocket;

  constructor(appId: string, room: string, opened: () => void, receive: (message: ToPage) => void) {
    const path = `/${appId}/xmpp-websocket?room=${encodeURIComponent(room)}`;
    this.#socket = new WebSocket(`wss://${location.host}${path}`);
    this.#socket.onopen = opened;
    // Unguarded: an exception loses the rest of the batch, as one in lib-jitsi-meet's handlers would.
    this.#socket.onmessage = (event) => {
      for (const message of JSON.parse(event.data) as ToPage[]) receive(message);
    };
  }

  send(message: FromPage): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  close(): void {
    this.#socket.close();
  }
}
