import type { Command } from './commands';

type None = Record<string, never>;

/** What each refusal tells beside its code. All of it is safe to show, to log and to keep. */
interface RefusalParams {
  empty: None;
  'too-large': { readonly bytes: number; readonly most: number };
  'not-a-key': None;
  /** The file ends too early: an END line or the last bytes are missing. */
  truncated: None;
  /** Letters were changed, lost or added on the way here. */
  mangled: None;
  /** `letters` are in every key: all of them are gone from this one (a `+` that became a space). */
  'letters-lost': { readonly letters: string };
  /** `letters` are in no key: a few of those that are in this one. */
  'foreign-letters': { readonly letters: string };
  /** All capitals, or none. */
  'one-case': None;
  /** A part was covered by `***` or the like. */
  masked: None;
  /** The middle was left out, as `…` shows. */
  shortened: None;
  /** Well-formed, but the numbers of the key do not belong together. */
  inconsistent: None;
  /** Well-formed and consistent, but this browser's WebCrypto does not sign with it. */
  'refused-by-browser': None;
  'several-keys': { readonly count: number };

  'public-key': None;
  'ssh-public-key': None;
  certificate: None;
  'certificate-request': None;
  /** A file of another kind, by the name that people have for it. */
  'other-file': { readonly kind: OtherFile };
  /** A signed token (JWT), not a key. */
  token: None;

  /** `command` converts the file; it writes a new file and leaves the old one as it is. */
  openssh: { readonly command: Command };
  'pem-encrypted': { readonly command: Command };
  /** `legacy`: encrypted in the way of old Windows, which OpenSSL 3 opens only if it is told to. */
  pkcs12: { readonly command: Command; readonly legacy: boolean };
  putty: { readonly command: Command };
  /** A Java keystore of the old kind. */
  jks: { readonly command: Command };

  'needs-passphrase': None;
  'wrong-passphrase': None;
  'unsupported-encryption': { readonly name: string; readonly command: Command };
  'too-many-rounds': { readonly rounds: number; readonly most: number; readonly command: Command };
  'encrypted-jwk': None;
  /** A private JWK without `p`, `q`, `dp`, `dq` or `qi`, which WebCrypto needs. */
  'jwk-incomplete': None;

  'ec-key': None;
  'ed25519-key': None;
  'other-algorithm': { readonly name: string };
  'too-short': { readonly bits: number; readonly least: number };
  'too-big': { readonly bits: number; readonly most: number };
}

/** Kinds of files that are told by their first bytes. */
export type OtherFile = 'pdf' | 'zip' | 'gzip' | 'picture' | 'kdbx' | 'pgp';

export type KeyFileRefusalCode = keyof RefusalParams;

/** Why a file is not taken as a signing key. A closed union: one place turns it into words. */
export type KeyFileRefusal = {
  [Code in KeyFileRefusalCode]: {
    readonly ok: false;
    readonly code: Code;
    readonly params: RefusalParams[Code];
  };
}[KeyFileRefusalCode];

type BareCode = {
  [Code in KeyFileRefusalCode]: RefusalParams[Code] extends None ? Code : never;
}[KeyFileRefusalCode];

/** A refusal that is said by its code alone. */
export function refuse(code: BareCode): KeyFileRefusal {
  return { ok: false, code, params: {} };
}

/** The largest file that is looked at, in bytes. An RSA-8192 key as PEM is under 7 kB. */
export const MAX_FILE_BYTES = 64 * 1024;

/** Samples of JaaS docs are signed with 2048 bits, so this is the floor, not 4096. */
export const MIN_BITS = 2048;

/** The largest modulus that the browsers' crypto libraries agree to sign with. */
export const MAX_BITS = 8192;

/**
 * The most PBKDF2 rounds of an encrypted key file that are worked through. `openssl` writes 2048 by
 * itself; a million keeps a small machine under a second.
 */
export const MAX_FILE_ROUNDS = 1_000_000;

/** What is left to try where a key was not found: the higher one says more. */
export function weightOf({ code }: KeyFileRefusal): number {
  if (code === 'not-a-key' || code === 'empty') return 0;
  if (NO_PRIVATE_KEY.includes(code)) return 1;
  return HARM.includes(code) ? 2 : 3;
}

const NO_PRIVATE_KEY: readonly KeyFileRefusalCode[] = [
  'public-key',
  'ssh-public-key',
  'certificate',
  'certificate-request',
  'token',
  'encrypted-jwk',
  'other-algorithm',
  'other-file',
];

const HARM: readonly KeyFileRefusalCode[] = [
  'truncated',
  'mangled',
  'letters-lost',
  'foreign-letters',
  'one-case',
  'masked',
  'shortened',
];
