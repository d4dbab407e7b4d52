// @vitest-environment node
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { FILE_PASSPHRASE as passphrase } from '~/tests/unit/keys/fixture';
import { readKeyBytes } from '~/utils/keys/import/read-key';

/** OpenSSL 3, because it is what writes PKCS#8 by default; LibreSSL lacks some of the options. */
function hasTools(): boolean {
  try {
    const version = execFileSync('openssl', ['version'], { encoding: 'utf8' });
    execFileSync('ssh-keygen', ['-?'], { stdio: 'ignore' });
    return version.startsWith('OpenSSL 3');
  } catch (error) {
    // `ssh-keygen -?` prints its usage and exits with 1; a missing one has no status.
    return (error as { status?: number | null }).status === 1;
  }
}

describe.skipIf(!hasTools())('keys made now by openssl and ssh-keygen', () => {
  let folder = '';
  const read = (name: string, given?: string) =>
    readKeyBytes(new Uint8Array(readFileSync(join(folder, name))), {
      fileName: name,
      ...(given !== undefined && { passphrase: given }),
    });
  const start = (...args: string[]) => {
    const running = promisify(execFile)('sh', args, { cwd: folder });
    running.child.stdin?.end();
    return running;
  };
  const run = (command: string) => {
    const running = start('-c', command);
    // One that asks a person at the terminal ends with the test, whose time limit ends both.
    onTestFinished(() => void running.child.kill());
    return running;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gavel-keys-'));
    await start(fileURLToPath(new URL('../../../fixtures/keys/make.sh', import.meta.url)));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are read, and their fingerprint is the one that openssl prints', async () => {
    const fingerprint = readFileSync(join(folder, 'fingerprint.txt'), 'utf8').trim();
    for (const name of [
      'pkcs8.pem',
      'pkcs1.pem',
      'pkcs8.der',
      'pkcs1.der',
      'text.pem',
      'bundle.pem',
    ]) {
      expect([name, await read(name)]).toMatchObject([name, { ok: true, fingerprint }]);
    }
    for (const name of ['encrypted.pem', 'encrypted.der', 'encrypted-aes256-sha512.pem']) {
      expect([name, await read(name, passphrase)]).toMatchObject([name, { ok: true, fingerprint }]);
    }
    expect(await read('ssh-pem')).toMatchObject({ ok: true, bits: 4096 });
  });

  it.each([
    ['openssh', 'openssh', '', undefined],
    ['openssh-encrypted', 'openssh', `-P '${passphrase}'`, undefined],
    [
      'ssh-pem-encrypted',
      'pem-encrypted',
      `-passin 'pass:${passphrase}' -passout pass:four-words`,
      'four-words',
    ],
    [
      'encrypted-scrypt.pem',
      'unsupported-encryption',
      `-passin 'pass:${passphrase}' -passout pass:four-words`,
      'four-words',
    ],
    [
      'encrypted-3des.pem',
      'unsupported-encryption',
      `-passin 'pass:${passphrase}' -passout pass:four-words`,
      'four-words',
    ],
    [
      'encrypted-absurd.pem',
      'too-many-rounds',
      `-passin 'pass:${passphrase}' -passout pass:four-words`,
      'four-words',
    ],
    [
      'container.p12',
      'pkcs12',
      `-passin 'pass:${passphrase}' -passout pass:four-words`,
      'four-words',
    ],
  ])(
    'the advised command turns %s into a file that is read',
    async (name, code, answers, given) => {
      const refused = await read(name);
      expect(refused).toMatchObject({ ok: false, code });
      if (refused.ok || !('command' in refused.params)) throw new Error('no command');
      // The tools ask for passphrases at the terminal; here they get them as further options.
      await run(`rm -f gavel-key.pem && ${refused.params.command.posix} ${answers}`);
      expect(await read('gavel-key.pem', given)).toMatchObject({ ok: true });
    },
  );

  it.each([
    ['UTF-8', 'Grüße café', "printf 'Gr\\303\\274\\303\\237e caf\\303\\251'"],
    ['letters taken apart', 'Grüße café', "printf 'Gru\\314\\210\\303\\237e cafe\\314\\201'"],
    ['Latin-1', 'Grüße café', "printf 'Gr\\374\\337e caf\\351'"],
    ['CP850', 'Grüße café', "printf 'Gr\\201\\341e caf\\202'"],
  ])(
    'F19: that were encrypted with a passphrase in %s are opened by it',
    async (name, typed, bytes) => {
      const file = `passphrase-${name.replaceAll(' ', '-')}.pem`;
      await run(
        `${bytes} > secret && openssl pkcs8 -topk8 -v2 aes256 -in pkcs8.pem -passout file:secret -out ${file}`,
      );
      expect(await read(file, typed)).toMatchObject({ ok: true, format: 'encrypted-pkcs8' });
      expect(await read(file, 'Grüsse café')).toMatchObject({ code: 'wrong-passphrase' });
    },
  );

  it.each(['my key', "host's key", '-f', '$(echo no)', 'ключ; false'])(
    'F14: the command for the file “%s” converts it and leaves it as it is',
    async (name) => {
      const before = readFileSync(join(folder, 'openssh'));
      writeFileSync(join(folder, name), before);
      const refused = await read(name);
      if (refused.ok || refused.code !== 'openssh') throw new Error('not refused');
      await run(`rm -f gavel-key.pem && ${refused.params.command.posix}`);
      expect(await read('gavel-key.pem')).toMatchObject({ ok: true });
      expect(readFileSync(join(folder, name))).toEqual(before);
    },
  );

  it('F15: a container of old Windows is converted by a command that says so to openssl', async () => {
    await run(
      `openssl pkcs12 -export -legacy -inkey pkcs8.pem -in certificate.pem -passout 'pass:${passphrase}' -out old.pfx`,
    );
    const refused = await read('old.pfx');
    expect(refused).toMatchObject({ code: 'pkcs12', params: { legacy: true } });
    if (refused.ok || refused.code !== 'pkcs12') throw new Error('not refused');
    const answers = `-passin 'pass:${passphrase}' -passout pass:four-words`;
    await run(`rm -f gavel-key.pem && ${refused.params.command.posix} ${answers}`);
    expect(await read('gavel-key.pem', 'four-words')).toMatchObject({ ok: true });
  });
});
