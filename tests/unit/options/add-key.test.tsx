import { afterEach, describe, expect, it, vi } from 'vitest';
import { setPassphrase } from '~/utils/keys/passphrase';
import { appId, fakeDeps, keyId } from '../keys/fakes';
import { fewRounds } from '../keys/few-rounds';
import { FILE_PASSPHRASE } from '../keys/fixture';
import { addFixture, fixtureBytes, fixtureKey, fixtureText } from './fixture';
import {
  click,
  errorOf,
  find,
  get,
  giveFile,
  openPage,
  put,
  settle,
  text,
  type,
  until,
} from './page';

fewRounds();

const app = 'vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3';

const field = (name: string) => get('textbox', name) as HTMLInputElement;
const alertBox = () => document.querySelector('[role=alert]') ?? document.head;
const submit = () => click(get('button', 'Add key'));

async function fillIn(key: string) {
  await put(field('AppID'), `${app}/ed85b6`);
  await put(field('Private key'), key, 'insertFromPaste');
}

afterEach(() => vi.restoreAllMocks());

describe('adding a key', () => {
  it('takes a pasted key, lists it, goes to it and clears the form', async () => {
    const { deps } = await openPage();
    await fillIn(fixtureText('pkcs8.pem'));
    await put(field('Label'), ' Forum ');
    await submit();
    const item = await until(() => find('listitem', 'Forum'));
    expect(text(item)).toContain(`${app} / ed85b6`);
    expect(document.activeElement).toBe(item);
    expect(text()).toContain('“Forum” was added');
    await until(() => text(item).includes('The key works here'));
    expect(find('textbox', 'Private key')).toBeNull();
    await click(get('button', 'Add another key'));
    for (const name of ['AppID', 'Key ID', 'Private key', 'Label']) {
      expect(field(name).value).toBe('');
    }
    const { jwk } = await fixtureKey();
    expect(deps.store.history.length).toBeGreaterThan(0);
    expect(deps.store.history.join()).not.toContain(jwk.d);
    expect(document.body.innerHTML).not.toContain(jwk.d);
  });

  it.each(['AppID', 'Key ID'])('splits AppID and key ID pasted together into %s', async (name) => {
    await openPage();
    await put(field(name), ` "${app}/fee1bc-SAMPLE_APP",`);
    expect(field('AppID').value).toBe(app);
    expect(field('Key ID').value).toBe('fee1bc-SAMPLE_APP');
    expect(text()).toContain('were taken from what you pasted');
  });

  it('does not tear apart what is typed letter by letter', async () => {
    await openPage();
    await type(field('AppID'), `${app}/ed85b6`);
    expect(field('AppID').value).toBe(`${app}/ed85b6`);
    field('AppID').dispatchEvent(new FocusEvent('blur'));
    await settle();
    expect(field('AppID').value).toBe(app);
    expect(field('Key ID').value).toBe('ed85b6');
  });

  it('says beside each field what is wrong with it and keeps what was typed', async () => {
    await openPage();
    await put(field('AppID'), 'my app');
    await put(field('Label'), 'Forum');
    await put(field('Private key'), fixtureText('public.pem'));
    await submit();
    await until(() => errorOf(field('Private key')));
    expect(errorOf(field('AppID'))).toContain('This is not an AppID');
    expect(errorOf(field('Key ID'))).toContain('Type the key ID');
    expect(errorOf(field('Private key'))).toContain('This is the public key');
    expect(field('AppID').value).toBe('my app');
    expect(field('Label').value).toBe('Forum');
    expect(field('Private key').value).toBe(fixtureText('public.pem'));
    await until(() => document.activeElement === field('Private key'));
  });

  it('says of a pasted public key at once what it is, before anything is submitted', async () => {
    await openPage();
    await put(field('Private key'), fixtureText('public.pem'), 'insertFromPaste');
    await until(() => errorOf(field('Private key')));
    expect(errorOf(field('AppID'))).toBeNull();
    await put(field('Private key'), fixtureText('pkcs8.pem'), 'insertFromPaste');
    await settle();
    expect(errorOf(field('Private key'))).toBeNull();
  });

  it('gives the command for an OpenSSH file with its name, and copies it', async () => {
    const { copied } = await openPage();
    await giveFile(fixtureBytes('openssh'), 'id_rsa');
    await until(() => errorOf(field('Private key'))?.includes('OpenSSH'));
    const command = document.querySelector('[role=alert] code')?.textContent ?? '';
    expect(command).toContain('ssh-keygen -p -m PEM');
    expect(command).toContain('id_rsa');
    await click(get('button', 'Copy the command', alertBox()));
    expect(copied).toEqual([command]);
    expect(text()).toContain('Copied');
  });

  it('F14: gives the command for the system at hand, and the others one click away', async () => {
    const { copied } = await openPage({ shell: 'powershell' });
    await giveFile(fixtureBytes('openssh'), 'my key');
    await until(() => errorOf(field('Private key'))?.includes('OpenSSH'));
    const command = () => document.querySelector('[role=alert] code')?.textContent ?? '';
    const pressed = () => get('button', 'PowerShell', alertBox()).getAttribute('aria-pressed');
    expect(command()).toContain("Copy-Item -LiteralPath '.\\my key'");
    expect(pressed()).toBe('true');
    await click(get('button', 'Command Prompt', alertBox()));
    expect(command()).toContain('copy ".\\my key"');
    expect(pressed()).toBe('false');
    await click(get('button', 'macOS, Linux', alertBox()));
    expect(command()).toContain("cp './my key'");
    await click(get('button', 'Copy the command', alertBox()));
    expect(copied).toEqual([command()]);
  });

  it('F14: asks for no shell where the command is the same in each', async () => {
    await openPage({ shell: 'cmd' });
    await giveFile(fixtureBytes('ssh-pem-encrypted'), 'id_rsa');
    await until(() => document.querySelector('[role=alert] code'));
    expect(find('button', 'PowerShell', alertBox())).toBeNull();
    expect(text()).toContain('Git Bash');
  });

  it.each([
    ['jaas', 'pkcs8.pem'],
    ['id_rsa', 'ssh-pem'],
    ['key.p8', 'pkcs8.der'],
    ['.env', 'pkcs1.pem'],
    ['key.jwk.bak', 'pkcs8.pem'],
  ])('F15: lets any file be chosen, such as %s', async (name, content) => {
    await openPage();
    expect(document.querySelector('input[type=file]')?.hasAttribute('accept')).toBe(false);
    await put(field('AppID'), `${app}/ed85b6`);
    await giveFile(fixtureBytes(content), name);
    expect(errorOf(field('Private key'))).toBeNull();
    await submit();
    await until(() => find('listitem', app));
  });

  it.each<[string, Uint8Array<ArrayBuffer> | string, string]>([
    ['jaas.pfx', 'container.p12', 'PKCS#12 container'],
    ['scan.pdf', new TextEncoder().encode('%PDF-1.7\n'), 'PDF document'],
    ['keys.zip', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0]), 'ZIP archive'],
    ['photo', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 'picture'],
    ['store.jks', new Uint8Array([0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2]), 'Java keystore'],
    ['notes', new TextEncoder().encode('The key is elsewhere.'), 'found no key in this'],
  ])('F15: says of %s what it is', async (name, content, says) => {
    await openPage();
    await giveFile(typeof content === 'string' ? fixtureBytes(content) : content, name);
    const error = await until(() => errorOf(field('Private key')));
    expect(error).toContain(says);
  });

  it('F16: shows the key ids of a file that names two, and takes the one that is chosen', async () => {
    await openPage();
    const file = `DEV_KID=${app}/ed85b6\nPROD_KID=${app}/77aa01\n${fixtureText('pkcs8.pem')}`;
    await giveFile(new TextEncoder().encode(file), '.env');
    await until(() => find('button', `Use ${app}/77aa01`));
    expect(field('AppID').value).toBe('');
    expect(field('Key ID').value).toBe('');
    await click(get('button', `Use ${app}/77aa01`));
    expect(field('AppID').value).toBe(app);
    expect(field('Key ID').value).toBe('77aa01');
    expect(find('button', `Use ${app}/ed85b6`)).toBeNull();
  });

  it.each(['insertFromPaste', 'insertFromDrop', 'insertText', ''])(
    'F25: asks for the passphrase as soon as the text is an encrypted key (%s)',
    async (how) => {
      await openPage();
      field('Private key').focus();
      await put(field('Private key'), fixtureText('encrypted.pem'), how);
      await until(() => find('textbox', 'File passphrase'));
      expect(errorOf(field('Private key'))).toBeNull();
      expect(document.activeElement).toBe(field('Private key'));
      await put(field('Private key'), fixtureText('pkcs8.pem'), how);
      await until(() => !find('textbox', 'File passphrase'));
    },
  );

  it('F25: keeps the passphrase that was typed while the text around the key is edited', async () => {
    await openPage();
    await put(field('Private key'), fixtureText('encrypted.pem'), 'insertFromPaste');
    await put(field('File passphrase'), FILE_PASSPHRASE);
    await put(field('Private key'), `${fixtureText('encrypted.pem')}\n`, 'insertLineBreak');
    expect(field('File passphrase').value).toBe(FILE_PASSPHRASE);
    await put(field('AppID'), `${app}/ed85b6`);
    await submit();
    await until(() => find('listitem', app));
  });

  it('takes a file without putting its content on the screen', async () => {
    await openPage();
    await put(field('AppID'), `${app}/ed85b6`);
    await giveFile(fixtureBytes('pkcs8.der'), 'key.der');
    expect(text()).toContain('key.der');
    expect(field('Private key').value).toBe('');
    await submit();
    await until(() => find('listitem', app));
    expect(text()).not.toContain('key.der');
  });

  it('asks for the passphrase of an encrypted file only then, and refuses a wrong one', async () => {
    await openPage();
    expect(find('textbox', 'File passphrase')).toBeNull();
    await put(field('AppID'), `${app}/ed85b6`);
    await giveFile(fixtureBytes('encrypted.pem'), 'gavel.pk');
    await until(() => find('textbox', 'File passphrase'));
    expect(errorOf(field('File passphrase'))).toBeNull();
    await put(field('File passphrase'), 'nope');
    await submit();
    await until(() => errorOf(field('File passphrase'))?.includes('does not open the file'));
    expect(field('File passphrase').value).toBe('nope');
    await put(field('File passphrase'), FILE_PASSPHRASE);
    await submit();
    await until(() => find('listitem', app));
  });

  it('refuses a second key of the same name and keeps the form', async () => {
    const deps = fakeDeps();
    await addFixture(deps, {
      appId: appId('1d2e6a201d594c8f87a630e3f71826d3'),
      keyId: keyId('ed85b6'),
    });
    await openPage({ deps });
    await click(await until(() => find('button', 'Add another key')));
    await fillIn(fixtureText('pkcs8.pem'));
    await submit();
    await until(() => text().includes(`Gavel already has the key ${app}/ed85b6`));
    expect(field('Private key').value).toBe(fixtureText('pkcs8.pem'));
  });

  it('adds one key for a double click', async () => {
    const { ports } = await openPage();
    const spy = vi.spyOn(ports.keyring, 'add');
    await fillIn(fixtureText('pkcs8.pem'));
    get('button', 'Add key').click();
    get('button', 'Add key').click();
    await until(() => find('listitem', app));
    expect(spy).toHaveBeenCalledTimes(1);
    expect(text()).not.toContain('already has the key');
  });

  it('says that nothing was kept when the browser cannot save it', async () => {
    const { deps } = await openPage();
    deps.store.writesLeft = 0;
    await fillIn(fixtureText('pkcs8.pem'));
    await submit();
    await until(() => text().includes('could not save the key. Nothing was kept'));
    expect(field('Private key').value).toBe(fixtureText('pkcs8.pem'));
  });

  it('asks for the passphrase of the other keys, so that the new one gets it too', async () => {
    const deps = fakeDeps();
    await addFixture(deps);
    await setPassphrase(deps, 'correct horse battery');
    await openPage({ deps });
    await click(await until(() => find('button', 'Add another key')));
    await until(() => find('textbox', 'Gavel passphrase'));
    await fillIn(fixtureText('pkcs8.pem'));
    await submit();
    await until(() => errorOf(field('Gavel passphrase'))?.includes('Type the passphrase'));
    await put(field('Gavel passphrase'), 'correct horse battery');
    await submit();
    const item = await until(() => find('listitem', app));
    expect(text(item)).toContain('Locked');
  });

  it('fills the ids that stand in the file, but never over what was typed', async () => {
    await openPage();
    const file = `# ${app}/ed85b6\n${fixtureText('pkcs8.pem')}`;
    await put(field('Private key'), file, 'insertFromPaste');
    await until(() => field('AppID').value === app);
    expect(field('Key ID').value).toBe('ed85b6');
    await put(field('AppID'), 'vpaas-magic-cookie-mine');
    await put(field('Private key'), file, 'insertFromPaste');
    await settle();
    expect(field('AppID').value).toBe('vpaas-magic-cookie-mine');
  });
});

describe('the first key', () => {
  const passphrase = 'lemon bicycle teapot';
  const box = () => get('checkbox', 'Protect it with a passphrase') as HTMLInputElement;

  it('is protected from the start where the host wants that, and is usable at once', async () => {
    const { deps } = await openPage();
    await fillIn(fixtureText('pkcs8.pem'));
    await click(box());
    await put(field('New passphrase'), passphrase);
    await put(field('Repeat new passphrase'), passphrase);
    await submit();
    await until(() => find('button', 'Lock now'));
    expect(text()).toContain('Your passphrase protects it');
    expect(deps.store.history.join()).not.toContain('"mode":"device"');
    expect(text()).not.toContain(passphrase);
  });

  it('is not kept while its passphrase is easy or not repeated, and nothing typed is lost', async () => {
    const { deps } = await openPage();
    await fillIn(fixtureText('pkcs8.pem'));
    await click(box());
    await put(field('New passphrase'), 'aaaaaaaaaaaaaaaa');
    await put(field('Repeat new passphrase'), 'aaaaaaaaaaaaaaaa');
    await submit();
    await until(() => errorOf(field('New passphrase'))?.includes('Too easy to guess'));
    await put(field('New passphrase'), passphrase);
    await submit();
    await until(() => errorOf(field('Repeat new passphrase'))?.includes('do not match'));
    expect(field('AppID').value).toBe(app);
    expect(deps.store.items).toEqual({});
  });

  it('is kept without one where the host does not want it, whatever was typed before', async () => {
    const { deps } = await openPage();
    await fillIn(fixtureText('pkcs8.pem'));
    await click(box());
    await put(field('New passphrase'), passphrase);
    await click(box());
    expect(find('textbox', 'New passphrase')).toBeNull();
    await submit();
    await until(() => find('button', 'Protect with a passphrase'));
    expect(deps.store.history.join()).toContain('"mode":"device"');
  });

  it('makes the browser promise to keep the storage, and it is said where that was refused', async () => {
    const warning = 'has not promised to keep';
    for (const keepsStorage of [true, false]) {
      await openPage({ keepsStorage });
      await fillIn(fixtureText('pkcs8.pem'));
      await submit();
      await until(() => find('button', 'Protect with a passphrase'));
      await until(() => text().includes(warning) !== keepsStorage);
      expect(text().includes(warning)).toBe(!keepsStorage);
    }
  });

  it('alone is offered one: the others have the same, or none', async () => {
    await openPage();
    await fillIn(fixtureText('pkcs8.pem'));
    await submit();
    await until(() => find('button', 'Protect with a passphrase'));
    expect(find('checkbox', 'Protect it with a passphrase')).toBeNull();
  });
});
