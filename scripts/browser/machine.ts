import { accessSync, constants, readFileSync } from 'node:fs';

/** What finding and installing a browser needs to know of the machine; tests hand in their own. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
  /** The text of `/etc/os-release`, empty where there is none. */
  readonly osRelease: string;
  /** Whether this absolute path is a file that can be started. */
  isExecutable(path: string): boolean;
}

/** The machine this process runs on. */
export function thisMachine(): Machine {
  return {
    platform: process.platform,
    env: process.env,
    isRoot: process.getuid?.() === 0,
    osRelease: readIfThere('/etc/os-release'),
    isExecutable,
  };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
