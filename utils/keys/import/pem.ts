import type { Commands } from './commands';
import { harmOf, readingsOf } from './harm';
import type { Opening } from './opening';
import { type DerKey, readDer } from './read-der';
import { type KeyFileRefusal, refuse } from './refusal';
import { decodeBase64 } from './text';
import { belongTogether } from './verify';

/** Reads the one private key among the blocks; without one, says what the first block is. */
export async function readPem(blocks: readonly PemBlock[], opening: Opening): Promise<DerKey> {
  const own = withoutCopies(blocks.filter((block) => block.label.includes('PRIVATE KEY')));
  if (own.length > 1) return { ok: false, code: 'several-keys', params: { count: own.length } };
  const [block] = own;
  return block === undefined ? refuseOther(blocks[0]) : readPrivate(block, opening);
}

/** The same block twice in a file is one key. */
function withoutCopies(blocks: readonly PemBlock[]): PemBlock[] {
  const bodies = new Map(blocks.map((block) => [block.body.replace(/[\s-]/g, ''), block]));
  return [...bodies.values()];
}

async function readPrivate(block: PemBlock, opening: Opening): Promise<DerKey> {
  if (block.label === 'OPENSSH PRIVATE KEY') return refuseOpenssh(block.body, opening.known);
  if (block.label.startsWith('PGP')) return otherAlgorithm('PGP');
  if (block.encrypted) {
    return { ok: false, code: 'pem-encrypted', params: { command: opening.known.pkcs8 } };
  }
  return (await readBody(block.body, opening)) ?? harmOf(block.body, block.closed);
}

/**
 * Reads the base64 of a key in each way in which it can be read. Null where it makes no whole structure.
 */
export async function readBody(body: string, opening: Opening): Promise<DerKey | null> {
  const [plain, ...others] = readingsOf(body);
  const key = plain && (await readDer(plain, opening));
  if (key !== null && (key.ok || !HALF.includes(key.code))) return key;
  for (const other of others) {
    const read = await readDer(other, opening);
    // What was undone is no guess: numbers of this size fit together by no accident.
    if (read.ok ? belongTogether(read.jwk) : PROVEN.includes(read.code)) return read;
  }
  return null;
}

/** Codes of what is no whole structure. */
const HALF: readonly string[] = ['not-a-key', 'mangled', 'truncated'];

/** Codes that tell of an encryption whose parameters are all in place. */
const PROVEN: readonly string[] = ['needs-passphrase', 'wrong-passphrase', 'too-many-rounds'];

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
  /** What stands between the two lines, without RFC 1421 headers; dashes of the lines may be left. */
  readonly body: string;
  /** Whether a header says that the body is encrypted the old way (`Proc-Type: 4,ENCRYPTED`). */
  readonly encrypted: boolean;
  /** Whether its END line is there. */
  readonly closed: boolean;
}

/**
 * One dash is enough: some are lost when a line is copied by hand. A private key has a name that is enough
 * without any, or without its spaces. Bounded, so that it is linear.
 */
const BOUNDARY = new RegExp(
  [
    '- ?(BEGIN|END|begin|end) ([A-Za-z0-9 ]{1,40}?) ?-',
    '\\b(BEGIN|END) ((?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY)\\b',
    '-(BEGIN|END)([A-Z0-9]{0,20}(?:PRIVATE|PUBLIC)KEY)-',
  ].join('|'),
  'g',
);
const ENCRYPTED_HEADER = /Proc-Type: ?4, ?ENCRYPTED/;

/**
 * Finds the PEM blocks (RFC 7468) in `text`, whatever stands around them. Takes blocks on one line
 * and blocks that end without an END line.
 */
export function pemBlocks(text: string): PemBlock[] {
  const boundaries = [...text.matchAll(BOUNDARY)];
  return boundaries.flatMap((boundary, index) => {
    if (kindOf(boundary) !== 'BEGIN') return [];
    const next = boundaries[index + 1];
    const between = text.slice(boundary.index + boundary[0].length, next?.index ?? text.length);
    return [
      {
        label: labelOf(boundary),
        body: bodyOf(between),
        encrypted: ENCRYPTED_HEADER.test(between),
        closed: next !== undefined && kindOf(next) === 'END',
      },
    ];
  });
}

function kindOf(boundary: RegExpExecArray): string | undefined {
  return (boundary[1] ?? boundary[3] ?? boundary[5])?.toUpperCase();
}

function labelOf(boundary: RegExpExecArray): string {
  const label = (boundary[2] ?? boundary[4] ?? boundary[6] ?? '').toUpperCase();
  return label.replace(/ ?(PRIVATE|PUBLIC) ?KEY/, ' $1 KEY').trim();
}

/** Whether `text` has an END line: with no block found, its beginning was lost. */
export function hasEndLine(text: string): boolean {
  return /- ?END [A-Z0-9 ]{1,40}-/.test(text);
}

function bodyOf(between: string): string {
  return between
    .split('\n')
    .filter((line) => !line.includes(':'))
    .join('\n');
}

const MAGIC = 'openssh-key-v1\0';

/**
 * Refuses OpenSSH's own format by name, with the command that converts it; a key of another kind is
 * called that, because no conversion would help (OpenSSH PROTOCOL.key).
 */
function refuseOpenssh(body: string, { openssh: command }: Commands): KeyFileRefusal {
  const bytes = decodeBase64(body.replaceAll('-', ''));
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
