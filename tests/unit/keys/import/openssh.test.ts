// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { fixtureText } from '~/tests/unit/keys/fixture';
import { readKeyText } from '~/utils/keys/import/read-key';

const text = (value: string) => [...new TextEncoder().encode(value)];
const length = (count: number) => [0, 0, 0, count];
const field = (value: string) => [...length(value.length), ...text(value)];
const command = expect.objectContaining({ posix: expect.stringContaining('ssh-keygen -p') });

/** OpenSSH's own format up to the type of its first key (PROTOCOL.key). */
function opensshOf(type: string, magic = 'openssh-key-v1\0'): number[] {
  const head = ['none', 'none', ''].flatMap(field);
  return [...text(magic), ...head, ...length(1), ...length(type.length + 4), ...field(type)];
}

function pemOf(bytes: readonly number[] | Uint8Array): string {
  const body = Buffer.from(bytes).toString('base64');
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${body}\n-----END OPENSSH PRIVATE KEY-----\n`;
}

describe('a key in OpenSSH’s own format', () => {
  it.each([
    ['ssh-rsa', { code: 'openssh', params: { command } }],
    ['ssh-dss', { code: 'other-algorithm', params: { name: 'DSA' } }],
    ['ssh-ed25519', { code: 'ed25519-key', params: {} }],
    ['ecdsa-sha2-nistp256', { code: 'ec-key', params: {} }],
    ['sk-ssh-ed25519@openssh.com', { code: 'openssh', params: { command } }],
  ])('of the type %s is refused by that', async (type, refusal) => {
    expect(await readKeyText(pemOf(opensshOf(type)))).toEqual({ ok: false, ...refusal });
  });

  it('of another version is not looked into', async () => {
    const later = opensshOf('ssh-ed25519', 'openssh-key-v2\0');
    expect(await readKeyText(pemOf(later))).toMatchObject({ code: 'openssh' });
  });

  it('that is cut off anywhere is refused as what it is', async () => {
    const whole = opensshOf('ssh-rsa');
    for (let at = 0; at < whole.length; at += 1) {
      expect([at, await readKeyText(pemOf(whole.slice(0, at)))]).toMatchObject([
        at,
        { ok: false, code: 'openssh', params: { command } },
      ]);
    }
  });

  it('that names a type of absurd length is refused as what it is', async () => {
    const bytes = opensshOf('ssh-rsa');
    bytes.splice(-'ssh-rsa'.length - 4, 4, 0xff, 0xff, 0xff, 0xff);
    expect(await readKeyText(pemOf(bytes))).toMatchObject({ code: 'openssh' });
  });

  it('as ssh-keygen wrote it is refused with the command that converts it', async () => {
    expect(await readKeyText(fixtureText('openssh'))).toMatchObject({ params: { command } });
  });
});
