import { type IncomingMessage, request, type ServerResponse } from 'node:http';

/**
 * Hands a BOSH request on to Prosody as nginx does; 502 when there is none.
 *
 * @param lost answers as another server would that does not know the session, so that the client has
 *   lost its connection at once
 */
export function proxyBosh(
  port: number,
  lost: boolean,
  incoming: IncomingMessage,
  response: ServerResponse,
): void {
  if (lost) {
    response.writeHead(404).end();
    return;
  }
  const { method, url, headers } = incoming;
  const upstream = request(
    { host: '127.0.0.1', port, method, path: url, headers: { ...headers, host: '8x8.vc' } },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  upstream.on('error', () => {
    if (!response.headersSent) response.writeHead(502);
    response.end();
  });
  response.on('close', () => upstream.destroy());
  incoming.pipe(upstream);
}
