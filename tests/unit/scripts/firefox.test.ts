// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { ensureFirefox, planFirefox } from '~/scripts/browser/firefox';
import { DEBIAN, machineWith, UBUNTU } from './machine';

describe('making sure that there is a Firefox', () => {
  it('takes the one that FIREFOX_PATH names before any other', () => {
    const machine = machineWith(['/opt/fx/firefox', '/usr/bin/firefox'], {
      env: { PATH: '/usr/bin', FIREFOX_PATH: '/opt/fx/firefox' },
    });
    expect(planFirefox(machine)).toMatchObject({ kind: 'use', path: '/opt/fx/firefox' });
  });

  it('names a FIREFOX_PATH that leads nowhere, and takes no other in its place', () => {
    const env = { PATH: '/usr/bin', FIREFOX_PATH: '/nowhere' };
    const plan = planFirefox(machineWith(['/usr/bin/firefox'], { env }));
    expect(plan).toMatchObject({ kind: 'ask', message: expect.stringContaining('/nowhere') });
  });

  it('installs Debian’s package when root, and shows what it runs', async () => {
    const ran: string[] = [];
    const lines: string[] = [];
    let installed = false;
    const machine = machineWith([], { isRoot: true, osRelease: DEBIAN });
    const path = await ensureFirefox({
      machine: { ...machine, isExecutable: (it) => installed && it === '/usr/bin/firefox-esr' },
      log: (line) => lines.push(line),
      run: async (command) => {
        ran.push(command.join(' '));
        installed = command.includes('firefox-esr');
      },
    });
    expect(path).toBe('/usr/bin/firefox-esr');
    expect(ran).toHaveLength(2);
    expect(lines.at(-1)).toBe('browser: Firefox (/usr/bin/firefox-esr)');
  });

  it.each([
    ['not root', machineWith([], { osRelease: DEBIAN })],
    ['on Ubuntu, whose package is a snap', machineWith([], { isRoot: true, osRelease: UBUNTU })],
  ])('says what to do when %s', async (_name, machine) => {
    await expect(ensureFirefox({ machine, log: () => undefined })).rejects.toThrow(/FIREFOX_PATH=/);
  });
});
