import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing';

/** A test that asserts nothing proves nothing: it fails. */
const expect = { requireAssertions: true };

/** Longer than any test takes, on any machine: it ends what hangs. In milliseconds. */
const ENDS_WHAT_HANGS_MS = 300_000;

/** The tests of tests/e2e that run in Firefox as well, and those that do so only in `npm run test:deep`. */
const IN_FIREFOX_TOO = [
  'tests/e2e/host-story.test.ts',
  ...(process.env.GAVEL_TESTS === 'deep' ? ['tests/e2e/stopped-worker.test.ts'] : []),
];

export default defineConfig({
  test: {
    reporters: ['default', './scripts/test/reporter.ts'],
    projects: [
      {
        plugins: [WxtVitest(), preact()],
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
          globalSetup: 'tests/unit/global-setup.ts',
          setupFiles: ['tests/unit/setup.ts'],
          testTimeout: ENDS_WHAT_HANGS_MS,
          hookTimeout: ENDS_WHAT_HANGS_MS,
          maxWorkers: '100%',
          expect,
        },
      },
      {
        plugins: [WxtVitest()],
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          environment: 'node',
          globalSetup: 'tests/e2e/support/global-setup.ts',
          setupFiles: ['tests/e2e/support/another-try.ts'],
          // One more try, which the closing table names; under stress there is none.
          retry: 1,
          testTimeout: ENDS_WHAT_HANGS_MS,
          hookTimeout: ENDS_WHAT_HANGS_MS,
          maxWorkers: 2,
          expect,
        },
      },
      {
        plugins: [WxtVitest()],
        test: {
          name: 'jitsi',
          include: ['tests/jitsi/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['tests/e2e/support/global-setup.ts', 'tests/jitsi/support/global-setup.ts'],
          retry: 1,
          testTimeout: ENDS_WHAT_HANGS_MS,
          hookTimeout: ENDS_WHAT_HANGS_MS,
          expect,
          // Each file has a server and a browser of its own: one after the other.
          fileParallelism: false,
        },
      },
      {
        plugins: [WxtVitest()],
        test: {
          name: 'firefox',
          include: ['tests/firefox/**/*.test.ts', ...IN_FIREFOX_TOO],
          environment: 'node',
          globalSetup: 'tests/firefox/support/global-setup.ts',
          setupFiles: ['tests/e2e/support/another-try.ts'],
          retry: 1,
          testTimeout: ENDS_WHAT_HANGS_MS,
          hookTimeout: ENDS_WHAT_HANGS_MS,
          expect,
        },
      },
    ],
  },
});
