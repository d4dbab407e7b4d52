import { posix } from 'node:path';
import type { Machine } from '../browser/machine';

export type Finding =
  | { readonly kind: 'found'; readonly path: string }
  /** `PROSODY_PATH` is set, but nothing there can be started: a mistake to name, not to pass over. */
  | { readonly kind: 'bad-path'; readonly path: string }
  | { readonly kind: 'none' };

const FOLDERS = ['/usr/local/bin', '/usr/bin', '/opt/homebrew/bin'];

/** A Prosody XMPP server to start: what `PROSODY_PATH` names, else an installed one. */
export function findProsody(machine: Machine): Finding {
  const named = machine.env.PROSODY_PATH;
  if (named) {
    return machine.isExecutable(named)
      ? { kind: 'found', path: named }
      : { kind: 'bad-path', path: named };
  }
  const onPath = (machine.env.PATH ?? '').split(':').filter((it) => posix.isAbsolute(it));
  const path = [...onPath, ...FOLDERS]
    .map((folder) => posix.join(folder, 'prosody'))
    .find((it) => machine.isExecutable(it));
  return path === undefined ? { kind: 'none' } : { kind: 'found', path };
}
