import type { TestProject } from 'vitest/node';
import { ensureFirefox } from '~/scripts/browser/firefox';
import { buildExtension, extensionDir, isFresh, ROOT } from '~/scripts/build/extension';

/** Once before all tests: a Firefox, and the extension built for it from these sources. */
export default async function setup(project: TestProject): Promise<void> {
  project.provide('browser', 'firefox');
  project.provide('firefoxPath', await ensureFirefox({ log: console.log }));
  project.provide('extensionDir', extensionDir('firefox'));
  if (isFresh(ROOT, 'firefox')) console.log('the extension built for Firefox is up to date');
  else await buildExtension(console.log, 'firefox');
}
