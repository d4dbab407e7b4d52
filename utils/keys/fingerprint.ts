import type { RsaPublicJwk } from '~/utils/keys/import/jwk';
import { type PublicRefusalCode, readPublicKey } from '~/utils/keys/import/public-key';
import { importPublicKey } from '~/utils/keys/import/verify';
import { sha256 } from '~/utils/sha256';

/**
 * SHA-256 of the public key (its SubjectPublicKeyInfo in DER) as 64 lower-case hex digits: what
 * `openssl pkey -in key.pem -pubout -outform DER | openssl sha256` prints.
 */
export async function fingerprintOf(jwk: RsaPublicJwk): Promise<string> {
  return sha256(await spki(jwk));
}

/** The public half as PEM (`BEGIN PUBLIC KEY`, lines of 64, final newline), as openssl writes it. */
export async function publicPem(jwk: RsaPublicJwk): Promise<string> {
  const base64 = btoa(String.fromCharCode(...new Uint8Array(await spki(jwk))));
  const lines = base64.match(/.{1,64}/g) ?? [];
  return ['-----BEGIN PUBLIC KEY-----', ...lines, '-----END PUBLIC KEY-----', ''].join('\n');
}

async function spki(jwk: RsaPublicJwk): Promise<ArrayBuffer> {
  return crypto.subtle.exportKey('spki', await importPublicKey(jwk));
}

export type SamePublicKey =
  | {
      readonly ok: true;
      readonly same: boolean /** Of the pasted one. */;
      readonly fingerprint: string;
    }
  | { readonly ok: false; readonly code: PublicRefusalCode };

/** Whether the public key that the JaaS console shows belongs to the key in Gavel. */
export async function samePublicKey(pasted: string, jwk: RsaPublicJwk): Promise<SamePublicKey> {
  const read = await readPublicKey(pasted);
  if (!read.ok) return read;
  try {
    const fingerprint = await fingerprintOf(read.jwk);
    return { ok: true, same: fingerprint === (await fingerprintOf(jwk)), fingerprint };
  } catch {
    // Numbers that WebCrypto does not take for an RSA key.
    return { ok: false, code: 'not-a-public-key' };
  }
}
