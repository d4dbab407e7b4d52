// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { Machine } from '~/scripts/browser/machine';
import { prosodyConfig } from '~/scripts/prosody/config';
import { ensureProsody } from '~/scripts/prosody/ensure';
import { machineWith } from './machine';

const APT = '/usr/bin/apt-get';

/** Lets `ensureProsody` run on a machine where `apt-get install` brings the server. */
async function ensure(start: Machine, { installs = true } = {}) {
  const ran: string[] = [];
  let guarded = 0;
  let installed = false;
  const machine: Machine = {
    ...start,
    isExecutable: (path) => start.isExecutable(path) || (installed && path === '/usr/bin/prosody'),
  };
  const ensured = await ensureProsody({
    machine,
    log: () => undefined,
    guard: async (install) => {
      guarded += 1;
      await install();
    },
    run: async (command) => {
      ran.push(command.join(' '));
      installed = installs && command.includes('install');
    },
  });
  return { ensured, ran, guarded };
}

describe('making sure that there is a Prosody', () => {
  it('takes the one that is there, and installs nothing', async () => {
    const { ensured, ran } = await ensure(machineWith(['/usr/bin/prosody', APT], { isRoot: true }));
    expect(ensured).toEqual({ kind: 'ready', path: '/usr/bin/prosody' });
    expect(ran).toEqual([]);
  });

  it('takes the one that PROSODY_PATH names, and names a mistake in it', async () => {
    const env = { PATH: '/usr/bin', PROSODY_PATH: '/opt/prosody' };
    const { ensured } = await ensure(machineWith(['/usr/bin/prosody', '/opt/prosody'], { env }));
    expect(ensured).toEqual({ kind: 'ready', path: '/opt/prosody' });
    const wrong = await ensure(machineWith(['/usr/bin/prosody'], { env }));
    expect(wrong.ensured).toMatchObject({
      kind: 'cannot',
      message: expect.stringContaining('/opt/prosody'),
    });
  });

  it('installs the package when root, in a way that starts no service', async () => {
    const { ensured, ran, guarded } = await ensure(machineWith([APT], { isRoot: true }));
    expect(ensured).toEqual({ kind: 'ready', path: '/usr/bin/prosody' });
    expect(ran.map((line) => line.split(' ').at(-1))).toEqual(['update', 'prosody']);
    expect(guarded).toBe(1);
  });

  it('says what a person must do who is not root, or has no apt', async () => {
    const { ensured, ran } = await ensure(machineWith([APT]));
    expect(ensured).toMatchObject({
      kind: 'cannot',
      message: expect.stringContaining('sudo apt-get'),
    });
    expect(ran).toEqual([]);
    const elsewhere = await ensure(machineWith([], { platform: 'darwin', isRoot: true }));
    expect(elsewhere.ensured).toMatchObject({ kind: 'cannot' });
  });

  it('fails when the installation brought none', async () => {
    const machine = machineWith([APT], { isRoot: true });
    await expect(ensure(machine, { installs: false })).rejects.toThrow(/is not there/);
  });
});

describe('the server’s configuration', () => {
  it('listens on loopback only, and has a room service for each AppID', () => {
    const config = prosodyConfig({
      folder: '/srv/prosody',
      appIds: ['vpaas-magic-cookie-a1', 'vpaas-magic-cookie-b2'],
      service: { user: 'focus', password: 'secret' },
      httpPort: 5280,
      xmppPort: 5222,
      asRoot: false,
    });
    expect(config).toContain('interfaces = { "127.0.0.1" }');
    expect(config).toContain('http_interfaces = { "127.0.0.1" }');
    for (const appId of ['vpaas-magic-cookie-a1', 'vpaas-magic-cookie-b2']) {
      expect(config).toContain(`Component "conference.${appId}.8x8.vc" "muc"`);
    }
    expect(config).not.toContain('secret');
  });
});
