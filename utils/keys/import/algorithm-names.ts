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
