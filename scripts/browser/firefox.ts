import { posix } from 'node:path';
import type { EnsureOptions } from './ensure';
import { hasDebianPackages, type Plan, runShown } from './install';
import { type Machine, thisMachine } from './machine';

const LINUX_COMMANDS = ['firefox-esr', 'firefox'];
const LINUX_FOLDERS = ['/usr/local/bin', '/usr/bin'];
const MAC = '/Applications/Firefox.app/Contents/MacOS/firefox';
const WINDOWS = 'C:\\Program Files\\Mozilla Firefox\\firefox.exe';

/** What to do so that there is a Firefox: use one, install Debian's, or say what a person must do. */
export function planFirefox(machine: Machine): Plan {
  const named = machine.env.FIREFOX_PATH;
  if (named) {
    return machine.isExecutable(named)
      ? { kind: 'use', name: 'FIREFOX_PATH', path: named }
      : { kind: 'ask', message: `FIREFOX_PATH is ${named}, but no program can be started there.` };
  }
  const path = usualPlaces(machine).find((place) => machine.isExecutable(place));
  if (path) return { kind: 'use', name: 'Firefox', path };
  if (machine.isRoot && hasDebianPackages(machine)) {
    return {
      kind: 'install',
      commands: [
        ['apt-get', '-o', 'DPkg::Lock::Timeout=120', 'update'],
        ['apt-get', '-o', 'DPkg::Lock::Timeout=120', 'install', '-y', 'firefox-esr'],
      ],
    };
  }
  return {
    kind: 'ask',
    message:
      'No Firefox was found on this machine.\nInstall one (Debian: apt-get install firefox-esr), or name one:  FIREFOX_PATH=/path/to/firefox',
  };
}

/**
 * The path of a Firefox to drive. Installs Debian's `firefox-esr` when there is none and this process
 * is root on Debian.
 *
 * @throws with what the person must do, where Gavel cannot get one by itself
 */
export async function ensureFirefox(options: EnsureOptions): Promise<string> {
  const { log, machine = thisMachine(), run = runShown } = options;
  const plan = planFirefox(machine);
  if (plan.kind === 'ask') throw new Error(plan.message);
  if (plan.kind === 'install') {
    for (const command of plan.commands) {
      log(`no Firefox found, running: ${command.join(' ')}`);
      await run(command);
    }
  }
  const found = planFirefox(machine);
  if (found.kind !== 'use') throw new Error('Debian’s firefox-esr was installed, but is not there');
  log(`browser: ${found.name} (${found.path})`);
  return found.path;
}

function usualPlaces({ platform, env }: Machine): string[] {
  if (platform === 'darwin') return [MAC];
  if (platform === 'win32') return [WINDOWS];
  // A snap's Firefox cannot read what stands in `/tmp` or in hidden folders.
  const onPath = (env.PATH ?? '').split(':').filter((it) => posix.isAbsolute(it));
  const folders = [...new Set([...onPath, ...LINUX_FOLDERS])].filter((it) => it !== '/snap/bin');
  return LINUX_COMMANDS.flatMap((name) => folders.map((folder) => posix.join(folder, name)));
}
