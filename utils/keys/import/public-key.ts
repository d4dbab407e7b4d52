import { derShape, RSA_OID } from './der';
import { encodeInteger, type RsaPublicJwk, rsaPublicJwkSchema } from './jwk';
import { pemBlocks } from './pem';
import { MAX_FILE_BYTES } from './refusal';
import { cleanText, decodeBase64 } from './text';

export type ReadPublic =
  | { readonly ok: true; readonly jwk: RsaPublicJwk }
  | { readonly ok: false; readonly code: PublicRefusalCode };

/** `private-key`: somebody pasted the wrong half. Nothing of it is kept. */
export type PublicRefusalCode =
  | 'empty'
  | 'too-large'
  | 'private-key'
  | 'not-rsa'
  | 'not-a-public-key';

const SSH_RSA = /(?:^|\s)ssh-rsa ([A-Za-z0-9+/=]{100,8192})/;

/**
 * Reads a public RSA key: PEM (`PUBLIC KEY`, `RSA PUBLIC KEY`, a certificate), the base64 of one
 * without its lines, a line of `ssh-rsa`, or a JWK. Never throws.
 */
export async function readPublicKey(raw: string): Promise<ReadPublic> {
  if (raw.length > MAX_FILE_BYTES) return { ok: false, code: 'too-large' };
  const text = cleanText(raw);
  if (text === '') return { ok: false, code: 'empty' };
  const blocks = pemBlocks(text);
  if (blocks.some((block) => block.label.includes('PRIVATE KEY'))) {
    return { ok: false, code: 'private-key' };
  }
  const ssh = SSH_RSA.exec(text)?.[1];
  if (ssh !== undefined) return fromSsh(decodeBase64(ssh));
  if (text.startsWith('{')) return fromJwk(text);
  const der = decodeBase64(blocks[0]?.body.replaceAll('-', '') ?? text);
  return der === null ? unreadable : fromDer(der);
}

const unreadable: ReadPublic = { ok: false, code: 'not-a-public-key' };

async function fromDer(der: Uint8Array<ArrayBuffer>): Promise<ReadPublic> {
  const shape = derShape(der);
  if (shape === 'pkcs8' || shape === 'pkcs1' || shape === 'encrypted-pkcs8') {
    return { ok: false, code: 'private-key' };
  }
  const asn1 = await import('./asn1');
  if (shape === 'pkcs1-public') return fromNumbers(asn1.parsePkcs1Public(der));
  if (shape !== 'spki' && shape !== 'certificate') return unreadable;
  const info = shape === 'spki' ? asn1.parseSpki(der) : asn1.parseCertificate(der);
  if (info === null) return unreadable;
  return info.oid === RSA_OID
    ? fromNumbers(asn1.parsePkcs1Public(info.key))
    : { ok: false, code: 'not-rsa' };
}

function fromNumbers(key: { readonly n: Uint8Array; readonly e: Uint8Array } | null): ReadPublic {
  if (key === null) return unreadable;
  return { ok: true, jwk: { kty: 'RSA', n: encodeInteger(key.n), e: encodeInteger(key.e) } };
}

/** RFC 4253, 6.6: three strings with their lengths: the type, the exponent, the modulus. */
function fromSsh(bytes: Uint8Array | null): ReadPublic {
  const parts: Uint8Array[] = [];
  for (let at = 0; bytes !== null && at + 4 <= bytes.length && parts.length < 3; ) {
    const length = new DataView(bytes.buffer, bytes.byteOffset + at).getUint32(0);
    if (at + 4 + length > bytes.length) return unreadable;
    parts.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  const [, e, n] = parts;
  return e === undefined || n === undefined ? unreadable : fromNumbers({ n, e });
}

function fromJwk(text: string): ReadPublic {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && 'd' in value) {
      return { ok: false, code: 'private-key' };
    }
    const parsed = rsaPublicJwkSchema.safeParse(value);
    return parsed.success ? { ok: true, jwk: parsed.data } : unreadable;
  } catch {
    return unreadable;
  }
}
