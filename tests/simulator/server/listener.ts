import { constants } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { createCertificate } from './certificate';
import type { Reachability } from './reachability';

export interface Handlers {
  readonly request: (incoming: IncomingMessage, response: ServerResponse) => void;
  readonly upgrade: (incoming: IncomingMessage, socket: Duplex) => void;
}

export interface Listener {
  readonly port: number;
  /** Destroys the open connections that were made for this host. */
  disconnect(host: string): void;
  stop(): Promise<void>;
}

/** One TLS server on loopback for every host. It never keeps its process alive. */
export async function listen(handlers: Handlers, reachability: Reachability): Promise<Listener> {
  const sockets = new Set<Socket>();
  const server = createServer({
    ...(await createCertificate()),
    // A resumed session would not ask for the host's certificate, and so pass by what follows.
    secureOptions: constants.SSL_OP_NO_TICKET,
    SNICallback: (host, done) => {
      if (reachability.admits(host)) done(null);
      else done(new Error(`${host} is scripted to be out of reach`));
    },
  });
  // Node closes connections that were quiet for a while. A browser that takes one up again in that very
  // moment loses its request: nothing breaks here but what a test wants broken.
  server.keepAliveTimeout = 0;
  server.headersTimeout = 0;
  server.requestTimeout = 0;
  server.on('request', handlers.request);
  server.on('upgrade', (incoming, socket) => handlers.upgrade(incoming, socket));
  server.on('secureConnection', (socket) => {
    const { servername } = socket;
    if (typeof servername === 'string' && !reachability.isUp(servername)) socket.destroy();
  });
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  for (const kind of ['connection', 'secureConnection'] as const) {
    server.on(kind, (socket: Socket) => {
      socket.unref();
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => sockets.delete(socket));
    });
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  server.unref();

  return {
    port: (server.address() as AddressInfo).port,
    disconnect: (host) => {
      for (const socket of sockets) {
        if (socket instanceof TLSSocket && socket.servername === host) socket.destroy();
      }
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
