/**
 * Whether everything is played: each kill point, each random input. Else what docs/testing.md says that
 * the quick run keeps. Set by `npm run test:deep`.
 */
export const DEEP = process.env.GAVEL_TESTS === 'deep';

/** Whether random inputs are drawn anew in this run, to find what no earlier one tried. Set by whoever looks for faults. */
export const DRAWS_ANEW = process.env.GAVEL_SEED === 'random';

/** How many random inputs to try, of so many in a deep run. */
export function inputs(whole: number): number {
  return DEEP ? whole : Math.ceil(whole / 5);
}
