import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { type JWTPayload, SignJWT } from 'jose';
import type { Simulator } from '../../simulator';
import { fixtureText } from '../keys/fixture';

export const APP_ID = 'vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3';
export const OTHER_APP_ID = 'vpaas-magic-cookie-ffffffffffffffffffffffffffffffff';
export const KEY_ID = 'ab12cd';
export const CLASSIC = 'https://api-vo.jitsi.net';
export const CURRENT = 'https://8x8.vc/v1/_jaas';

export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKeyPem: string;
}

/** A key pair from its file among the fixtures: how long it takes to make one is left to chance. */
export function keyPairOf(file = 'pkcs8.pem'): KeyPair {
  const privateKey = createPrivateKey(fixtureText(file));
  const spki = { type: 'spki', format: 'pem' } as const;
  return { privateKey, publicKeyPem: createPublicKey(privateKey).export(spki).toString() };
}

/** An admin token as Gavel mints it at `nowMs`, with some claims changed or, by undefined, left out. */
export async function mint(
  keys: KeyPair,
  nowMs: number,
  changes: Readonly<Record<string, unknown>> = {},
  kid = `${APP_ID}/${KEY_ID}`,
): Promise<string> {
  const now = Math.floor(nowMs / 1000);
  const claims = { aud: 'jitsi', iss: 'chat', sub: APP_ID, admin: true, nbf: now - 60 };
  const payload = { ...claims, exp: now + 120, ...changes };
  return new SignJWT(payload as JWTPayload)
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
    .sign(keys.privateKey);
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface CallOptions {
  readonly method?: string;
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request to the simulator as whatever host the address names. @throws when there is no answer. */
export function call(sim: Simulator, address: string, options: CallOptions = {}): Promise<Reply> {
  const { hostname } = new URL(address);
  const path = address.slice(`https://${hostname}`.length) || '/';
  const json = options.body !== undefined;
  return new Promise((resolve, reject) => {
    const sent = request({
      host: '127.0.0.1',
      port: sim.port,
      servername: hostname,
      rejectUnauthorized: false,
      agent: false,
      method: options.method ?? 'POST',
      path,
      headers: {
        host: hostname,
        ...(options.token !== undefined && { authorization: `Bearer ${options.token}` }),
        ...(json && { 'content-type': 'application/json' }),
        ...options.headers,
      },
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      );
    });
    sent.end(typeof options.body === 'string' ? options.body : JSON.stringify(options.body));
  });
}

/** The body of a meeting command. */
export function command(
  action: string,
  room: string,
  more: Readonly<Record<string, string>> = {},
  appId = APP_ID,
) {
  return { action, payload: { conferenceFullName: `${room}@conference.${appId}.8x8.vc`, ...more } };
}
