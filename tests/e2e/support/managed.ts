import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { thisMachine } from '~/scripts/browser/machine';

/** Where Chromium, and Chrome, look for policies of the machine. */
const PLACES = ['/etc/chromium/policies', '/etc/opt/chrome/policies'];

/**
 * Shell commands that give what follows them another `/etc`, in a mount namespace of its own: the one of the machine,
 * which stays as it is, with the folder in `$POLICIES` for the policies.
 */
const OWN_ETC = [
  'set -e',
  'own=$(mktemp -d)',
  'mount -t tmpfs none "$own"',
  'mkdir "$own/upper" "$own/work"',
  'mount -t overlay overlay -o "lowerdir=/etc,upperdir=$own/upper,workdir=$own/work" /etc',
  ...PLACES.flatMap((place) => [`mkdir -p ${place}`, `mount --bind "$POLICIES" ${place}`]),
  // It stays in use by the overlay, and is in nobody's way.
  'umount --lazy "$own"',
  'rmdir "$own"',
];

/** Why no policy can be handed to a browser of this machine without changing the machine; null where one can. */
export function whyNotManaged(): string | null {
  const { platform, isRoot } = thisMachine();
  if (platform !== 'linux') return 'only on Linux';
  if (!isRoot) return 'only as root';
  const tried = spawnSync('unshare', ['--mount', 'sh', '-c', OWN_ETC.join('\n')], {
    env: { ...process.env, POLICIES: tmpdir() },
  });
  return tried.status === 0 ? null : 'mount namespaces are not allowed here';
}

/** A browser whose administrator is the test. */
export interface ManagedBrowser {
  /** To be started in the place of the browser. */
  readonly executablePath: string;
  /** Sets the policy of an extension, or takes it away. The browser hears of it, in its own time. */
  decide(extensionId: string, policy: object | null): Promise<void>;
  remove(): Promise<void>;
}

export async function manageBrowser(executablePath: string): Promise<ManagedBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'gavel-managed-'));
  const policies = join(folder, 'policies');
  await mkdir(join(policies, 'managed'), { recursive: true });
  const script = join(folder, 'browser');
  const commands = [...OWN_ETC, `exec ${quoted(executablePath)} "$@"`].join('\n');
  const start = `POLICIES=${quoted(policies)} exec unshare --mount sh -c ${quoted(commands)} sh "$@"`;
  await writeFile(script, `#!/bin/sh\n${start}\n`, { mode: 0o755 });
  return {
    executablePath: script,
    async decide(extensionId, policy) {
      const file = join(policies, 'managed', 'gavel.json');
      if (policy === null) return rm(file, { force: true });
      // In one piece: the browser may read it at any moment.
      const whole = join(folder, 'next.json');
      const content = { '3rdparty': { extensions: { [extensionId]: policy } } };
      await writeFile(whole, JSON.stringify(content));
      await rename(whole, file);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
