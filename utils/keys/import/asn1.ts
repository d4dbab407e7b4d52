import { EncryptedPrivateKeyInfo, PrivateKeyInfo } from '@peculiar/asn1-pkcs8';
import { RSAPrivateKey, RSAPublicKey } from '@peculiar/asn1-rsa';
import { AsnConvert, AsnProp, AsnPropTypes, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier, Certificate, SubjectPublicKeyInfo } from '@peculiar/asn1-x509';

// The ASN.1 library, all in one file that is loaded by `import()` when a file needs it.

/** A key inside a wrapping that names its algorithm. */
export interface WrappedKey {
  readonly oid: string;
  readonly key: Uint8Array<ArrayBuffer>;
}

/** Unsigned, big-endian, as written: leading zeros are possible. */
export type RsaIntegers = Readonly<
  Record<'n' | 'e' | 'd' | 'p' | 'q' | 'dp' | 'dq' | 'qi', Uint8Array<ArrayBuffer>>
>;

export interface EncryptedKey {
  readonly oid: string;
  readonly parameters: ArrayBuffer | null;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** PBES2 with PBKDF2 (RFC 8018); `keyOid` is given alone where it is not PBKDF2. */
export interface Pbes2 {
  readonly keyOid: string;
  readonly cipherOid: string;
  readonly iv: Uint8Array<ArrayBuffer> | null;
  readonly pbkdf2: {
    readonly salt: Uint8Array<ArrayBuffer>;
    readonly rounds: number;
    /** Null stands for the default, HMAC with SHA-1. */
    readonly prfOid: string | null;
  } | null;
}

class Pbes2Parameters {
  keyDerivation = new AlgorithmIdentifier();
  encryption = new AlgorithmIdentifier();
}
AsnProp({ type: AlgorithmIdentifier })(Pbes2Parameters.prototype, 'keyDerivation');
AsnProp({ type: AlgorithmIdentifier })(Pbes2Parameters.prototype, 'encryption');

class Pbkdf2Parameters {
  salt = new OctetString();
  iterationCount = 0;
  keyLength?: number;
  prf?: AlgorithmIdentifier;
}
AsnProp({ type: OctetString })(Pbkdf2Parameters.prototype, 'salt');
AsnProp({ type: AsnPropTypes.Integer })(Pbkdf2Parameters.prototype, 'iterationCount');
AsnProp({ type: AsnPropTypes.Integer, optional: true })(Pbkdf2Parameters.prototype, 'keyLength');
AsnProp({ type: AlgorithmIdentifier, optional: true })(Pbkdf2Parameters.prototype, 'prf');

const PBKDF2_OID = '1.2.840.113549.1.5.12';

/** The library throws for anything that does not fit; here that is an answer. */
function parse<T>(der: BufferSource, type: new () => T): T | null {
  try {
    return AsnConvert.parse(der, type);
  } catch {
    return null;
  }
}

const octets = (value: OctetString) => new Uint8Array(value.buffer.slice(0));

export function parsePkcs8(der: BufferSource): WrappedKey | null {
  const info = parse(der, PrivateKeyInfo);
  return info && { oid: info.privateKeyAlgorithm.algorithm, key: octets(info.privateKey) };
}

/** PKCS#1. `multi-prime` for a key of more than two primes, which WebCrypto does not take. */
export function parsePkcs1(der: BufferSource): RsaIntegers | 'multi-prime' | null {
  const key = parse(der, RSAPrivateKey);
  if (key === null) return null;
  if (key.otherPrimeInfos !== undefined) return 'multi-prime';
  return {
    n: new Uint8Array(key.modulus),
    e: new Uint8Array(key.publicExponent),
    d: new Uint8Array(key.privateExponent),
    p: new Uint8Array(key.prime1),
    q: new Uint8Array(key.prime2),
    dp: new Uint8Array(key.exponent1),
    dq: new Uint8Array(key.exponent2),
    qi: new Uint8Array(key.coefficient),
  };
}

export function parseSpki(der: BufferSource): WrappedKey | null {
  return wrapped(parse(der, SubjectPublicKeyInfo));
}

export function parseCertificate(der: BufferSource): WrappedKey | null {
  return wrapped(parse(der, Certificate)?.tbsCertificate.subjectPublicKeyInfo ?? null);
}

function wrapped(info: SubjectPublicKeyInfo | null): WrappedKey | null {
  return info && { oid: info.algorithm.algorithm, key: new Uint8Array(info.subjectPublicKey) };
}

export function parsePkcs1Public(der: BufferSource): Pick<RsaIntegers, 'n' | 'e'> | null {
  const key = parse(der, RSAPublicKey);
  return key && { n: new Uint8Array(key.modulus), e: new Uint8Array(key.publicExponent) };
}

export function parseEncryptedPkcs8(der: BufferSource): EncryptedKey | null {
  const info = parse(der, EncryptedPrivateKeyInfo);
  return (
    info && {
      oid: info.encryptionAlgorithm.algorithm,
      parameters: info.encryptionAlgorithm.parameters ?? null,
      data: octets(info.encryptedData),
    }
  );
}

export function parsePbes2(parameters: BufferSource): Pbes2 | null {
  const outer = parse(parameters, Pbes2Parameters);
  if (outer === null) return null;
  const { keyDerivation, encryption } = outer;
  const inner = keyDerivation.parameters && parse(keyDerivation.parameters, Pbkdf2Parameters);
  const iv = encryption.parameters && parse(encryption.parameters, OctetString);
  const isPbkdf2 = keyDerivation.algorithm === PBKDF2_OID;
  if (isPbkdf2 && !inner) return null;
  return {
    keyOid: keyDerivation.algorithm,
    cipherOid: encryption.algorithm,
    iv: iv ? octets(iv) : null,
    pbkdf2:
      isPbkdf2 && inner
        ? {
            salt: octets(inner.salt),
            rounds: Number(inner.iterationCount),
            prfOid: inner.prf?.algorithm ?? null,
          }
        : null,
  };
}
