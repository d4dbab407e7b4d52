import type { Machine } from '~/scripts/browser/machine';

/** A machine on which exactly these files can be started. */
export function machineWith(files: readonly string[], also: Partial<Machine> = {}): Machine {
  return {
    platform: 'linux',
    env: { PATH: '/usr/bin:/bin' },
    isRoot: false,
    osRelease: '',
    isExecutable: (path) => files.includes(path),
    ...also,
  };
}

export const DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\nVERSION_ID="12"\n';
export const RASPBIAN = 'ID=raspbian\nID_LIKE=debian\n';
export const UBUNTU = 'ID=ubuntu\nID_LIKE=debian\n';
export const MINT = 'ID=linuxmint\nID_LIKE="ubuntu debian"\n';
export const FEDORA = 'ID=fedora\n';
