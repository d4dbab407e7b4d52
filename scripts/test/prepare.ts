import { ensureChromium } from '~/scripts/browser/ensure';
import { ensureFirefox } from '~/scripts/browser/firefox';
import { buildExtension, isFresh, ROOT } from '~/scripts/build/extension';
import { ensureProsody } from '~/scripts/prosody/ensure';

/** Each step, and the suites that need it. */
interface Step {
  readonly for: readonly string[];
  readonly get: (log: (line: string) => void) => Promise<unknown>;
}

const STEPS: readonly Step[] = [
  { for: ['e2e', 'jitsi'], get: (log) => ensureChromium({ log }) },
  { for: ['firefox'], get: (log) => ensureFirefox({ log }) },
  { for: ['jitsi'], get: (log) => ensureProsody({ log }) },
  { for: ['e2e', 'jitsi'], get: (log) => buildUnlessFresh(log, 'chromium') },
  { for: ['firefox'], get: (log) => buildUnlessFresh(log, 'firefox') },
];

/**
 * Gets what these suites need, once and one after the other, so that no two of them install or build the
 * same thing side by side. What cannot be had is said here and again by the suite that needs it.
 */
export async function prepare(
  suites: readonly string[],
  log: (line: string) => void,
): Promise<void> {
  for (const step of STEPS.filter((one) => one.for.some((name) => suites.includes(name)))) {
    await step.get(log).catch((error: unknown) => {
      log(error instanceof Error ? error.message : `${error}`);
    });
  }
}

async function buildUnlessFresh(log: (line: string) => void, target: 'chromium' | 'firefox') {
  if (!isFresh(ROOT, target)) await buildExtension(log, target);
}
