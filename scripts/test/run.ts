import { spawn } from 'node:child_process';
import { type Report, readReport } from './report';
import type { Suite } from './suites';

/** A suite that was run. */
export interface Ran {
  readonly suite: Suite;
  readonly seconds: number;
  /** Whether each of its commands ended with 0. */
  readonly ok: boolean;
  /** What its tests came to; null for commands that are no tests, or where nothing was reported. */
  readonly report: Report | null;
}

/** What a run asks of its suites besides. */
export interface RunOptions {
  /** Further words for the test runner, such as `--retry=0`. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a suite to its end, whatever becomes of it; its output goes to this process's own. */
export async function runSuite(suite: Suite, { args = [], env = {} }: RunOptions): Promise<Ran> {
  const started = performance.now();
  let ok = true;
  for (const [command = '', ...rest] of suite.commands) {
    const more = command === 'vitest' ? args : [];
    ok = (await succeeds(command, [...rest, ...more], env)) && ok;
  }
  const seconds = (performance.now() - started) / 1000;
  return { suite, seconds, ok, report: await readReport(suite.name) };
}

/**
 * Runs suites side by side.
 *
 * @param lanes the suites of one lane run one after the other; a failure keeps nothing from running
 */
export async function runLanes(
  lanes: readonly (readonly Suite[])[],
  options: RunOptions,
): Promise<Ran[]> {
  const ran = await Promise.all(
    lanes.map(async (lane) => {
      const done: Ran[] = [];
      for (const suite of lane) done.push(await runSuite(suite, options));
      return done;
    }),
  );
  return ran.flat();
}

function succeeds(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
      // The commands of `node_modules/.bin` are scripts of the shell there.
      shell: process.platform === 'win32',
    });
    child.once('error', (error) => {
      console.error(`${command} cannot be started: ${error.message}`);
      resolve(false);
    });
    child.once('close', (code) => resolve(code === 0));
  });
}
