import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface Listener {
  readonly port: number;
  /** From now on, what comes in goes to this handler. */
  serve(handler: RequestListener): void;
  /** Closes every connection, those with an open request too. */
  stop(): Promise<void>;
}

/** As PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/**
 * A server on loopback. Its handler comes later, because addresses within its answers need the port.
 *
 * @param port 0 for a free one
 */
export async function listen(port: number, certificate?: Certificate): Promise<Listener> {
  const server = certificate === undefined ? createServer() : createTlsServer(certificate);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    serve: (handler) => {
      server.on('request', handler);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
