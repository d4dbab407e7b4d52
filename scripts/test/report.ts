import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What one test came to. */
const testSchema = z.object({
  /** From the project's folder, with `/`. */
  file: z.string(),
  /** Its own name behind those of its `describe`s, joined by a space. */
  name: z.string(),
  /** `skipped` is whatever did not run. */
  state: z.enum(['passed', 'failed', 'skipped']),
  /** How often it was tried; 1 for a test that passed or failed at once. */
  tries: z.int().min(0),
  seconds: z.number(),
  /** Why it failed, the last try's reason last. */
  errors: z.array(z.string()),
});

const reportSchema = z.object({
  suite: z.string(),
  tests: z.array(testSchema),
  /** What went wrong outside of tests: a file that does not load, an error that nobody caught. */
  errors: z.array(z.string()),
});

export type TestResult = z.infer<typeof testSchema>;
/** What a suite's run came to, as the test runner itself reports it. */
export type Report = z.infer<typeof reportSchema>;

const FOLDER = join('test-output', 'reports');

/** Where the report of a suite lies, from the project's folder. */
export function reportPath(suite: string): string {
  return join(FOLDER, `${suite}.json`);
}

/** The report of a suite's last run; null where there is none, or none that can be read. */
export async function readReport(suite: string): Promise<Report | null> {
  try {
    return reportSchema.parse(JSON.parse(await readFile(reportPath(suite), 'utf8')));
  } catch {
    return null;
  }
}

/** Forgets what earlier runs came to, so that a suite that does not run has no report. */
export async function forgetReports(): Promise<void> {
  await rm(FOLDER, { recursive: true, force: true });
}
