import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  sign,
} from 'node:crypto';
import { promisify } from 'node:util';

/**
 * Signs the signing input of a JWS as RS256: RSASSA-PKCS1-v1_5 over SHA-256 (RFC 7518 §3.3). A key
 * management service takes the place of a file by this one function; README.md has the calls.
 */
export type Signer = (signingInput: Uint8Array) => Promise<Uint8Array>;

export interface SigningKey {
  readonly sign: Signer;
  /** What is uploaded to the JaaS console, and what Gavel checks tokens with. */
  readonly publicKeyPem: string;
}

/** Shorter RSA keys are not safe any more, and RFC 7518 §3.3 forbids them. */
const SHORTEST_KEY_BITS = 2048;

/**
 * The key of a PEM file, PKCS#8 or PKCS#1.
 *
 * @throws an `Error` that says what to do; it never holds anything of the key
 */
export function signingKey(pem: string): SigningKey {
  const key = readPrivateKey(pem);
  const type = key.asymmetricKeyType ?? 'unknown';
  if (type !== 'rsa') {
    throw new Error(`JaaS verifies RS256, which needs an RSA key. This key is of type ${type}.`);
  }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < SHORTEST_KEY_BITS) {
    throw new Error(`The RSA key has ${bits} bits. It needs at least ${SHORTEST_KEY_BITS}.`);
  }
  const signInPool = promisify(sign);
  return {
    sign: (signingInput) => signInPool('sha256', signingInput, key),
    publicKeyPem: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(),
  };
}

/** A fresh RSA key, for trying things out: JaaS refuses its tokens until the public key is uploaded. */
export async function throwAwayKey(): Promise<SigningKey> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return signingKey(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
}

function readPrivateKey(pem: string): KeyObject {
  if (/ENCRYPTED/.test(pem)) {
    throw new Error(
      'The key is encrypted. Decrypt it first: openssl pkey -in key.pem -out plain.pem',
    );
  }
  if (/BEGIN OPENSSH PRIVATE KEY/.test(pem)) {
    throw new Error(
      'The key is in the format of OpenSSH. Convert a copy of it: ssh-keygen -p -m PEM -N "" -f copy',
    );
  }
  if (/BEGIN (?:RSA )?PUBLIC KEY|BEGIN CERTIFICATE/.test(pem)) {
    throw new Error('This is the public half. The service needs the private key.');
  }
  try {
    return createPrivateKey(pem);
  } catch {
    // The reason that OpenSSL gives helps nobody, and what it quotes is not ours to choose.
    throw new Error(
      'This is no private key in PEM, which begins with BEGIN PRIVATE KEY or BEGIN RSA PRIVATE KEY.',
    );
  }
}
