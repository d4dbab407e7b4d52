import type { Commands } from './commands';
import type { KeyFileRefusal, OtherFile } from './refusal';

/** First bytes of files that people choose by mistake, as the specifications of each give them. */
const BEGINNINGS: readonly (readonly [kind: OtherFile, bytes: readonly number[]])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  // Also documents of word processors, Java archives, and what a console packs a download into.
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['gzip', [0x1f, 0x8b, 0x08]],
  ['picture', [0x89, 0x50, 0x4e, 0x47]],
  ['picture', [0xff, 0xd8, 0xff]],
  ['picture', [0x47, 0x49, 0x46, 0x38]],
  ['kdbx', [0x03, 0xd9, 0xa2, 0x9a]],
  // Packets of OpenPGP: secret keys and public ones.
  ['pgp', [0x95, 0x03]],
  ['pgp', [0x95, 0x07]],
  ['pgp', [0x99, 0x01]],
  ['pgp', [0x99, 0x02]],
];

const JKS = [0xfe, 0xed, 0xfe, 0xed];

/** Says what a file is that is told by its first bytes and has no key that can be read. Null for any other. */
export function otherFile(bytes: Uint8Array, { jks }: Commands): KeyFileRefusal | null {
  const begins = (with_: readonly number[]) => with_.every((byte, at) => bytes[at] === byte);
  if (begins(JKS)) return { ok: false, code: 'jks', params: { command: jks } };
  const [kind] = BEGINNINGS.find(([, beginning]) => begins(beginning)) ?? [];
  return kind === undefined ? null : { ok: false, code: 'other-file', params: { kind } };
}
