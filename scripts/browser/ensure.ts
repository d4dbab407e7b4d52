import { findChromium } from './find';
import { type Command, planBrowser, runShown } from './install';
import { type Machine, thisMachine } from './machine';

export interface EnsureOptions {
  /** Shown to the person who waits: what was found, what is being installed. */
  readonly log: (line: string) => void;
  readonly machine?: Machine;
  readonly run?: (command: Command) => Promise<void>;
}

/**
 * The path of a browser to drive. Installs Debian's `chromium` when there is none and this process
 * is root on Debian.
 *
 * @throws with what the person must do, where Gavel cannot get a browser by itself
 */
export async function ensureChromium(options: EnsureOptions): Promise<string> {
  const { log, machine = thisMachine(), run = runShown } = options;
  const plan = planBrowser(findChromium(machine), machine);
  if (plan.kind === 'ask') throw new Error(plan.message);
  if (plan.kind === 'use') return use(plan, log);
  for (const command of plan.commands) {
    log(`no browser found, running: ${command.join(' ')}`);
    await run(command);
  }
  const installed = planBrowser(findChromium(machine), machine);
  if (installed.kind !== 'use')
    throw new Error('Debian’s chromium was installed, but is not there');
  return use(installed, log);
}

function use({ name, path }: { name: string; path: string }, log: EnsureOptions['log']): string {
  log(`browser: ${name} (${path})`);
  return path;
}
