import { spawn } from 'node:child_process';
import type { Finding } from './find';
import type { Machine } from './machine';

export type Command = readonly [file: string, ...args: string[]];

export type Plan =
  | { readonly kind: 'use'; readonly path: string; readonly name: string }
  | { readonly kind: 'install'; readonly commands: readonly Command[] }
  | { readonly kind: 'ask'; readonly message: string };

const APT: readonly Command[] = [
  ['apt-get', '-o', 'DPkg::Lock::Timeout=120', 'update'],
  ['apt-get', '-o', 'DPkg::Lock::Timeout=120', 'install', '-y', 'chromium'],
];

/** What to do so that there is a browser: use one, install Debian's, or say what a person must do. */
export function planBrowser(finding: Finding, machine: Machine): Plan {
  if (finding.kind === 'found') return { kind: 'use', path: finding.path, name: finding.name };
  if (finding.kind === 'bad-chrome-path') {
    return {
      kind: 'ask',
      message: `CHROME_PATH is ${finding.path}, but no program can be started there.\nSet it to the browser's executable, or unset it to let Gavel look for one.`,
    };
  }
  if (!hasDebianPackages(machine)) return { kind: 'ask', message: askFor(machine.platform) };
  return machine.isRoot
    ? { kind: 'install', commands: APT }
    : {
        kind: 'ask',
        message: `${NOTHING_FOUND}\nInstall one:  sudo apt-get update && sudo apt-get install -y chromium\nor name one:  CHROME_PATH=/path/to/chrome`,
      };
}

const NOTHING_FOUND = 'No Chromium, Google Chrome or Microsoft Edge was found on this machine.';

function askFor(platform: NodeJS.Platform): string {
  const install: Partial<Record<NodeJS.Platform, string>> = {
    darwin: 'brew install --cask google-chrome',
    win32: 'winget install Google.Chrome',
  };
  const how = install[platform] ?? 'https://www.google.com/chrome (the .deb or .rpm, not a snap)';
  return `${NOTHING_FOUND}\nInstall one:  ${how}\nor name one:  CHROME_PATH=/path/to/chrome`;
}

/** Ubuntu's browser packages only fetch a snap, which does not run in containers: not meant here. */
export function hasDebianPackages({ platform, osRelease }: Machine): boolean {
  if (platform !== 'linux') return false;
  const ids = [...osRelease.matchAll(/^ID(?:_LIKE)?=(.*)$/gm)].flatMap(([, value]) =>
    (value ?? '').replaceAll('"', '').trim().split(/\s+/),
  );
  return ids.includes('debian') && !ids.includes('ubuntu');
}

/**
 * Runs one command with its output on this terminal.
 *
 * @throws when it cannot be started or ends with another status than 0
 */
export function runShown([file, ...args]: Command): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const child = spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit'], env });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${[file, ...args].join(' ')} ended with status ${code ?? 'unknown'}`));
    });
  });
}
