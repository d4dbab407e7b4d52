import { ensureChromium } from '~/scripts/browser/ensure';
import { ensureFirefox } from '~/scripts/browser/firefox';
import { buildExtension, isFresh, ROOT } from '~/scripts/build/extension';
import { ensureProsody } from '~/scripts/prosody/ensure';

/**
 * Gets what the suites need, once and one after the other, so that no two of them install or build the
 * same thing side by side. What cannot be had is said here and again by the suite that needs it.
 */
export async function prepare(log: (line: string) => void): Promise<void> {
  const steps: readonly (() => Promise<unknown>)[] = [
    () => ensureChromium({ log }),
    () => ensureFirefox({ log }),
    () => ensureProsody({ log }),
    () => buildUnlessFresh(log, 'chromium'),
    () => buildUnlessFresh(log, 'firefox'),
  ];
  for (const step of steps) {
    await step().catch((error: unknown) =>
      log(error instanceof Error ? error.message : `${error}`),
    );
  }
}

async function buildUnlessFresh(log: (line: string) => void, target: 'chromium' | 'firefox') {
  if (!isFresh(ROOT, target)) await buildExtension(log, target);
}
