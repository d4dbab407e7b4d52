/** What `npm test` runs. */
export interface Suite {
  readonly name: string;
  /** What a contributor reads in the table. */
  readonly about: string;
  /** Commands of `node_modules/.bin`, one after the other; all are run. */
  readonly commands: readonly (readonly string[])[];
}

/** A suite of tests that vitest runs, by the name it has in vitest.config.ts; of these files, or of all. */
function ofVitest(name: string, about: string, files: readonly string[] = []): Suite {
  const reporters = ['reporter', 'progress'].map((file) => `--reporter=./scripts/test/${file}.ts`);
  return { name, about, commands: [['vitest', 'run', '--project', name, ...reporters, ...files]] };
}

const CHECKS: Suite = {
  name: 'checks',
  about: 'format, lint, types, exports',
  commands: [['biome', 'ci', '.'], ['tsc', '--noEmit'], ['knip']],
};

export const SUITES = [
  CHECKS,
  ofVitest('unit', 'units and properties'),
  ofVitest('e2e', 'the built extension in Chromium'),
  ofVitest('firefox', 'the main job in Firefox'),
  ofVitest('jitsi', 'the panel beside the real Jitsi library'),
] as const;

/** Where `npm test` plays a part of all there is, and `npm run test:deep` the whole. */
export const DEEP_SUITES = [
  ofVitest('unit', 'every kill point, more random inputs'),
  ofVitest('e2e', 'the whole fault matrix, every language, another Node', [
    'tests/e2e/fault-matrix.test.ts',
    'tests/e2e/languages.test.ts',
    'tests/e2e/reproducible.test.ts',
  ]),
  ofVitest('firefox', 'all that Firefox and Chromium share', ['tests/e2e']),
] as const;

/** The suite of this name; undefined where there is none. */
export function suiteNamed(name: string): Suite | undefined {
  return SUITES.find((suite) => suite.name === name);
}

/**
 * Which suites run side by side: with more than one core the browsers' tests go beside all others, since
 * they wait more than they work.
 */
export function lanesFor(suites: readonly Suite[], cores: number): (readonly Suite[])[] {
  if (cores < 2) return [suites];
  const isSlow = ({ name }: Suite) => name === 'e2e';
  return [suites.filter(isSlow), suites.filter((suite) => !isSlow(suite))];
}
