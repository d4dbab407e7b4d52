import { type DerKey, readDer } from './read-der';
import { type Commands, type KeyFileRefusal, refuse } from './refusal';
import { decodeBase64 } from './text';

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

/** One `BEGIN … END` block. */
export interface PemBlock {
  /** The words after BEGIN, e.g. `RSA PRIVATE KEY`. */
  readonly label: string;
  /** The base64 between the two lines, without RFC 1421 headers. */
  readonly body: string;
  /** Whether a header says that the body is encrypted the old way (`Proc-Type: 4,ENCRYPTED`). */
  readonly encrypted: boolean;
  /** Whether its END line is there. */
  readonly closed: boolean;
}

/** One dash is enough: some are lost when a line is copied by hand. Bounded, so that it is linear. */
const BOUNDARY = /- ?(BEGIN|END) ([A-Z0-9 ]{1,40}?) ?-/g;
const ENCRYPTED_HEADER = /Proc-Type: ?4, ?ENCRYPTED/;

/**
 * Finds the PEM blocks (RFC 7468) in `text`, whatever stands around them. Takes blocks on one line
 * and blocks that end without an END line.
 */
export function pemBlocks(text: string): PemBlock[] {
  const boundaries = [...text.matchAll(BOUNDARY)];
  return boundaries.flatMap((boundary, index) => {
    if (boundary[1] !== 'BEGIN') return [];
    const next = boundaries[index + 1];
    const between = text.slice(boundary.index + boundary[0].length, next?.index ?? text.length);
    return [
      {
        label: boundary[2] ?? '',
        body: bodyOf(between),
        encrypted: ENCRYPTED_HEADER.test(between),
        closed: next?.[1] === 'END',
      },
    ];
  });
}

/** Whether `text` has an END line: with no block found, its beginning was lost. */
export function hasEndLine(text: string): boolean {
  return /- ?END [A-Z0-9 ]{1,40}-/.test(text);
}

function bodyOf(between: string): string {
  return between
    .split('\n')
    .filter((line) => !line.includes(':'))
    .join('\n')
    .replace(/-/g, '');
}

const MAGIC = 'openssh-key-v1\0';

/**
 * Refuses OpenSSH's own format by name, with the command that converts it; a key of another kind is
 * called that, because no conversion would help (OpenSSH PROTOCOL.key).
 */
function refuseOpenssh(body: string, { openssh: command }: Commands): KeyFileRefusal {
  const bytes = decodeBase64(body);
  const type = bytes && keyType(bytes);
  if (type === 'ssh-ed25519') return refuse('ed25519-key');
  if (type?.startsWith('ecdsa-')) return refuse('ec-key');
  if (type === 'ssh-dss') return { ok: false, code: 'other-algorithm', params: { name: 'DSA' } };
  return { ok: false, code: 'openssh', params: { command } };
}

/** The type named in the public half, which is never encrypted. Null if the file is cut off. */
function keyType(bytes: Uint8Array): string | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (String.fromCharCode(...bytes.subarray(0, MAGIC.length)) !== MAGIC) return null;
  let at = MAGIC.length;
  // Cipher, key derivation and its options; then the count of keys and the length of the first.
  for (let skipped = 0; skipped < 3; skipped += 1) {
    if (at + 4 > bytes.length) return null;
    at += 4 + view.getUint32(at);
  }
  at += 8;
  if (at + 4 > bytes.length) return null;
  const length = Math.min(view.getUint32(at), 64);
  return String.fromCharCode(...bytes.subarray(at + 4, at + 4 + length));
}
