import type { TestProject } from 'vitest/node';
import { ensureProsody } from '~/scripts/prosody/ensure';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The Prosody to start; null where this machine has none and cannot get one. */
    prosodyPath: string | null;
  }
}

/**
 * Once before all tests with the real library: a Prosody to start. Where there can be none, the tests
 * are skipped and that is said; in CI it is an error.
 */
export default async function setup(project: TestProject): Promise<void> {
  const ensured = await ensureProsody({ log: console.log });
  if (ensured.kind === 'ready') return project.provide('prosodyPath', ensured.path);
  if (process.env.CI) throw new Error(ensured.message);
  const bar = '='.repeat(80);
  console.warn(`${bar}\nSKIPPED: the tests with the real library.\n${ensured.message}\n${bar}`);
  project.provide('prosodyPath', null);
}
