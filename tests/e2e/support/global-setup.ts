import type { TestProject } from 'vitest/node';
import { ensureChromium } from '~/scripts/browser/ensure';
import { buildExtension, EXTENSION_DIR, isFresh } from '~/scripts/build/extension';

declare module 'vitest' {
  export interface ProvidedContext {
    browser: 'chromium' | 'firefox';
    /** The executable of the browser. */
    chromePath: string;
    firefoxPath: string;
    /** The folder of the built extension. */
    extensionDir: string;
  }
}

/** Once before all end-to-end tests: a browser, and the extension built from these sources. */
export default async function setup(project: TestProject): Promise<void> {
  project.provide('browser', 'chromium');
  project.provide('chromePath', await ensureChromium({ log: console.log }));
  project.provide('extensionDir', EXTENSION_DIR);
  if (isFresh()) console.log('the built extension is up to date');
  else await buildExtension(console.log);
}
