import { type Command, runShown } from '../browser/install';
import { type Machine, thisMachine } from '../browser/machine';
import { findProsody } from './find';
import { planProsody } from './install';
import { withoutService } from './no-service';

export interface EnsureOptions {
  /** Shown to the person who waits. */
  readonly log: (line: string) => void;
  readonly machine?: Machine;
  readonly run?: (command: Command) => Promise<void>;
  /** Around the installation; see {@link withoutService}. */
  readonly guard?: (install: () => Promise<void>) => Promise<void>;
}

export type Ensured =
  | { readonly kind: 'ready'; readonly path: string }
  | { readonly kind: 'cannot'; readonly message: string };

/**
 * The path of a Prosody to start. Installs Debian's package, without its service, when there is none
 * and this process is root.
 *
 * @throws when an installation was tried and failed
 */
export async function ensureProsody(options: EnsureOptions): Promise<Ensured> {
  const { log, machine = thisMachine(), run = runShown, guard = withoutService } = options;
  const plan = planProsody(findProsody(machine), machine);
  if (plan.kind === 'cannot') return plan;
  if (plan.kind === 'install') {
    await guard(async () => {
      for (const command of plan.commands) {
        log(`no Prosody found, running: ${command.join(' ')}`);
        await run(command);
      }
    });
  }
  const found = findProsody(machine);
  if (found.kind !== 'found') throw new Error('Debian’s prosody was installed, but is not there');
  log(`Prosody: ${found.path}`);
  return { kind: 'ready', path: found.path };
}
