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
  /** Well-formed, but the numbers of the key do not belong together. */
  inconsistent: None;
  /** Well-formed and consistent, but this browser's WebCrypto does not sign with it. */
  'refused-by-browser': None;
  'several-keys': { readonly count: number };

  'public-key': None;
  'ssh-public-key': None;
  certificate: None;
  'certificate-request': None;
  /** A signed token (JWT), not a key. */
  token: None;

  /** `command` converts the file; it writes a new file and leaves the old one as it is. */
  openssh: { readonly command: string };
  'pem-encrypted': { readonly command: string };
  pkcs12: { readonly command: string };
  putty: { readonly command: string };

  'needs-passphrase': None;
  'wrong-passphrase': None;
  'unsupported-encryption': { readonly name: string; readonly command: string };
  'too-many-rounds': { readonly rounds: number; readonly most: number; readonly command: string };
  'encrypted-jwk': None;
  /** A private JWK without `p`, `q`, `dp`, `dq` or `qi`, which WebCrypto needs. */
  'jwk-incomplete': None;

  'ec-key': None;
  'ed25519-key': None;
  'other-algorithm': { readonly name: string };
  'too-short': { readonly bits: number; readonly least: number };
  'too-big': { readonly bits: number; readonly most: number };
}

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

/** Names that need no quoting in any shell and cannot be taken for an option. */
const PLAIN_NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$/;

/**
 * The commands that turn other files into one that Gavel reads. Each writes a new file. The name of
 * the host's file is put in only where it is safe in every shell; a placeholder stands in otherwise.
 */
export function commands(fileName: string | undefined) {
  const from = fileName !== undefined && PLAIN_NAME.test(fileName) ? fileName : 'your-key-file';
  const to = from === 'gavel-key.pem' ? 'gavel-key-2.pem' : 'gavel-key.pem';
  return {
    /** `ssh-keygen -p` rewrites in place, hence the copy. Asks for the old passphrase if there is one. */
    openssh: `cp ${from} ${to} && chmod 600 ${to} && ssh-keygen -p -m PEM -N "" -f ${to}`,
    /** Asks for the old passphrase and for a new one. */
    pkcs8: `openssl pkcs8 -topk8 -v2 aes256 -in ${from} -out ${to}`,
    pkcs12: `openssl pkcs12 -in ${from} -nocerts -aes256 -out ${to}`,
    putty: `puttygen ${from} -O private-openssh -o ${to}`,
  };
}
export type Commands = ReturnType<typeof commands>;

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
