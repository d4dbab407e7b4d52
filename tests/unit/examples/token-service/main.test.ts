// @vitest-environment node
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signingKey } from '~/examples/token-service/signer';
import { APP_ID, CHROMIUM_URI, KEY_ID } from '~/tests/organisation/requests';

const FOLDER = 'examples/token-service';

let child: ChildProcess | undefined;

afterEach(() => {
  child?.kill();
});

/** Runs what `npm start` runs, until it has said this or ended. */
async function start(variables: Record<string, string>, until: RegExp, ...files: string[]) {
  const started = spawn(process.execPath, ['--import', 'tsx', 'main.ts', ...files], {
    cwd: FOLDER,
    // Without SystemRoot no program has random numbers on Windows.
    env: {
      PATH: process.env.PATH,
      SystemRoot: process.env.SystemRoot,
      APP_PORT: '0',
      LOGIN_PORT: '0',
      ...variables,
    },
  });
  child = started;
  let output = '';
  const ended = once(started, 'close');
  for (const stream of [started.stdout, started.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
      if (until.test(output)) started.kill();
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

describe('npm start with a file of settings', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(`${tmpdir()}/token-service-`);
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('takes them from there, and what the environment has from the environment', async () => {
    const file = `${folder}/settings.json`;
    const settings = { GAVEL_KID: `${APP_ID}/${KEY_ID}`, GAVEL_HOSTS: ['anna'] };
    await writeFile(file, JSON.stringify(settings));
    const { output } = await start({ GAVEL_HOSTS: 'bob' }, /END PUBLIC KEY/, file);
    expect(output).toContain(APP_ID);
    expect(output).toMatch(/anna.*\(not a host\)/);
    expect(output).toMatch(/bob.*\(host\)/);
  });

  it('says that it is no JSON, and nothing of what is in it', async () => {
    const file = `${folder}/settings.json`;
    await writeFile(file, '-----BEGIN PRIVATE KEY-----');
    const { output, code } = await start({}, /END PUBLIC KEY/, file);
    expect(output).toContain(`${file} is not JSON`);
    expect(output).not.toContain('BEGIN');
    expect(code).toBe(1);
  });
});

describe('the example', () => {
  it('can be copied: it imports nothing but its own files and packages, as they are tested here', async () => {
    const json = async (file: string) => JSON.parse(await readFile(file, 'utf8'));
    const own: Record<string, string> = (await json(`${FOLDER}/package.json`)).dependencies;
    const { dependencies, devDependencies } = await json('package.json');
    const tested: Record<string, string> = { ...devDependencies, ...dependencies };
    for (const [name, version] of Object.entries(own)) expect(version, name).toBe(tested[name]);

    const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.ts'));
    const texts = await Promise.all(names.map((name) => readFile(`${FOLDER}/${name}`, 'utf8')));
    const imported = texts.flatMap((text) => [...text.matchAll(/ from '([^']+)'/g)]);
    const outside = imported
      .map(([, name = '']) => name)
      .filter((name) => !/^(\.\/|node:)/.test(name));
    // What runs it is imported nowhere.
    expect([...new Set([...outside, 'tsx'])].sort()).toEqual(Object.keys(own).sort());
  });
});
