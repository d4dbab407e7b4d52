// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { algorithmKind, algorithmName } from '~/utils/keys/import/der';

const PKCS = '1.2.840.113549.1';
const DIGEST = '1.2.840.113549.2';
const CIPHER = '1.2.840.113549.3';
const AES = '2.16.840.1.101.3.4.1';

describe('an algorithm is called as people know it', () => {
  it.each([
    // RFC 8017 and RFC 3279
    [`${PKCS}.1.7`, 'RSAES-OAEP'],
    [`${PKCS}.1.10`, 'RSASSA-PSS'],
    ['1.2.840.10040.4.1', 'DSA'],
    ['1.2.840.10046.2.1', 'Diffie-Hellman'],
    [`${PKCS}.3.1`, 'Diffie-Hellman'],
    // RFC 8410
    ['1.3.101.110', 'X25519'],
    ['1.3.101.111', 'X448'],
    ['1.3.101.113', 'Ed448'],
    // RFC 7914 and RFC 8018
    ['1.3.6.1.4.1.11591.4.11', 'scrypt'],
    [`${PKCS}.5.12`, 'PBKDF2'],
    [`${PKCS}.5.1`, 'PBES1 (MD2, DES)'],
    [`${PKCS}.5.3`, 'PBES1 (MD5, DES)'],
    [`${PKCS}.5.4`, 'PBES1 (MD2, RC2)'],
    [`${PKCS}.5.6`, 'PBES1 (MD5, RC2)'],
    [`${PKCS}.5.10`, 'PBES1 (SHA-1, DES)'],
    [`${PKCS}.5.11`, 'PBES1 (SHA-1, RC2)'],
    [`${DIGEST}.8`, 'HMAC-SHA-224'],
    [`${CIPHER}.2`, 'RC2'],
    [`${CIPHER}.7`, '3DES'],
    ['1.3.14.3.2.7', 'DES'],
    // RFC 7292
    [`${PKCS}.12.1.1`, 'PKCS#12 (SHA-1, RC4)'],
    [`${PKCS}.12.1.2`, 'PKCS#12 (SHA-1, RC4-40)'],
    [`${PKCS}.12.1.3`, 'PKCS#12 (SHA-1, 3DES)'],
    [`${PKCS}.12.1.4`, 'PKCS#12 (SHA-1, 2DES)'],
    [`${PKCS}.12.1.5`, 'PKCS#12 (SHA-1, RC2-128)'],
    [`${PKCS}.12.1.6`, 'PKCS#12 (SHA-1, RC2-40)'],
    // NIST's arc of AES
    [`${AES}.2`, 'AES-128-CBC'],
    [`${AES}.6`, 'AES-128-GCM'],
    [`${AES}.22`, 'AES-192-CBC'],
    [`${AES}.26`, 'AES-192-GCM'],
    [`${AES}.42`, 'AES-256-CBC'],
    [`${AES}.46`, 'AES-256-GCM'],
  ])('%s: %s', (oid, name) => {
    expect(algorithmName(oid)).toBe(name);
    expect(algorithmKind(oid)).toBe('other');
  });

  it('or by its number, cut to what can be shown', () => {
    expect(algorithmName('1.2.3')).toBe('1.2.3');
    expect(algorithmName(`1.${'2'.repeat(99)}`)).toBe(`1.${'2'.repeat(62)}`);
  });

  it.each([
    [`${PKCS}.1.1`, 'rsa'],
    ['1.2.840.10045.2.1', 'ec'],
    ['1.3.101.112', 'ed25519'],
  ])('%s is of the kind %s', (oid, kind) => {
    expect(algorithmKind(oid)).toBe(kind);
  });
});
