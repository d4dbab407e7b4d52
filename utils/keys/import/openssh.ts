import { decodeBase64 } from './base64';
import type { Commands } from './commands';
import { type KeyFileRefusal, refuse } from './refusal';

const MAGIC = 'openssh-key-v1\0';

/**
 * Refuses OpenSSH's own format by name, with the command that converts it; a key of another kind is
 * called that, because no conversion would help (OpenSSH PROTOCOL.key).
 */
export function refuseOpenssh(body: string, { openssh: command }: Commands): KeyFileRefusal {
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
