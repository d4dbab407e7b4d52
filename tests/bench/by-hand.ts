import { spawn, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importPKCS8, SignJWT } from 'jose';
import type { HostKey } from '~/tests/e2e/support/host-key';
import { preciseNow } from './bench';

/** Where a ban goes (JaaS docs, classic base). */
export function banUrl({ appId }: HostKey, userId: string): string {
  return `https://api-vo.jitsi.net/jaccess/v1/access-management/${appId}/ban/user/${userId}`;
}

/** A token as in {@link import('~/utils/jaas/admin-token')}, valid for an hour: made beforehand. */
export async function adminToken({ appId, keyId, pkcs8Pem }: HostKey): Promise<string> {
  const seconds = Math.floor(Date.now() / 1000);
  return new SignJWT({
    aud: 'jitsi',
    iss: 'chat',
    sub: appId,
    admin: true,
    nbf: seconds - 60,
    exp: seconds + 3600,
  })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: `${appId}/${keyId}` })
    .sign(await importPKCS8(pkcs8Pem, 'RS256'));
}

/** Whether this machine has `curl`. */
export function hasCurl(): boolean {
  return spawnSync('curl', ['--version'], { stdio: 'ignore' }).status === 0;
}

/** The same ban as somebody does it in a terminal: a token by `jose` in Node, the request by `curl`. */
export interface ByHand {
  /** @returns when the first of the two processes was started, in milliseconds since 1970 */
  ban(userId: string): Promise<number>;
}

export async function manual(temp: string, key: HostKey, port: number): Promise<ByHand> {
  const keyFile = join(temp, 'key.pem');
  const script = join(temp, 'token.mjs');
  await writeFile(keyFile, key.pkcs8Pem, { mode: 0o600 });
  await writeFile(script, tokenScript(key, keyFile));
  return {
    async ban(userId) {
      const began = preciseNow();
      const token = await output(process.execPath, [script]);
      await output('curl', [
        ...['--silent', '--insecure', '--request', 'POST'],
        // The simulator stands for the host, as it does for the browser.
        ...['--connect-to', `api-vo.jitsi.net:443:127.0.0.1:${port}`],
        ...['--header', `Authorization: Bearer ${token}`, banUrl(key, userId)],
      ]);
      return began;
    },
  };
}

function tokenScript({ appId, keyId }: HostKey, keyFile: string): string {
  return `import { readFileSync } from 'node:fs';
import { importPKCS8, SignJWT } from ${JSON.stringify(import.meta.resolve('jose'))};
const now = Math.floor(Date.now() / 1000);
const claims = { aud: 'jitsi', iss: 'chat', sub: '${appId}', admin: true, nbf: now - 60, exp: now + 120 };
const key = await importPKCS8(readFileSync(${JSON.stringify(keyFile)}, 'utf8'), 'RS256');
const head = { alg: 'RS256', typ: 'JWT', kid: '${appId}/${keyId}' };
process.stdout.write(await new SignJWT(claims).setProtectedHeader(head).sign(key));
`;
}

function output(command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (some: string) => {
      text += some;
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(text);
      else reject(new Error(`${command} ended with status ${code}`));
    });
  });
}
