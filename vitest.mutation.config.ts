import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing';

/** The unit tests that mutation testing asks; those of the interface would only make it slower. */
export default defineConfig({
  plugins: [WxtVitest(), preact()],
  test: {
    include: [
      'tests/unit/{jaas,messages,journal,actions,keys,storage,background,borders}/**/*.test.{ts,tsx}',
    ],
    // All random inputs: a mutant may be noticed by few of them.
    env: { GAVEL_TESTS: 'deep' },
    environment: 'happy-dom',
    globalSetup: 'tests/unit/global-setup.ts',
    setupFiles: ['tests/unit/setup.ts'],
    testTimeout: 60_000,
  },
});
