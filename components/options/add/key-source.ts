import type { ReadKey } from '~/utils/keys/import/read-key';

/** A file that was chosen or dropped. Its content is not put on the screen. */
export interface ChosenFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What was pasted, or the file that was chosen or dropped. */
export type KeySource = string | ChosenFile;

/** A file of a key is a few kilobytes; a megabyte is something else. In bytes. */
const FILE_LIMIT = 1_048_576;

type OpenedFile =
  | { readonly ok: true; readonly file: ChosenFile }
  | { readonly ok: false; readonly code: 'too-large' | 'unreadable' };

/** Takes the bytes of a file, if they can be a key's. */
export async function openFile(file: File): Promise<OpenedFile> {
  if (file.size > FILE_LIMIT) return { ok: false, code: 'too-large' };
  const bytes = await file.arrayBuffer().catch(() => null);
  if (bytes === null) return { ok: false, code: 'unreadable' };
  return { ok: true, file: { name: file.name, bytes: new Uint8Array(bytes) } };
}

/**
 * Reads a key in this page: nothing of it goes anywhere else. The reader is loaded when it is needed.
 *
 * @param passphrase of an encrypted file; empty where none was typed
 */
export async function readSource(source: KeySource, passphrase: string): Promise<ReadKey> {
  const { readKeyBytes, readKeyText } = await import('~/utils/keys/import/read-key');
  const options = passphrase ? { passphrase } : {};
  return typeof source === 'string'
    ? readKeyText(source, options)
    : readKeyBytes(source.bytes, { ...options, fileName: source.name });
}

export type ReadSource = typeof readSource;
