import { decodeBase64 } from './base64';
import type { Commands } from './commands';
import { refuseOpenssh } from './openssh';
import type { PemBlock } from './pem-part';
import { type DerKey, readDer } from './read-der-part';
import { type KeyFileRefusal, refuse } from './refusal';

/** Reads the one private key among the blocks; without one, says what the first block is. */
export async function readPem(
  blocks: readonly PemBlock[],
  passphrase: string | undefined,
  known: Commands,
): Promise<DerKey> {
  const own = withoutCopies(blocks.filter((block) => block.label.includes('PRIVATE KEY')));
  if (own.length > 1) return { ok: false, code: 'several-keys', params: { count: own.length } };
  const [block] = own;
  return block === undefined ? refuseOther(blocks[0]) : readPrivate(block, passphrase, known);
}

/** The same block twice in a file is one key. */
function withoutCopies(blocks: readonly PemBlock[]): PemBlock[] {
  const bodies = new Map(blocks.map((block) => [block.body.replace(/\s/g, ''), block]));
  return [...bodies.values()];
}

async function readPrivate(
  block: PemBlock,
  passphrase: string | undefined,
  known: Commands,
): Promise<DerKey> {
  if (block.label === 'OPENSSH PRIVATE KEY') return refuseOpenssh(block.body, known);
  if (block.label.startsWith('PGP')) return otherAlgorithm('PGP');
  if (block.encrypted) {
    return { ok: false, code: 'pem-encrypted', params: { command: known.pkcs8 } };
  }
  const der = decodeBase64(block.body);
  if (der === null) return refuse(block.closed ? 'mangled' : 'truncated');
  const key = await readDer(der, passphrase, known);
  // Bytes that are no structure at all, between lines that promise one.
  if (!key.ok && key.code === 'not-a-key') return refuse(block.closed ? 'mangled' : 'truncated');
  return key;
}

function refuseOther(block: PemBlock | undefined): KeyFileRefusal {
  const label = block?.label ?? '';
  if (label === 'SSH2 PUBLIC KEY') return refuse('ssh-public-key');
  if (label.endsWith('PUBLIC KEY')) return refuse('public-key');
  if (label.endsWith('CERTIFICATE REQUEST')) return refuse('certificate-request');
  if (label.endsWith('CERTIFICATE') || label === 'PKCS7') return refuse('certificate');
  return label.startsWith('PGP') ? otherAlgorithm('PGP') : refuse('not-a-key');
}

function otherAlgorithm(name: string): KeyFileRefusal {
  return { ok: false, code: 'other-algorithm', params: { name } };
}
