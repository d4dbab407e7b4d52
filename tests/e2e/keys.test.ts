import { createPublicKey, randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { startWorld } from '~/tests/e2e/support/world';
import { textOf } from './support/ax-node';
import { expectNothingSent, operations } from './support/fence';
import { newAppId, newHostKey } from './support/host-key';
import {
  FILE_PASSPHRASE,
  fingerprintOf,
  fixture,
  fixtureText,
  jwkOf,
  KeyFolder,
} from './support/key-files';
import type { KeyInput, OptionsPage } from './support/options-page';
import { countKeys, forgetKeys } from './support/storage';
import { PATIENCE_MS } from './support/wait';

const folder = new KeyFolder();
let world: World;
let options: OptionsPage;

beforeAll(async () => {
  world = await startWorld();
  options = await world.gavel.openOptions('keys');
});
beforeEach(() => world.simulator.clearRecords());
afterAll(async () => {
  await world?.close();
  folder.remove();
});

type Way = 'paste' | 'file' | 'drop';

/** Brings `content` in the way a person would; `name` is what their file is called. */
function bring(how: Way, name: string, content: string | Uint8Array): KeyInput['key'] {
  if (how === 'paste') return { paste: Buffer.from(content).toString('utf8') };
  const path = folder.add(name, content);
  return how === 'file' ? { file: path } : { drop: path };
}

interface Refused {
  readonly what: string;
  readonly how: Way;
  readonly name?: string;
  readonly content: string | Uint8Array;
  readonly says: string;
  readonly command?: string;
  /** Beside which field it stands, if not the key's. */
  readonly field?: 'File passphrase';
}

const pkcs8 = fixtureText('pkcs8.pem');
const pkcs1 = fixtureText('pkcs1.pem');
const lines = pkcs8.trimEnd().split('\n');

const toRsa =
  ' Create an RSA key in the JaaS console, or with this command, and upload its public key there:';
const makeRsa =
  'openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:4096 -out gavel-key.pem && openssl pkey -in gavel-key.pem -pubout -out gavel-key.pub';
const otherHalf =
  ' It begins with “-----BEGIN PRIVATE KEY-----” or “-----BEGIN RSA PRIVATE KEY-----”. The JaaS console downloads it as a .pk file when the key is created.';
const again =
  ' This command asks for the old passphrase and a new one, and encrypts a copy that Gavel can read:';
const truncated =
  'The end of this key is missing. Copy or download the whole file again, up to its END line.';
const notRsa = (what: string) => `This is ${what} key. JaaS accepts only RSA keys.${toRsa}`;
const sealedWith = (what: string) =>
  `This file is encrypted with ${what}, which browsers cannot open.${again}`;
const toPkcs8 = (from: string) => `openssl pkcs8 -topk8 -v2 aes256 -in ${from} -out gavel-key.pem`;
const fromOpenssh = (from: string) =>
  `cp ${from} gavel-key.pem && chmod 600 gavel-key.pem && ssh-keygen -p -m PEM -N "" -f gavel-key.pem`;
const openssh =
  "This is a private key in OpenSSH's own format, which browsers cannot read. This command writes a copy that Gavel can read. Where it asks for the old passphrase, type it; where it asks for a new one, press Enter:";
const publicHalf =
  'This is the public key. Gavel needs the private one, from the other file of the pair.';
const certificate =
  'This is a certificate, which holds only a public key. Gavel needs the private key that was made with it.';

const refused: readonly Refused[] = [
  {
    what: 'an OpenSSH key',
    how: 'file',
    name: 'id_rsa',
    content: fixture('openssh'),
    says: openssh,
    command: fromOpenssh('id_rsa'),
  },
  {
    what: 'an encrypted OpenSSH key without a file name',
    how: 'paste',
    content: fixture('openssh-encrypted'),
    says: openssh,
    command: fromOpenssh('your-key-file'),
  },
  {
    what: 'a key that is encrypted the old way (Proc-Type)',
    how: 'drop',
    name: 'jaas.key',
    content: fixture('ssh-pem-encrypted'),
    says: 'This key is encrypted with an old method that browsers cannot open. This command asks for the old passphrase and a new one, and writes a copy that Gavel can read:',
    command: toPkcs8('jaas.key'),
  },
  {
    what: 'a file whose name could trick a shell',
    how: 'file',
    name: '$(reboot).pem',
    content: fixture('ssh-pem-encrypted'),
    says: 'This key is encrypted with an old method that browsers cannot open. This command asks for the old passphrase and a new one, and writes a copy that Gavel can read:',
    command: toPkcs8("'./$(reboot).pem'"),
  },
  {
    what: 'the public key',
    how: 'paste',
    content: fixture('public.pem'),
    says: publicHalf + otherHalf,
  },
  {
    what: 'the public key in DER',
    how: 'file',
    name: 'public.der',
    content: fixture('public.der'),
    says: publicHalf + otherHalf,
  },
  {
    what: 'a line of ssh-rsa',
    how: 'paste',
    content: fixture('openssh.pub'),
    says: 'This is an SSH public key. Gavel needs the private one, from the file with the same name but without “.pub”.',
  },
  {
    what: 'a certificate',
    how: 'drop',
    name: 'jaas.pem',
    content: fixture('certificate.pem'),
    says: certificate + otherHalf,
  },
  {
    what: 'a certificate request',
    how: 'paste',
    content: fixture('request.pem'),
    says: `This is a certificate request, which holds only a public key. Gavel needs the private key that was made with it.${otherHalf}`,
  },
  {
    what: 'an EC key',
    how: 'paste',
    content: fixture('ec.pem'),
    says: notRsa('an elliptic-curve'),
    command: makeRsa,
  },
  {
    what: 'an EC key of OpenSSH',
    how: 'file',
    name: 'id_ecdsa',
    content: fixture('openssh-ecdsa'),
    says: notRsa('an elliptic-curve'),
    command: makeRsa,
  },
  {
    what: 'an Ed25519 key',
    how: 'paste',
    content: fixture('ed25519.pem'),
    says: notRsa('an Ed25519'),
    command: makeRsa,
  },
  {
    what: 'an RSA-PSS key',
    how: 'paste',
    content: fixture('rsa-pss.pem'),
    says: `This is a key for RSASSA-PSS. JaaS accepts only RSA keys.${toRsa}`,
    command: makeRsa,
  },
  {
    what: 'an RSA key of 1024 bits',
    how: 'paste',
    content: fixture('rsa1024.pem'),
    says: `This RSA key has 1024 bits. JaaS tokens need at least 2048.${toRsa}`,
    command: makeRsa,
  },
  {
    what: 'a PKCS#12 container',
    how: 'file',
    name: 'jaas.p12',
    content: fixture('container.p12'),
    says: 'This is a PKCS#12 container (.p12 or .pfx) that holds a key and certificates. This command extracts the private key into a file that Gavel can read:',
    command: 'openssl pkcs12 -in jaas.p12 -nocerts -aes256 -out gavel-key.pem',
  },
  {
    what: 'a key without its last lines',
    how: 'paste',
    content: lines.slice(0, 12).join('\n'),
    says: truncated,
  },
  {
    what: 'a DER file that was cut off',
    how: 'file',
    name: 'jaas.der',
    content: fixture('pkcs8.der').subarray(0, 900),
    says: truncated,
  },
  {
    what: 'a key with a letter that no key has',
    how: 'paste',
    content: lines.with(5, `${lines[5]?.slice(0, 20)}é${lines[5]?.slice(21)}`).join('\n'),
    says: 'This key has characters that do not belong in a key (é). Something on its way here has put them in. Choose the file itself instead of pasting it.',
  },
  {
    what: 'a key with a wrong letter',
    how: 'drop',
    name: 'jaas.pk',
    content: lines.with(9, swapped(lines[9] ?? '')).join('\n'),
    says: 'The numbers in this key do not belong together, so it cannot sign. Download it again, or create a new one.',
  },
  {
    what: 'two private keys in one file',
    how: 'file',
    name: 'keys.txt',
    content: pkcs8 + fixtureText('ssh-pem'),
    says: 'This contains 2 private keys. Gavel accepts one at a time: paste only the one that belongs to this key ID.',
  },
  {
    what: 'a file encrypted with scrypt',
    how: 'file',
    name: 'jaas.pem',
    content: fixture('encrypted-scrypt.pem'),
    says: sealedWith('scrypt'),
    command: toPkcs8('jaas.pem'),
  },
  {
    what: 'a file encrypted with absurdly many rounds',
    how: 'file',
    name: 'jaas.pem',
    content: fixture('encrypted-absurd.pem'),
    says: `This file is encrypted with 5,000,000 rounds; Gavel accepts at most 1,000,000.${again}`,
    command: toPkcs8('jaas.pem'),
  },
  {
    what: 'an encrypted file without its passphrase',
    how: 'drop',
    name: 'jaas.pem',
    content: fixture('encrypted.pem'),
    says: 'This file is encrypted. Type the passphrase it was encrypted with.',
    field: 'File passphrase',
  },
  {
    what: 'a JWK without its primes',
    how: 'paste',
    content: jwkOf(pkcs8).replace(/,\s+"(p|q|dp|dq|qi)": "[^"]+"/g, ''),
    says: 'This JWK lacks some of its numbers (p, q, dp, dq or qi), and browsers need all of them. Export the key as PEM, or as a JWK with all its members.',
  },
  {
    what: 'a token',
    how: 'paste',
    content: 'eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJqaXRzaSJ9.c2lnbmF0dXJl',
    says: `This is a token (JWT), not a key. Gavel needs the private key that such tokens are signed with.${otherHalf}`,
  },
  {
    what: 'something else',
    how: 'file',
    name: 'notes.txt',
    content: 'The key is on the old laptop.',
    says: 'Gavel found no key in this. A key file begins with “-----BEGIN PRIVATE KEY-----”, or is a JWK or DER file.',
  },
  {
    what: 'a picture',
    how: 'drop',
    name: 'photo.jpg',
    content: randomBytes(200_000),
    says: 'This is too large for a key file (196 kB; a key has less than 64 kB). Use the file that the JaaS console gave you.',
  },
];

/** The same line with one letter of its middle changed. */
function swapped(line: string): string {
  const letter = line[30] === 'A' ? 'B' : 'A';
  return line.slice(0, 30) + letter + line.slice(31);
}

describe('a key file that Gavel does not take', () => {
  it.each(refused)('$what ($how): $says', async ({ how, name = 'key', content, ...wanted }) => {
    const ids = { appId: newAppId(), keyId: 'ed85b6', label: 'Mine' };
    const key = bring(how, name, content);
    await options.fillKey({ ...ids, key });
    await options.click('button', 'Add key');
    const field = wanted.field ?? 'Private key';
    // What the row before was told may stand there until the answer to this one has come.
    await expect
      .poll(() => options.problemOf(field), { timeout: PATIENCE_MS })
      .toEqual({ text: wanted.says, command: wanted.command ?? null });
    expect(await options.all('alert')).toHaveLength(1);

    // Nothing of what was typed is lost, and nothing was kept.
    expect(await options.valueOf('AppID')).toBe(ids.appId);
    expect(await options.valueOf('Key ID')).toBe(ids.keyId);
    expect(await options.valueOf('Label')).toBe(ids.label);
    if ('paste' in key) expect(await options.valueOf('Private key')).toBe(unix(key.paste));
    else expect(await options.text()).toContain(name);
    expect(await countKeys(options.page)).toBe(0);
    expect(await options.all('list', 'Keys')).toEqual([]);
  });

  it('is said to be empty where nothing was given, in one breath with what else is missing', async () => {
    await options.fill('AppID', 'vpaas-magic-cookie');
    await options.fill('Key ID', '');
    await options.click('button', 'Remove');
    await options.click('button', 'Add key');
    const says = (name: string) =>
      expect.poll(async () => (await options.problemOf(name)).text, { timeout: PATIENCE_MS });
    await says('Private key').toBe(
      'There is no key here yet. Paste the private key, or choose its file.',
    );
    await says('AppID').toBe(
      'This is not an AppID. It starts with vpaas-magic-cookie-, followed by lowercase letters and digits only.',
    );
    await says('Key ID').toBe(
      'Type the key ID. The JaaS console shows it after the AppID and the slash.',
    );
  });

  it('that misses the field is taken all the same, and does not replace the page', async () => {
    await options.fill('Label', 'Still here');
    await options.drop('heading', 'Add a key', folder.add('missed.pem', pkcs8));
    await options.reads('missed.pem');
    expect(await options.valueOf('Label')).toBe('Still here');
    expect(options.page.url()).toBe(world.gavel.url('options.html#keys'));
    expect(await options.valueOf('Private key')).toBe('');
    await options.click('button', 'Remove');
  });
});

/** Text fields know only one line break. */
function unix(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

interface Taken {
  readonly what: string;
  readonly how: Way;
  readonly name?: string;
  readonly content: string | Uint8Array;
  /** The same key in PEM; the usual fixture when left out. */
  readonly pem?: string;
  readonly encrypted?: true;
}

const ofSshKeygen = fixtureText('ssh-pem');

const taken: readonly Taken[] = [
  { what: 'PKCS#8 of the console', how: 'paste', content: pkcs8 },
  { what: 'PKCS#8 in a .pk file', how: 'file', name: 'jaas.pk', content: pkcs8 },
  { what: 'PKCS#1 of openssl', how: 'paste', content: pkcs1 },
  {
    what: 'PKCS#1 of 8x8’s documented ssh-keygen, 4096 bits',
    how: 'file',
    name: 'jaasauth.key',
    content: ofSshKeygen,
    pem: ofSshKeygen,
  },
  { what: 'PKCS#8 in DER', how: 'drop', name: 'jaas.der', content: fixture('pkcs8.der') },
  { what: 'PKCS#1 in DER', how: 'file', name: 'rsa.der', content: fixture('pkcs1.der') },
  { what: 'a JWK', how: 'paste', content: jwkOf(pkcs8) },
  { what: 'a JWK in a file', how: 'drop', name: 'jaas.json', content: jwkOf(pkcs8) },
  {
    what: 'encrypted PKCS#8',
    how: 'file',
    name: 'jaas.pem',
    content: fixture('encrypted.pem'),
    encrypted: true,
  },
  {
    what: 'encrypted PKCS#8, pasted',
    how: 'paste',
    content: fixture('encrypted-aes256-sha512.pem'),
    encrypted: true,
  },
  {
    what: 'encrypted PKCS#8 in DER',
    how: 'drop',
    name: 'sealed.der',
    content: fixture('encrypted.der'),
    encrypted: true,
  },
  {
    what: 'a text with CRLF, a byte order mark and quotes',
    how: 'paste',
    content: `\uFEFF"${pkcs8.trimEnd().replaceAll('\n', '\r\n')}"`,
  },
  {
    what: 'a file with CRLF, a byte order mark and quotes',
    how: 'file',
    name: 'jaas.txt',
    content: `\uFEFF"${pkcs8.trimEnd().replaceAll('\n', '\r\n')}"`,
  },
  {
    what: 'a line of an .env file',
    how: 'paste',
    content: `JAAS_PRIVATE_KEY="${pkcs8.replaceAll('\n', '\\n')}"`,
  },
  {
    what: 'several blocks in one file',
    how: 'drop',
    name: 'bundle.pem',
    content: fixture('bundle.pem'),
  },
  { what: 'a block with text around it', how: 'paste', content: fixture('text.pem') },
];

describe('a key file that Gavel takes', () => {
  afterEach(() => forgetKeys(options.page));

  it.each(taken)('$what ($how) signs, and JaaS takes what it signs', async (row) => {
    const { what, how, name = 'key.pem', content, pem = pkcs8, encrypted } = row;
    const key = { appId: newAppId(), keyId: randomBytes(3).toString('hex') };
    const publicKeyPem = pem === pkcs8 ? fixtureText('public.pem') : publicPem(pem);
    world.simulator.registerKey({ ...key, publicKeyPem });
    const before = await countKeys(options.page);
    await options.fillKey({ ...key, label: what, key: bring(how, name, content) });
    if (encrypted) {
      await options.fill('File passphrase', 'incorrect horse');
      await options.click('button', 'Add key');
      expect((await options.problemOf('File passphrase')).text).toBe(
        'This passphrase does not open the file. Capital letters and spaces count. Nothing was added.',
      );
      expect(await countKeys(options.page)).toBe(before);
      await options.fill('File passphrase', FILE_PASSPHRASE);
    } else expect(await options.all('textbox', 'File passphrase')).toEqual([]);
    await options.click('button', 'Add key');
    await options.reads(`“${what}” was added.`);
    expect(await countKeys(options.page)).toBe(before + 1);

    // Checked without being asked.
    const checked = await options.keyReads(what, /The key works here\./);
    expect(checked).toContain(`${key.appId} / ${key.keyId}`);
    await more(what);
    const whole = await options.keyReads(what, /SHA-256 of the public key/);
    expect(whole.replaceAll(/\s/g, '')).toContain(colons(fingerprintOf(pem)));
    await options.testKey(what, /JaaS accepts this key\. api-vo\.jitsi\.net answered\./);
    const signed = { operation: 'DESTROY', token: { ok: true, kid: `${key.appId}/${key.keyId}` } };
    // One for each address.
    expect(world.simulator.requests).toMatchObject([signed, signed]);
  });

  it('prints the fingerprint that openssl prints', () => {
    expect(fingerprintOf(pkcs8)).toBe(fixtureText('fingerprint.txt').trim());
  });

  it('bans somebody in a meeting', async () => {
    const key = { appId: newAppId(), keyId: 'ed85b6', label: 'From ssh-keygen' };
    world.simulator.registerKey({ ...key, publicKeyPem: publicPem(ofSshKeygen) });
    await options.addKey({ ...key, key: { file: folder.add('ban.pk', ofSshKeygen) } });
    expect(await ban(key.appId, 'Mallory')).toBe(`${key.appId}/${key.keyId}`);
  });
});

function publicPem(privatePem: string): string {
  return createPublicKey(privatePem).export({ type: 'spki', format: 'pem' }).toString();
}

function colons(hex: string): string {
  return hex.replaceAll(/..(?=.)/g, '$&:');
}

/** Bans somebody of a fresh meeting; returns the `kid` that JaaS was shown. */
async function ban(appId: string, name: string): Promise<string | undefined> {
  const userId = `auth0|${randomBytes(4).toString('hex')}`;
  const { page } = await world.joinMeeting(appId, [{ name, userId }]);
  await page.panel.open();
  await page.panel.ban(name);
  const popup = await world.gavel.popup();
  await popup.confirm('Ban');
  await popup.outcome(/JaaS accepted the ban/);
  const { token, performed } = await world.request('BAN_USER', (it) => it.userId === userId);
  expect({ performed, token }).toMatchObject({ performed: true, token: { ok: true } });
  await popup.close();
  await page.close();
  return token?.ok ? token.kid : undefined;
}

describe('the AppID and the key id', () => {
  it.each(['AppID', 'Key ID'])('are taken from one paste into %s', async (field) => {
    const appId = newAppId();
    await options.openForm();
    await options.fill('AppID', '');
    await options.fill('Key ID', '');
    await options.paste(field, ` ${appId}/ed85b6\n`);
    await options.reads('AppID and Key ID were taken from what you pasted.');
    expect(await options.valueOf('AppID')).toBe(appId);
    expect(await options.valueOf('Key ID')).toBe('ed85b6');
  });

  it('are taken once: the same pair is refused, and nothing typed is lost', async () => {
    const key = { ...newHostKey(), label: 'Twin' };
    await options.addKey({ ...key, key: { pem: key.pkcs8Pem } });
    const before = await countKeys(options.page);
    await options.submitKey({ ...key, label: 'Twin again', key: { pem: pkcs1 } });
    const alert = await options.find('alert');
    expect(textOf(alert)).toBe(
      `Gavel already has the key ${key.appId}/${key.keyId}. Remove that one first if this is a newer file.`,
    );
    expect(await options.valueOf('AppID')).toBe(key.appId);
    expect(await options.valueOf('Label')).toBe('Twin again');
    expect(await options.valueOf('Private key')).toBe(pkcs1);
    expect(await countKeys(options.page)).toBe(before);
  });
});

describe('two keys of one AppID', () => {
  it('sign by the one that is preferred', async () => {
    const old = world.newKey();
    const fresh = world.newKey(old.appId);
    await options.addKey({ ...old, label: 'Old one', key: { pem: old.pkcs8Pem } });
    await options.addKey({ ...fresh, label: 'New one', key: { pem: fresh.pkcs8Pem } });
    await options.keyReads('New one', /Preferred/);
    expect(await ban(old.appId, 'Mallory')).toBe(`${old.appId}/${fresh.keyId}`);

    await more('Old one');
    await options.click('button', 'Make preferred', item('Old one'));
    await options.reads('“Old one” is now the preferred key of its AppID.');
    await options.keyReads('Old one', /Preferred/);
    expect(await ban(old.appId, 'Trudy')).toBe(`${old.appId}/${old.keyId}`);
  });
});

describe('the form for a key', () => {
  const textboxes = async () => (await options.all('textbox')).map(({ name }) => name);

  it('F51: is folded away once there is a key; Cancel folds it again and forgets what was typed', async () => {
    const key = newHostKey();
    await options.addKey({ ...key, label: 'Folded', key: { pem: key.pkcs8Pem } });
    expect(await textboxes()).toEqual([]);
    await options.click('button', 'Add another key');
    await options.fill('Private key', key.pkcs8Pem);
    await options.click('button', 'Cancel');
    await options.gone('textbox', 'Private key');
    await options.find('button', 'Add another key');
    await options.click('button', 'Add another key');
    expect(await options.valueOf('Private key')).toBe('');
    await options.click('button', 'Cancel');
  });

  it('F49: unfolds for a file that is dropped anywhere on the page', async () => {
    await options.find('button', 'Add another key');
    await options.drop('list', 'Keys', folder.add('anywhere.pem', pkcs8));
    await options.reads('anywhere.pem');
    expect(await textboxes()).toContain('AppID');
    await options.click('button', 'Cancel');
  });

  it('F50: shows examples that nobody takes for a value', async () => {
    await options.openForm();
    for (const name of ['AppID', 'Key ID']) {
      const element = await (await options.find('textbox', name)).elementHandle();
      const example = await element?.evaluate((field) => (field as HTMLInputElement).placeholder);
      expect(example).toMatch(/^for example /);
    }
    await options.click('button', 'Cancel');
  });
});

describe('a key in the list', () => {
  it('F52: says first whether it works; its fingerprint is shown once, on demand', async () => {
    const key = world.newKey();
    await options.addKey({ ...key, label: 'Asked', key: { pem: key.pkcs8Pem } });
    expect(await options.keyReads('Asked', /The key works here/)).toMatch(
      /^Asked Not tested with JaaS yet/,
    );
    await ban(key.appId, 'Mallory');
    expect(await options.keyReads('Asked', /Works/)).toMatch(
      /^Asked Works · JaaS accepted it today at \d\d:\d\d/,
    );
    expect(await options.keyReads('Asked', /Works/)).not.toMatch(/[0-9a-f]{2}:[0-9a-f]{2}:/);
    await more('Asked');
    const all = await options.keyReads('Asked', /SHA-256 of the public key/);
    expect(all.replaceAll(/\s/g, '').split(colons(fingerprintOf(key.pkcs8Pem)))).toHaveLength(2);
  });

  it('is renamed', async () => {
    const key = newHostKey();
    await options.addKey({ ...key, label: 'Before', key: { pem: key.pkcs8Pem } });
    await more('Before');
    await options.click('button', 'Rename key', item('Before'));
    await options.fill('New label', 'After');
    await options.click('button', 'Save', item('Before'));
    await options.reads('Renamed to “After”.');
    const reads = await options.keyReads('After', new RegExp(key.keyId));
    expect(reads).toContain(key.appId);
    await options.gone('listitem', 'Before');
  });

  it('gives its public half away as openssl writes it, and nothing of the private one', async () => {
    await options.addKey({ ...newHostKey(), label: 'Fixture', key: { pem: pkcs8 } });
    await more('Fixture');
    // It stands there for some seconds only: it is looked out for before it can come.
    const isSaid = await options.page.evaluateHandle(() => ({
      said: new Promise<boolean>((resolve) => {
        const look = () => document.body.innerText.includes('Copied') && resolve(true);
        new MutationObserver(look).observe(document.body, {
          subtree: true,
          childList: true,
          characterData: true,
        });
      }),
    }));
    await options.click('button', 'Copy public key', item('Fixture'));
    expect(await isSaid.evaluate(({ said }) => said)).toBe(true);
    expect(await options.clipboard()).toBe(fixtureText('public.pem'));
  });

  it.each([
    { pasted: 'public.pem', says: 'They match.' },
    { pasted: 'public-pkcs1.pem', says: 'They match.' },
    { pasted: 'certificate.pem', says: 'They match.' },
    { pasted: 'openssh.pub', says: 'They do not match: what you pasted has the fingerprint' },
    { pasted: 'pkcs8.pem', says: 'That is a private key.' },
    { pasted: 'make.sh', says: 'That is not a public key that Gavel can read.' },
  ])('is compared with $pasted of the console: $says', async ({ pasted, says }) => {
    const field = 'Public key from the JaaS console';
    if ((await options.all('textbox', field)).length === 0) {
      const isOpen = (await options.all('button', 'Copy public key', item('Fixture'))).length > 0;
      if (!isOpen) await more('Fixture');
      const triangle = 'Compare with the public key in the JaaS console';
      await options.click('DisclosureTriangle', triangle, item('Fixture'));
    }
    await options.paste(field, fixtureText(pasted));
    await options.click('button', 'Compare', item('Fixture'));
    expect(await options.keyReads('Fixture', new RegExp(says))).toContain(says);
    if (pasted === 'pkcs8.pem') expect(await options.valueOf(field)).toBe('');
  });

  it('is removed after a question; its activity stays', async () => {
    const { appId, keyId, pkcs8Pem } = world.newKey();
    await options.addKey({ appId, keyId, label: 'Spent', key: { pem: pkcs8Pem } });
    await options.checkKey('Spent');
    await options.testKey('Spent', /JaaS accepts this key/);
    const [room = ''] = world.simulator.requests[0]?.conferenceFullName?.split('@') ?? [];
    expect(room).toMatch(/^gavel-key-test-/);
    const before = await countKeys(options.page);
    await more('Spent');
    await options.click('button', 'Remove key', item('Spent'));
    await options.find('group', 'Remove “Spent”?');
    await options.click('button', 'Cancel', { within: ['group', 'Remove “Spent”?'] });
    await options.click('button', 'Remove key', item('Spent'));
    expect(await countKeys(options.page)).toBe(before);
    await options.click('button', 'Remove', { within: ['group', 'Remove “Spent”?'] });
    await options.reads('“Spent” was removed.');
    await options.gone('listitem', 'Spent');
    expect(await countKeys(options.page)).toBe(before - 1);
    const activity = await world.gavel.openOptions('activity');
    await activity.find('rowheader', 'Key test');
    await activity.reads(room);
    await activity.close();
  });
});

describe('Test with JaaS', () => {
  const title = 'Tested';
  const key = newHostKey();

  beforeAll(async () => {
    world.simulator.registerKey(key);
    await options.addKey({ ...key, label: title, key: { pem: key.pkcs8Pem } });
    await options.checkKey(title);
  });

  it('is explained first; Cancel sends nothing', async () => {
    await options.click('button', 'Test with JaaS…', item(title));
    await options.keyReads(
      title,
      /sends JaaS one request, signed with this key, to end a meeting that does not exist.*Nobody is affected/,
    );
    await options.click('button', 'Cancel', item(title));
    await options.find('button', 'Test with JaaS…', item(title));
    await expectNothingSent(world);
  });

  it('F12: asks each address once to end a made-up meeting, and ends no other', async () => {
    const { meeting, page } = await world.joinMeeting(key.appId);
    await options.testKey(
      title,
      /JaaS accepts this key\. api-vo\.jitsi\.net answered\.\s*The same is true of 8x8\.vc\./,
    );
    expect(await operations(world)).toEqual(['DESTROY', 'DESTROY']);
    const [asked, other] = world.simulator.requests;
    expect(other).toMatchObject({ operation: 'DESTROY', base: 'current', performed: false });
    expect(asked).toMatchObject({ operation: 'DESTROY', base: 'classic', performed: false });
    expect(asked?.status).toBe(404);
    expect(asked?.conferenceFullName).toMatch(
      new RegExp(`^gavel-key-test-[0-9a-f-]{36}@conference\\.${key.appId}\\.`),
    );
    expect(meeting.destroyed).toBe(false);
    await page.close();
  });

  it('says after 401 which part to check', async () => {
    world.simulator.unregisterKey(key);
    const said = await options.testKey(title, /JaaS refused the token \(401\)/);
    world.simulator.registerKey(key);
    expect(said).toContain('The key ID');
    expect(said).toContain(
      'does not accept this key, or did not say whether it does. Address: api-vo.jitsi.net.',
    );
    expect(said).not.toContain('JaaS accepts this key');
  });

  it('says after 403 which part to check', async () => {
    world.simulator.fault({ status: 403 });
    const said = await options.testKey(title, /JaaS does not let this key do that \(403\)/);
    expect(said).toContain('The key may belong to another AppID');
    expect(said).toContain('Address: api-vo.jitsi.net.');
    expect(await operations(world)).toHaveLength(2);
  });

  it('F12: says which of the two addresses is JaaS’s', async () => {
    const headers = { Location: 'https://8x8.vc/moved' };
    world.simulator.fault({ match: { base: 'classic' }, status: 302, headers });
    const said = await options.testKey(title, /JaaS accepts this key\. 8x8\.vc answered\./);
    expect(said).toContain('api-vo.jitsi.net answered with a redirect');
  });

  it('F10: is not taken for JaaS’s word where a page answers', async () => {
    world.simulator.fault({ status: 200, body: 'html', perform: false });
    const said = await options.testKey(title, /gave an answer that is not JaaS's/);
    expect(said).not.toContain('JaaS accepts this key');
  });

  it('names the other address where that one answered', async () => {
    world.simulator.setClassicReachable(false);
    await options.testKey(title, /JaaS accepts this key\. 8x8\.vc answered\./);
    world.simulator.setClassicReachable(true);
    expect(world.simulator.requests).toMatchObject([{ operation: 'DESTROY', base: 'current' }]);
  });
});

function item(title: string) {
  return { within: ['listitem', title] } as const;
}

/** Opens what can be done with a key besides checking it. */
async function more(title: string): Promise<void> {
  await options.click('button', 'More about this key', item(title));
}
