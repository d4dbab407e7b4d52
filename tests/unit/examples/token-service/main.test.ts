// @vitest-environment node
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { signingKey } from '~/examples/token-service/signer';
import { APP_ID, CHROMIUM_URI, KEY_ID } from '~/tests/organisation/requests';

const FOLDER = 'examples/token-service';

/** Runs what `npm start` runs, until it has said this or ended. */
async function start(variables: Record<string, string>, until: RegExp) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'main.ts'], {
    cwd: FOLDER,
    env: { PATH: process.env.PATH, APP_PORT: '0', LOGIN_PORT: '0', ...variables },
  });
  let output = '';
  const ended = once(child, 'close');
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
      if (until.test(output)) child.kill();
    });
  }
  const [code] = await ended;
  return { output, code };
}

describe('npm start', () => {
  it('says what to open and what Gavel needs, and that its key is thrown away', async () => {
    const { output } = await start({}, /END PUBLIC KEY/);
    expect(output).toContain('throw-away key');
    expect(output).toMatch(/Open +http:\/\/localhost:\d+\n/);
    expect(output).toMatch(/Token route +http:\/\/localhost:\d+\/gavel\/token\n/);
    expect(output).toContain('none: every request is refused');
    expect(output).not.toContain('PRIVATE KEY-----');
  });

  it('takes a key from a file and shows its public half alone', async () => {
    const file = `${process.cwd()}/tests/fixtures/keys/pkcs8.pem`;
    const variables = {
      GAVEL_KEY_FILE: file,
      GAVEL_KID: `${APP_ID}/${KEY_ID}`,
      GAVEL_REDIRECT_URIS: CHROMIUM_URI,
    };
    const { output } = await start(variables, /END PUBLIC KEY/);
    const pem = await readFile(file, 'utf8');
    expect(output).toContain(signingKey(pem).publicKeyPem);
    expect(output).toContain(CHROMIUM_URI);
    expect(output).not.toContain('throw-away');
    for (const line of pem.split('\n').filter(Boolean)) expect(output).not.toContain(line);
  });

  it.each([
    ['a setting', { APP_PORT: 'http' }, 'APP_PORT: must be a whole number'],
    ['a key', { GAVEL_KEY_PEM: 'abc' }, 'This is no private key in PEM'],
    ['a file', { GAVEL_KEY_FILE: 'nowhere.pem' }, 'nowhere.pem'],
  ])('ends with what is wrong with %s', async (_, variables, message) => {
    const { output, code } = await start(variables, /END PUBLIC KEY/);
    expect(output).toContain(message);
    expect(code).toBe(1);
  });
});

describe('the example’s package.json', () => {
  it('names what its files import, in the versions that are tested here', async () => {
    const json = async (file: string) => JSON.parse(await readFile(file, 'utf8'));
    const own: Record<string, string> = (await json(`${FOLDER}/package.json`)).dependencies;
    const { dependencies, devDependencies } = await json('package.json');
    const tested: Record<string, string> = { ...devDependencies, ...dependencies };
    expect(Object.keys(own).sort()).toEqual(['oauth4webapi', 'oidc-provider', 'tsx', 'zod']);
    for (const [name, version] of Object.entries(own)) expect(version, name).toBe(tested[name]);
  });
});
