import type { Command } from '../browser/install';
import type { Machine } from '../browser/machine';
import type { Finding } from './find';

export type Plan =
  | { readonly kind: 'use'; readonly path: string }
  | { readonly kind: 'install'; readonly commands: readonly Command[] }
  /** Neither there nor to be had: `message` says what a person can do about it. */
  | { readonly kind: 'cannot'; readonly message: string };

const APT_GET = '/usr/bin/apt-get';

/** Waits for another apt to finish; what the package recommends is not needed. */
const INSTALL: readonly Command[] = [
  [APT_GET, '-o', 'DPkg::Lock::Timeout=120', 'update'],
  [
    APT_GET,
    ...['-o', 'DPkg::Lock::Timeout=120', 'install', '-y', '--no-install-recommends', 'prosody'],
  ],
];

/** What to do so that there is a Prosody: use one, install Debian's, or say what a person must do. */
export function planProsody(finding: Finding, machine: Machine): Plan {
  if (finding.kind === 'found') return { kind: 'use', path: finding.path };
  if (finding.kind === 'bad-path') {
    return {
      kind: 'cannot',
      message: `PROSODY_PATH is ${finding.path}, but no program can be started there.`,
    };
  }
  if (!machine.isExecutable(APT_GET)) {
    return {
      kind: 'cannot',
      message:
        'No Prosody was found. Install version 0.12 or newer (https://prosody.im/download), or name one: PROSODY_PATH=/path/to/prosody',
    };
  }
  return machine.isRoot
    ? { kind: 'install', commands: INSTALL }
    : {
        kind: 'cannot',
        message:
          'No Prosody was found. Install it:  sudo apt-get update && sudo apt-get install -y prosody\nor name one:  PROSODY_PATH=/path/to/prosody',
      };
}
