import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { runShown } from '../browser/install';

/** Debian asks this program before a package starts its service; 101 means "do not". */
const POLICY = '/usr/sbin/policy-rc.d';
const UPDATE_RC = '/usr/sbin/update-rc.d';

/**
 * Runs an installation that must leave no service behind: the package's own Prosody is started
 * neither now nor at the next boot. A policy that is there already is kept.
 */
export async function withoutService(install: () => Promise<void>): Promise<void> {
  const own = !existsSync(POLICY);
  if (own) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await install();
    if (existsSync(UPDATE_RC)) await runShown([UPDATE_RC, 'prosody', 'disable']);
  } finally {
    if (own) rmSync(POLICY, { force: true });
  }
}
