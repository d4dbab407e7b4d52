/** What a DER structure looks like from outside; its inside is not checked. */
export type DerShape =
  | 'pkcs8'
  | 'pkcs1'
  | 'encrypted-pkcs8'
  | 'spki'
  | 'pkcs1-public'
  | 'certificate'
  | 'certificate-request'
  | 'pkcs12'
  | 'ec'
  | 'dsa'
  | 'truncated'
  | 'trailing'
  | 'unknown';

const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const SEQUENCE = 0x30;

interface Item {
  readonly tag: number;
  /** Where the content begins and ends; the end may lie beyond the bytes. */
  readonly start: number;
  readonly end: number;
}

/**
 * Tells key, certificate and container formats apart by the tags of their first level. Cheap and
 * without the ASN.1 library, so that a damaged file gets the name of what it was.
 */
export function derShape(bytes: Uint8Array): DerShape {
  // Some programs write PKCS#12 in BER, with an open length: SEQUENCE, INTEGER 3.
  if ([0x30, 0x80, 0x02, 0x01, 0x03].every((byte, at) => bytes[at] === byte)) return 'pkcs12';
  const outer = itemAt(bytes, 0);
  if (outer?.tag !== SEQUENCE) return 'unknown';
  if (outer.end > bytes.length) return 'truncated';
  if (outer.end < bytes.length) return 'trailing';
  const items = itemsIn(bytes, outer);
  return items === null ? 'unknown' : shapeOf(bytes, items);
}

function shapeOf(bytes: Uint8Array, items: readonly Item[]): DerShape {
  const [first, second, third] = items.map((item) => item.tag);
  const integers = items.filter((item) => item.tag === INTEGER).length;
  if (first === INTEGER) {
    if (integers >= 9) return 'pkcs1';
    if (integers === items.length && integers === 6) return 'dsa';
    if (integers === items.length && integers === 2) return 'pkcs1-public';
    if (second === OCTET_STRING) return 'ec';
    if (second === SEQUENCE && third === OCTET_STRING) return 'pkcs8';
    if (second === SEQUENCE && bytes[items[0]?.start ?? 0] === 3) return 'pkcs12';
  }
  if (first === SEQUENCE && items.length === 2) {
    if (second === OCTET_STRING) return 'encrypted-pkcs8';
    if (second === BIT_STRING) return 'spki';
  }
  if (first === SEQUENCE && second === SEQUENCE && third === BIT_STRING && items.length === 3) {
    return isRequest(bytes, items[0]) ? 'certificate-request' : 'certificate';
  }
  return 'unknown';
}

/** A request has version, name and key; a certificate has its times and a second name between. */
function isRequest(bytes: Uint8Array, item: Item | undefined): boolean {
  const items = item === undefined ? null : itemsIn(bytes, item);
  return items?.[0]?.tag === INTEGER && items[3]?.tag !== SEQUENCE;
}

/** At most twelve items: more than any of these structures has. Null if they do not fit. */
function itemsIn(bytes: Uint8Array, outer: Item): Item[] | null {
  const items: Item[] = [];
  let at = outer.start;
  while (at < outer.end && items.length < 12) {
    const item = itemAt(bytes, at);
    if (item === null || item.end > outer.end) return null;
    items.push(item);
    at = item.end;
  }
  return items;
}

function itemAt(bytes: Uint8Array, at: number): Item | null {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined) return null;
  if (first < 0x80) return { tag, start: at + 2, end: at + 2 + first };
  const count = first & 0x7f;
  if (count === 0 || count > 4 || at + 2 + count > bytes.length) return null;
  let length = 0;
  for (const byte of bytes.subarray(at + 2, at + 2 + count)) length = length * 256 + byte;
  const start = at + 2 + count;
  return { tag, start, end: start + length };
}

/** The last part of the identifiers `1.2.840.113549.1.12.1.x` of RC4 and RC2. */
const LEGACY = [1, 2, 5, 6];
const PKCS12_PBE = [0x06, 0x0a, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x01];

/** Whether a PKCS#12 container names an encryption that OpenSSL 3 keeps apart: RC2 or RC4. */
export function hasLegacyEncryption(der: Uint8Array): boolean {
  for (let at = 0; at + PKCS12_PBE.length < der.length; at += 1) {
    const here = PKCS12_PBE.every((byte, index) => der[at + index] === byte);
    if (here && LEGACY.includes(der[at + PKCS12_PBE.length] ?? 0)) return true;
  }
  return false;
}

export const RSA_OID = '1.2.840.113549.1.1.1';
const EC_OID = '1.2.840.10045.2.1';
const ED25519_OID = '1.3.101.112';

/** Names of algorithms by their ASN.1 object identifiers, as people know them. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.1.7', 'RSAES-OAEP'],
  ['1.2.840.113549.1.1.10', 'RSASSA-PSS'],
  ['1.2.840.10040.4.1', 'DSA'],
  ['1.2.840.10046.2.1', 'Diffie-Hellman'],
  ['1.2.840.113549.1.3.1', 'Diffie-Hellman'],
  ['1.3.101.110', 'X25519'],
  ['1.3.101.111', 'X448'],
  ['1.3.101.113', 'Ed448'],
  ['1.3.6.1.4.1.11591.4.11', 'scrypt'],
  ['1.2.840.113549.1.5.12', 'PBKDF2'],
  ['1.2.840.113549.1.5.1', 'PBES1 (MD2, DES)'],
  ['1.2.840.113549.1.5.3', 'PBES1 (MD5, DES)'],
  ['1.2.840.113549.1.5.4', 'PBES1 (MD2, RC2)'],
  ['1.2.840.113549.1.5.6', 'PBES1 (MD5, RC2)'],
  ['1.2.840.113549.1.5.10', 'PBES1 (SHA-1, DES)'],
  ['1.2.840.113549.1.5.11', 'PBES1 (SHA-1, RC2)'],
  ['1.2.840.113549.1.12.1.1', 'PKCS#12 (SHA-1, RC4)'],
  ['1.2.840.113549.1.12.1.2', 'PKCS#12 (SHA-1, RC4-40)'],
  ['1.2.840.113549.1.12.1.3', 'PKCS#12 (SHA-1, 3DES)'],
  ['1.2.840.113549.1.12.1.4', 'PKCS#12 (SHA-1, 2DES)'],
  ['1.2.840.113549.1.12.1.5', 'PKCS#12 (SHA-1, RC2-128)'],
  ['1.2.840.113549.1.12.1.6', 'PKCS#12 (SHA-1, RC2-40)'],
  ['1.2.840.113549.2.8', 'HMAC-SHA-224'],
  ['1.2.840.113549.3.2', 'RC2'],
  ['1.2.840.113549.3.7', '3DES'],
  ['1.3.14.3.2.7', 'DES'],
  ['2.16.840.1.101.3.4.1.2', 'AES-128-CBC'],
  ['2.16.840.1.101.3.4.1.6', 'AES-128-GCM'],
  ['2.16.840.1.101.3.4.1.22', 'AES-192-CBC'],
  ['2.16.840.1.101.3.4.1.26', 'AES-192-GCM'],
  ['2.16.840.1.101.3.4.1.42', 'AES-256-CBC'],
  ['2.16.840.1.101.3.4.1.46', 'AES-256-GCM'],
]);

/** The name people know, or the identifier itself (digits and dots, cut to 64). */
export function algorithmName(oid: string): string {
  return NAMES.get(oid) ?? oid.slice(0, 64);
}

/** Elliptic curves have refusals of their own; every other algorithm is named. */
export function algorithmKind(oid: string): 'rsa' | 'ec' | 'ed25519' | 'other' {
  if (oid === RSA_OID) return 'rsa';
  if (oid === EC_OID) return 'ec';
  return oid === ED25519_OID ? 'ed25519' : 'other';
}
