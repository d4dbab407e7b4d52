import {
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';

/** A key as a customer of JaaS has it: made for a test, good for nothing else. */
export interface HostKey {
  readonly appId: string;
  readonly keyId: string;
  /** `BEGIN PRIVATE KEY`, as the JaaS console downloads it. */
  readonly pkcs8Pem: string;
  /** `BEGIN RSA PRIVATE KEY`, as 8x8's documented command makes it. */
  readonly pkcs1Pem: string;
  readonly publicKeyPem: string;
}

/** A fresh AppID: as in every sample of the JaaS docs, 32 hex digits behind the prefix. */
export function newAppId(): string {
  return `vpaas-magic-cookie-${randomBytes(16).toString('hex')}`;
}

/** A fresh RSA-2048 key. */
export function newHostKey(appId = newAppId(), keyId = randomBytes(3).toString('hex')): HostKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    appId,
    keyId,
    pkcs8Pem: pem(privateKey, 'pkcs8'),
    pkcs1Pem: pem(privateKey, 'pkcs1'),
    publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

function pem(key: KeyObject, type: 'pkcs8' | 'pkcs1'): string {
  return key.export({ type, format: 'pem' }).toString();
}

export interface MeetingTokenUser {
  readonly id: string;
  readonly name: string;
  readonly moderator?: boolean;
}

/** A meeting token (JWT) for a person, valid for two hours, as JaaS's own samples make it. */
export function newMeetingToken(key: HostKey, user: MeetingTokenUser, room = '*'): string {
  const now = Math.floor(Date.now() / 1000);
  const { moderator = false, ...context } = user;
  const head = { alg: 'RS256', typ: 'JWT', kid: `${key.appId}/${key.keyId}` };
  const claims = {
    aud: 'jitsi',
    iss: 'chat',
    sub: key.appId,
    room,
    nbf: now - 10,
    exp: now + 7200,
    context: { user: { ...context, moderator: String(moderator) }, features: {} },
  };
  const signed = [head, claims].map((part) => base64Url(Buffer.from(JSON.stringify(part))));
  const signature = sign('sha256', Buffer.from(signed.join('.')), createPrivateKey(key.pkcs8Pem));
  return [...signed, base64Url(signature)].join('.');
}

function base64Url(bytes: Buffer): string {
  return bytes.toString('base64url');
}
