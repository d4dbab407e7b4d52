import { posix, win32 } from 'node:path';
import type { Machine } from './machine';

export interface BrowserPlace {
  readonly path: string;
  readonly name: 'Chromium' | 'Google Chrome' | 'Microsoft Edge';
}

type Name = BrowserPlace['name'];

const LINUX_COMMANDS: ReadonlyArray<readonly [string, Name]> = [
  ['chromium', 'Chromium'],
  ['chromium-browser', 'Chromium'],
  ['google-chrome-stable', 'Google Chrome'],
  ['google-chrome', 'Google Chrome'],
  ['microsoft-edge-stable', 'Microsoft Edge'],
  ['microsoft-edge', 'Microsoft Edge'],
];

const LINUX_FOLDERS = ['/usr/local/bin', '/usr/bin', '/opt/google/chrome', '/opt/microsoft/msedge'];

/** A snap sees neither hidden folders such as `.output` nor `/tmp`: it is the last resort. */
const SNAP_FOLDER = '/snap/bin';

const MAC_BUNDLES: readonly Name[] = ['Chromium', 'Google Chrome', 'Microsoft Edge'];

const WINDOWS_FILES: ReadonlyArray<readonly [string, Name]> = [
  ['Chromium\\Application\\chrome.exe', 'Chromium'],
  ['Google\\Chrome\\Application\\chrome.exe', 'Google Chrome'],
  ['Microsoft\\Edge\\Application\\msedge.exe', 'Microsoft Edge'],
];

/** Where Chromium, Chrome and Edge usually are on this system, best first; not yet looked at. */
export function usualPlaces(machine: Pick<Machine, 'platform' | 'env'>): BrowserPlace[] {
  if (machine.platform === 'win32') return windowsPlaces(machine.env);
  if (machine.platform === 'darwin') return macPlaces(machine.env);
  return linuxPlaces(machine.env);
}

function linuxPlaces(env: Machine['env']): BrowserPlace[] {
  const onPath = (env.PATH ?? '').split(':').filter((folder) => posix.isAbsolute(folder));
  const folders = [...new Set([...onPath, ...LINUX_FOLDERS])].filter((it) => it !== SNAP_FOLDER);
  return [folders, [SNAP_FOLDER]].flatMap((group) =>
    LINUX_COMMANDS.flatMap(([command, name]) =>
      group.map((folder) => ({ path: posix.join(folder, command), name })),
    ),
  );
}

function macPlaces(env: Machine['env']): BrowserPlace[] {
  const folders = ['/Applications', ...(env.HOME ? [posix.join(env.HOME, 'Applications')] : [])];
  return MAC_BUNDLES.flatMap((name) =>
    folders.map((folder) => ({
      path: posix.join(folder, `${name}.app`, 'Contents', 'MacOS', name),
      name,
    })),
  );
}

function windowsPlaces(env: Machine['env']): BrowserPlace[] {
  const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA];
  return WINDOWS_FILES.flatMap(([file, name]) =>
    folders.flatMap((folder) => (folder ? [{ path: win32.join(folder, file), name }] : [])),
  );
}
