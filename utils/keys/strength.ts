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
 * called. Of a very long one only the beginning counts.
 *
 * @param about what else somebody would try first, such as the AppID
 */
export async function guessesFor(passphrase: string, about: readonly string[]): Promise<number> {
  estimator ??= loadEstimator().catch((error: unknown) => {
    estimator = null;
    throw error;
  });
  const seen = passphrase.normalize('NFC').slice(0, LOOKED_AT);
  return (await estimator).check(seen, [...CONTEXT, ...about.filter(Boolean)]).guesses;
}

let estimator: ReturnType<typeof loadEstimator> | null = null;

/** More than a megabyte of words: loaded when somebody chooses a passphrase, and by no other page. */
async function loadEstimator() {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
  });
}

/** Returns for how many years one graphics card is kept busy by so many guesses. */
export function yearsFor(guesses: number): number {
  return guesses / GUESSES_PER_SECOND / SECONDS_PER_YEAR;
}
