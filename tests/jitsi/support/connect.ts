import { type Client, client } from '@xmpp/client';

/** Milliseconds that each step of a login, and each answer, may take on a busy machine. */
export const TIMEOUT = 20_000;

interface Login {
  /** Of the XMPP server on 127.0.0.1. */
  readonly port: number;
  readonly domain: string;
  /** Anonymous when left out. */
  readonly username?: string;
  readonly password?: string;
}

/** Logs in over TCP. A broken connection stays broken: tests say when somebody comes back. */
export async function connectXmpp({ port, ...login }: Login): Promise<Client> {
  const xmpp = client({ service: `xmpp://127.0.0.1:${port}`, timeout: TIMEOUT, ...login });
  // Without a listener, a connection that the server breaks off would end the process.
  xmpp.on('error', () => undefined);
  xmpp.reconnect.stop();
  await xmpp.start();
  return xmpp;
}
