/** The shortest passphrase, in code points (NIST SP 800-63B). */
export const LEAST_PASSPHRASE = 8;
/** The longest, in UTF-16 code units. */
export const MOST_PASSPHRASE = 1024;

export type PassphraseProblem = 'passphrase-too-short' | 'passphrase-too-long';

/** What is wrong with a new passphrase; null if nothing is. */
export function passphraseProblem(passphrase: string): PassphraseProblem | null {
  if (passphrase.length > MOST_PASSPHRASE) return 'passphrase-too-long';
  return [...passphrase.normalize('NFC')].length < LEAST_PASSPHRASE ? 'passphrase-too-short' : null;
}
