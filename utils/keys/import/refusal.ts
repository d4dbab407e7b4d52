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
