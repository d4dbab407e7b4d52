import type { Commands } from './commands';
import { algorithmKind, algorithmName, derShape, hasLegacyEncryption } from './der';
import { type RsaPrivateJwk, toJwk } from './jwk';
import { openEncryptedPkcs8 } from './open-encrypted';
import type { Opening } from './opening';
import { type KeyFileRefusal, refuse } from './refusal';

type DerFormat = 'pkcs8' | 'pkcs1' | 'encrypted-pkcs8';

export type DerKey =
  | { readonly ok: true; readonly jwk: RsaPrivateJwk; readonly format: DerFormat }
  | KeyFileRefusal;

/**
 * Reads PKCS#8, PKCS#1 or encrypted PKCS#8 in DER, and says what else it is. The library for ASN.1
 * is loaded only when there is a private key inside.
 */
export async function readDer(der: Uint8Array<ArrayBuffer>, opening: Opening): Promise<DerKey> {
  const { known } = opening;
  const shape = derShape(der);
  switch (shape) {
    case 'pkcs8':
      return fromPkcs8(der, 'pkcs8');
    case 'pkcs1':
      return fromPkcs1(der, 'pkcs1');
    case 'encrypted-pkcs8': {
      const name = der.join();
      const opened =
        opening.opened.get(name) ??
        (await openEncryptedPkcs8(der, opening, await import('./asn1')));
      opening.opened.set(name, opened);
      return opened.ok ? fromPkcs8(opened.der, 'encrypted-pkcs8') : opened;
    }
    case 'spki':
    case 'pkcs1-public':
      return refuse('public-key');
    case 'certificate':
    case 'certificate-request':
      return refuse(shape);
    case 'pkcs12':
      return refusePkcs12(der, known);
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

function refusePkcs12(der: Uint8Array, { pkcs12, legacyPkcs12 }: Commands): KeyFileRefusal {
  const legacy = hasLegacyEncryption(der);
  return { ok: false, code: 'pkcs12', params: { command: legacy ? legacyPkcs12 : pkcs12, legacy } };
}
