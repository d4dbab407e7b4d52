// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { ensureChromium } from '~/scripts/browser/ensure';
import type { Machine } from '~/scripts/browser/machine';
import { DEBIAN, FEDORA, MINT, machineWith, RASPBIAN, UBUNTU } from './machine';

/** Lets `ensureChromium` run on a machine where `apt-get install` brings the browser. */
async function ensure(start: Machine, { installs = true } = {}) {
  const ran: string[] = [];
  const lines: string[] = [];
  let installed = false;
  const machine: Machine = {
    ...start,
    isExecutable: (path) => start.isExecutable(path) || (installed && path === '/usr/bin/chromium'),
  };
  const path = await ensureChromium({
    machine,
    log: (line) => lines.push(line),
    run: async ([file, ...args]) => {
      ran.push([file, ...args].join(' '));
      installed = installs && args.includes('install');
    },
  });
  return { path, ran, lines };
}

describe('making sure that there is a browser', () => {
  it('installs nothing where there is one, and says which it takes', async () => {
    const machine = machineWith(['/usr/bin/google-chrome'], { isRoot: true, osRelease: DEBIAN });
    const { path, ran, lines } = await ensure(machine);
    expect(path).toBe('/usr/bin/google-chrome');
    expect(ran).toEqual([]);
    expect(lines).toEqual(['browser: Google Chrome (/usr/bin/google-chrome)']);
  });

  it.each([
    ['Debian', DEBIAN],
    ['a Debian of another name', RASPBIAN],
  ])('installs the package when root on %s, and shows what it runs', async (_name, osRelease) => {
    const { path, ran, lines } = await ensure(machineWith([], { isRoot: true, osRelease }));
    expect(path).toBe('/usr/bin/chromium');
    expect(ran).toEqual([
      'apt-get -o DPkg::Lock::Timeout=120 update',
      'apt-get -o DPkg::Lock::Timeout=120 install -y chromium',
    ]);
    expect(lines[0]).toContain('apt-get');
  });

  it('says what to type on Debian without root', async () => {
    await expect(ensure(machineWith([], { osRelease: DEBIAN }))).rejects.toThrow(
      /sudo apt-get update && sudo apt-get install -y chromium[\s\S]*CHROME_PATH=/,
    );
  });

  it.each([
    ['Ubuntu, whose package is a snap', 'linux', UBUNTU, 'google.com/chrome'],
    ['Mint', 'linux', MINT, 'google.com/chrome'],
    ['Fedora', 'linux', FEDORA, 'google.com/chrome'],
    ['macOS', 'darwin', '', 'brew install --cask google-chrome'],
    ['Windows', 'win32', '', 'winget install Google.Chrome'],
  ] as const)(
    'says what to do on %s, and runs nothing',
    async (_name, platform, osRelease, says) => {
      const machine = machineWith([], { platform, osRelease, isRoot: true });
      await expect(ensure(machine)).rejects.toThrow(says);
      await expect(ensure(machine)).rejects.toThrow('CHROME_PATH=');
    },
  );

  it('does not install over a wrong CHROME_PATH', async () => {
    const env = { CHROME_PATH: '/nowhere' };
    const machine = machineWith([], { env, isRoot: true, osRelease: DEBIAN });
    await expect(ensure(machine)).rejects.toThrow('CHROME_PATH is /nowhere');
  });

  it('says so when the package brought no browser', async () => {
    const machine = machineWith([], { isRoot: true, osRelease: DEBIAN });
    await expect(ensure(machine, { installs: false })).rejects.toThrow('is not there');
  });
});
