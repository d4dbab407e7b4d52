// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { fixtureText } from '~/tests/unit/keys/fixture';
import { commands, MAKE_RSA, SHELLS, type Shell } from '~/utils/keys/import/commands';
import { readKeyBytes } from '~/utils/keys/import/read-key';

const all = (name?: string) => Object.values(commands(name));
const openssh = (name: string) => commands(name).openssh;

describe('F14: a command that converts a key file', () => {
  it('has nothing that the shell does not know', () => {
    for (const command of [...all('id_rsa'), MAKE_RSA]) {
      // Windows PowerShell 5 has no `&&`, and gives a program no empty argument.
      expect(command.powershell).not.toMatch(/&&|\|\||\bcp\b|chmod|""|\\\n/);
      expect(command.cmd).not.toMatch(/\bcp\b|chmod|'|\$|;/);
      expect(command.posix).not.toMatch(/Copy-Item|copy |icacls|%/);
    }
  });

  it('leaves the host’s file as it is: ssh-keygen works on a copy that nobody else may read', () => {
    expect(openssh('id_rsa')).toEqual({
      powershell:
        // biome-ignore lint/suspicious/noTemplateCurlyInString: it is PowerShell's
        'Copy-Item -LiteralPath id_rsa -Destination gavel-key.pem -ErrorAction Stop; icacls gavel-key.pem /inheritance:r /grant:r "${env:USERDOMAIN}\\${env:USERNAME}:F"; ssh-keygen -p -m PEM -f gavel-key.pem',
      cmd: 'copy id_rsa gavel-key.pem && (icacls gavel-key.pem /inheritance:r /grant:r "%USERDOMAIN%\\%USERNAME%:F" & ssh-keygen -p -m PEM -N "" -f gavel-key.pem)',
      posix:
        'cp id_rsa gavel-key.pem && chmod 600 gavel-key.pem && ssh-keygen -p -m PEM -N "" -f gavel-key.pem',
    });
  });

  it.each(['gavel-key.pem', 'Gavel-Key.PEM'])(
    'never writes over the file %s that it reads',
    (name) => {
      for (const command of all(name).flatMap((one) => Object.values(one))) {
        expect(command).not.toMatch(/-out gavel-key.pem|-o gavel-key.pem|-f gavel-key.pem/);
      }
    },
  );

  it.each<[string, Record<Shell, string>]>([
    ['my key', { powershell: "'.\\my key'", cmd: '".\\my key"', posix: "'./my key'" }],
    ['-f', { powershell: "'.\\-f'", cmd: '".\\-f"', posix: "'./-f'" }],
    ['ключ', { powershell: "'.\\ключ'", cmd: '".\\ключ"', posix: "'./ключ'" }],
    ['$(id)', { powershell: "'.\\$(id)'", cmd: '".\\$(id)"', posix: "'./$(id)'" }],
    ["it's", { powershell: "'.\\it''s'", cmd: '".\\it\'s"', posix: "'./it'\\''s'" }],
    ['it’s', { powershell: "'.\\it’’s'", cmd: '".\\it’s"', posix: "'./it’s'" }],
    ['a & b', { powershell: "'.\\a & b'", cmd: '".\\a & b"', posix: "'./a & b'" }],
  ])('takes the file %s for its name alone', (name, quoted) => {
    for (const shell of SHELLS) {
      expect(commands(name).pkcs8[shell]).toBe(
        `openssl pkcs8 -topk8 -v2 aes256 -in ${quoted[shell]} -out gavel-key.pem`,
      );
    }
  });

  it.each<[string, Shell[]]>([
    ['%USERNAME%', ['cmd']],
    ['a!b', ['cmd']],
    ['a"b', ['powershell', 'cmd']],
    ['a\\b', ['powershell', 'cmd', 'posix']],
    ['a\nb', ['powershell', 'cmd', 'posix']],
    ['a\u202eb', ['powershell', 'cmd', 'posix']],
    ['a'.repeat(101), ['powershell', 'cmd', 'posix']],
    ['', ['powershell', 'cmd', 'posix']],
  ])('has a word in place of the name %j where no quoting is safe', (name, shells) => {
    const standsIn = SHELLS.filter((shell) =>
      commands(name).pkcs8[shell].includes('your-key-file'),
    );
    expect(standsIn).toEqual(shells);
  });

  it.each([
    ['JSON', (pem: string) => JSON.stringify({ key: pem })],
    ['base64', (pem: string) => `A=1\nKEY=${btoa(pem)}\nB=2`],
    ['a quoted mail', (pem: string) => pem.replace(/^/gm, '> ')],
    ['other lines', (pem: string) => `KID=x\n${pem}`],
  ])(
    'does not name a file that only has the key in %s: it would not work on that',
    async (_, wrap) => {
      const text = wrap(fixtureText('openssh'));
      const read = await readKeyBytes(new TextEncoder().encode(text), { fileName: '.env' });
      expect(read).toMatchObject({
        code: 'openssh',
        params: { command: commands(undefined).openssh },
      });
    },
  );
});
