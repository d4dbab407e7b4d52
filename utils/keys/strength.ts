/** At least so many guesses must be needed for a new passphrase: about three years, see {@link yearsFor}. */
export const LEAST_GUESSES = 1e12;

/**
 * How many passphrases a second one graphics card tries against Gavel's seal (PBKDF2-HMAC-SHA-512,
 * 220 000 rounds): some 6 000 today, rounded up.
 */
const GUESSES_PER_SECOND = 10_000;
const SECONDS_PER_YEAR = 31_557_600;

/** What comes after so many UTF-16 code units is taken for nothing: estimating takes time by the length. */
const LOOKED_AT = 64;

/** What somebody tries first who wants to get into Gavel. */
const CONTEXT = ['gavel', 'jitsi', 'jaas', '8x8', 'vpaas-magic-cookie'];

/**
 * Returns about how many guesses a good guesser needs for a passphrase: one who knows the passwords that
 * were stolen elsewhere, English words and names, keyboard rows, dates, repetitions, and what the key is
 * called. Never more than it is worth, as far as the estimator knows.
 *
 * @param about what else somebody would try first, such as the AppID
 */
export async function guessesFor(passphrase: string, about: readonly string[]): Promise<number> {
  // More than a megabyte of words: loaded when somebody chooses a passphrase, and by no other page.
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  const estimator = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
  });
  const seen = passphrase.normalize('NFC').slice(0, LOOKED_AT);
  return estimator.check(seen, [...CONTEXT, ...about.filter(Boolean)]).guesses;
}

/** Returns for how many years one graphics card is kept busy by so many guesses. */
export function yearsFor(guesses: number): number {
  return guesses / GUESSES_PER_SECOND / SECONDS_PER_YEAR;
}
