import { afterAll, beforeAll } from 'vitest';
import { LEAST_ROUNDS } from '~/utils/keys/seal';

/**
 * Stretches Gavel's passphrase by one round, in the tests of the file or block that calls this first.
 * Hundreds of thousands take a while and are not what those tests are about. What is sealed still names
 * the real number; that so many are worked through is shown in `seal.test.ts`.
 */
export function fewRounds(): void {
  const { subtle } = crypto;
  const real = subtle.deriveBits;
  const hurried: typeof real = (algorithm, ...rest) => {
    const { iterations = 0 } = Object(algorithm) as Partial<Pbkdf2Params>;
    const fewer = iterations < LEAST_ROUNDS ? iterations : 1;
    return real.call(subtle, { ...Object(algorithm), iterations: fewer }, ...rest);
  };
  beforeAll(() => {
    subtle.deriveBits = hurried;
  });
  afterAll(() => {
    subtle.deriveBits = real;
  });
}
