import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HostKey } from '~/tests/e2e/support/host-key';

/** Writes a throw-away private key as the JaaS console names it; returns the file's path. */
export async function writeKeyFile(folder: string, key: HostKey): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `throw-away-${key.keyId}.pk`);
  await writeFile(path, key.pkcs8Pem, { mode: 0o600 });
  return path;
}
