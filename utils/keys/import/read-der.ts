import type { EncryptedKey, Pbes2 } from './asn1';
import { algorithmKind, algorithmName, derShape } from './der';
import { type RsaPrivateJwk, toJwk } from './jwk';
import { type Commands, type KeyFileRefusal, MAX_FILE_ROUNDS, refuse } from './refusal';

type DerFormat = 'pkcs8' | 'pkcs1' | 'encrypted-pkcs8';

export type DerKey =
  | { readonly ok: true; readonly jwk: RsaPrivateJwk; readonly format: DerFormat }
  | KeyFileRefusal;

/**
 * Reads PKCS#8, PKCS#1 or encrypted PKCS#8 in DER, and says what else it is. The library for ASN.1
 * is loaded only when there is a private key inside.
 */
export async function readDer(
  der: Uint8Array<ArrayBuffer>,
  passphrase: string | undefined,
  known: Commands,
): Promise<DerKey> {
  const shape = derShape(der);
  switch (shape) {
    case 'pkcs8':
      return fromPkcs8(der, 'pkcs8');
    case 'pkcs1':
      return fromPkcs1(der, 'pkcs1');
    case 'encrypted-pkcs8': {
      const opened = await openEncryptedPkcs8(der, passphrase, await import('./asn1'), known);
      return opened.ok ? fromPkcs8(opened.der, 'encrypted-pkcs8') : opened;
    }
    case 'spki':
    case 'pkcs1-public':
      return refuse('public-key');
    case 'certificate':
    case 'certificate-request':
      return refuse(shape);
    case 'pkcs12':
      return { ok: false, code: 'pkcs12', params: { command: known.pkcs12 } };
    case 'ec':
      return refuse('ec-key');
    case 'dsa':
      return { ok: false, code: 'other-algorithm', params: { name: 'DSA' } };
    case 'truncated':
      return refuse('truncated');
    case 'trailing':
      return refuse('mangled');
    case 'unknown':
      return refuse('not-a-key');
  }
}

async function fromPkcs8(der: Uint8Array<ArrayBuffer>, format: DerFormat): Promise<DerKey> {
  const { parsePkcs8 } = await import('./asn1');
  const info = parsePkcs8(der);
  if (info === null) return refuse('mangled');
  const kind = algorithmKind(info.oid);
  if (kind === 'ec') return refuse('ec-key');
  if (kind === 'ed25519') return refuse('ed25519-key');
  if (kind === 'other') {
    return { ok: false, code: 'other-algorithm', params: { name: algorithmName(info.oid) } };
  }
  return fromPkcs1(info.key, format);
}

async function fromPkcs1(der: Uint8Array<ArrayBuffer>, format: DerFormat): Promise<DerKey> {
  const { parsePkcs1 } = await import('./asn1');
  const key = parsePkcs1(der);
  if (key === null) return refuse('mangled');
  if (key === 'multi-prime') {
    return { ok: false, code: 'other-algorithm', params: { name: 'multi-prime RSA' } };
  }
  return { ok: true, jwk: toJwk(key), format };
}

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
 * @param passphrase as typed; it is used as UTF-8, as openssl does in a UTF-8 terminal
 * @returns the PKCS#8 structure inside
 */
async function openEncryptedPkcs8(
  der: Uint8Array<ArrayBuffer>,
  passphrase: string | undefined,
  asn1: Asn1,
  { pkcs8: command }: Commands,
): Promise<{ readonly ok: true; readonly der: Uint8Array<ArrayBuffer> } | KeyFileRefusal> {
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
  const key = await cipherKey(passphrase, pbkdf2, hash, bits);
  // Chromium has no AES-192.
  if (key === null) return unsupported(cipherOid);
  return decrypt(key, iv, file);
}

async function cipherKey(
  passphrase: string,
  { salt, rounds }: NonNullable<Pbes2['pbkdf2']>,
  hash: string,
  bits: number,
): Promise<CryptoKey | null> {
  const secret = new TextEncoder().encode(passphrase);
  const base = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveBits']);
  const parameters = { name: 'PBKDF2', hash, salt, iterations: rounds };
  const raw = await crypto.subtle.deriveBits(parameters, base, bits);
  try {
    return await crypto.subtle.importKey('raw', raw, 'AES-CBC', false, ['decrypt']);
  } catch {
    return null;
  }
}

async function decrypt(key: CryptoKey, iv: Uint8Array<ArrayBuffer>, { data }: EncryptedKey) {
  try {
    const inside = new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-CBC', iv }, key, data));
    // One wrong passphrase in 256 leaves a valid padding behind; its inside is noise.
    if (derShape(inside) === 'pkcs8') return { ok: true, der: inside } as const;
  } catch {
    // Padding: the passphrase, or a byte of the data. The first is the likelier.
  }
  return refuse('wrong-passphrase');
}
