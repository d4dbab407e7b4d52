import type { Commands } from './commands';
import { type KeyFileRefusal, MAX_FILE_ROUNDS } from './refusal';

/** The PKCS#8 structure inside an encrypted one, or why it cannot be had. */
export type OpenedPkcs8 =
  | { readonly ok: true; readonly der: Uint8Array<ArrayBuffer> }
  | KeyFileRefusal;

/** What it takes to open one key file. */
export interface Opening {
  /** Of an encrypted file, as it was typed. */
  readonly passphrase: string | undefined;
  /** Put into refusals. */
  readonly known: Commands;
  /** How many PBKDF2 rounds may still be worked through for this file; opening counts them down. */
  readonly rounds: { left: number };
  /** What came of each encrypted structure, which may be met in several layers of a file. */
  readonly opened: Map<string, OpenedPkcs8>;
}

/** How often the most rounds are worked through for a passphrase whose letters can be several bytes. */
const MOST_TRIES = 4;

/**
 * Begins to open one file. Of one with a million rounds only the likeliest bytes of its passphrase are tried, of
 * an ordinary one (2048) all of them.
 */
export function newOpening(passphrase: string | undefined, known: Commands): Opening {
  const isPlain = /^\p{ASCII}*$/u.test(passphrase ?? '');
  const left = MAX_FILE_ROUNDS * (isPlain ? 1 : MOST_TRIES);
  return { passphrase, known, rounds: { left }, opened: new Map() };
}
