import { type PublicRefusalCode, readPublicKey } from '~/utils/keys/import/public-key';
import type { RsaPublicJwk } from '~/utils/keys/import/rsa-jwk';
import { fingerprintOf } from './fingerprint';

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
