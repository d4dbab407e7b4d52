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
