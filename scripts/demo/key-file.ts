import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type HostKey, newMeetingToken } from '~/tests/e2e/support/host-key';
import { TOKEN_OWNER } from './people';

/** Writes a throw-away private key as the JaaS console names it; returns the file's path. */
export async function writeKeyFile(folder: string, key: HostKey): Promise<string> {
  return writePrivate(folder, `throw-away-${key.keyId}.pk`, key.pkcs8Pem);
}

/** Writes somebody's meeting token, to be pasted into "Ban a token"; returns the file's path. */
export async function writeTokenFile(folder: string, key: HostKey): Promise<string> {
  return writePrivate(folder, 'token-to-ban.txt', `${newMeetingToken(key, TOKEN_OWNER)}\n`);
}

async function writePrivate(folder: string, name: string, text: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  await writeFile(path, text, { mode: 0o600 });
  return path;
}
