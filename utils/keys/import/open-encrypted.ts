import type { EncryptedKey, Pbes2 } from './asn1';
import { algorithmName, derShape } from './der';
import type { OpenedPkcs8, Opening } from './opening';
import { passphraseBytes } from './passphrase-bytes';
import { type KeyFileRefusal, MAX_FILE_ROUNDS, refuse } from './refusal';

type Asn1 = typeof import('./asn1');

const PBES2_OID = '1.2.840.113549.1.5.13';

const CIPHER_BITS: ReadonlyMap<string, number> = new Map([
  ['2.16.840.1.101.3.4.1.2', 128],
  ['2.16.840.1.101.3.4.1.22', 192],
  ['2.16.840.1.101.3.4.1.42', 256],
]);

const PRF_HASHES: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.2.7', 'SHA-1'],
  ['1.2.840.113549.2.9', 'SHA-256'],
  ['1.2.840.113549.2.10', 'SHA-384'],
  ['1.2.840.113549.2.11', 'SHA-512'],
]);

/**
 * Opens an encrypted PKCS#8 structure: PBES2 with PBKDF2 and AES-CBC (RFC 8018), as
 * `openssl pkcs8 -topk8` writes it. The encryption is judged before a passphrase is asked for.
 *
 * @param opening its passphrase as it was typed: it is tried in each way in which a terminal may have given it to
 *   `openssl`
 * @returns the PKCS#8 structure inside
 */
export async function openEncryptedPkcs8(
  der: Uint8Array<ArrayBuffer>,
  { passphrase, known: { pkcs8: command }, rounds: allowed }: Opening,
  asn1: Asn1,
): Promise<OpenedPkcs8> {
  const unsupported = (oid: string): KeyFileRefusal => {
    return {
      ok: false,
      code: 'unsupported-encryption',
      params: { name: algorithmName(oid), command },
    };
  };
  const file = asn1.parseEncryptedPkcs8(der);
  if (file === null) return refuse('mangled');
  if (file.oid !== PBES2_OID) return unsupported(file.oid);
  const scheme = file.parameters && asn1.parsePbes2(file.parameters);
  if (!scheme) return refuse('mangled');
  const { pbkdf2, keyOid, cipherOid, iv } = scheme;
  if (pbkdf2 === null) return unsupported(keyOid);
  const bits = CIPHER_BITS.get(cipherOid);
  if (bits === undefined) return unsupported(cipherOid);
  const hash = pbkdf2.prfOid === null ? 'SHA-1' : PRF_HASHES.get(pbkdf2.prfOid);
  if (hash === undefined) return unsupported(pbkdf2.prfOid ?? '');
  const { rounds } = pbkdf2;
  if (iv?.length !== 16 || !Number.isSafeInteger(rounds) || rounds < 1) return refuse('mangled');
  if (rounds > MAX_FILE_ROUNDS) {
    return {
      ok: false,
      code: 'too-many-rounds',
      params: { rounds, most: MAX_FILE_ROUNDS, command },
    };
  }
  if (!passphrase) return refuse('needs-passphrase');
  for (const secret of passphraseBytes(passphrase)) {
    if (rounds > allowed.left) break;
    allowed.left -= rounds;
    const key = await cipherKey(secret, pbkdf2, hash, bits);
    // Chromium has no AES-192.
    if (key === null) return unsupported(cipherOid);
    const inside = await decrypt(key, iv, file);
    if (inside !== null) return { ok: true, der: inside };
  }
  return refuse('wrong-passphrase');
}

async function cipherKey(
  secret: Uint8Array<ArrayBuffer>,
  { salt, rounds }: NonNullable<Pbes2['pbkdf2']>,
  hash: string,
  bits: number,
): Promise<CryptoKey | null> {
  const base = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveBits']);
  const parameters = { name: 'PBKDF2', hash, salt, iterations: rounds };
  const raw = await crypto.subtle.deriveBits(parameters, base, bits);
  try {
    return await crypto.subtle.importKey('raw', raw, 'AES-CBC', false, ['decrypt']);
  } catch {
    return null;
  }
}

/** The PKCS#8 structure inside; null where this key is not the one. */
async function decrypt(key: CryptoKey, iv: Uint8Array<ArrayBuffer>, { data }: EncryptedKey) {
  try {
    const inside = new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-CBC', iv }, key, data));
    // One wrong passphrase in 256 leaves a valid padding behind; its inside is noise.
    return derShape(inside) === 'pkcs8' ? inside : null;
  } catch {
    // Padding: the passphrase, or a byte of the data. The first is the likelier.
    return null;
  }
}
