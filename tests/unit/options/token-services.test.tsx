import { createPublicKey } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TestKey } from '~/components/options/keys/TestWithJaas';
import { tokenRefusalLabel } from '~/components/ui/labels/token';
import { outcomeOf } from '~/utils/jaas/outcome';
import type { TokenRefusal } from '~/utils/jaas/token-refusal';
import { ownTokenServices, type TokenService } from '~/utils/organisation/token-service';
import { appId, type FakeDeps, fakeDeps } from '../keys/fakes';
import { addFixture, fixtureBytes, fixtureKey, fixtureText } from './fixture';
import {
  answer,
  click,
  errorOf,
  find,
  get,
  giveFile,
  openPage,
  put,
  settle,
  text,
  until,
} from './page';

const URL = 'https://app.example.com/gavel/token';
const HOST = 'app.example.com';
const LIST = 'Sign in at my organisation';

const form = () => {
  const found = document.querySelector<HTMLFormElement>('form.set-up');
  if (!found) throw new Error('The form is not open');
  return found;
};
const field = (name: string) => get('textbox', name, form()) as HTMLInputElement;
const kept = ({ store }: FakeDeps) => ownTokenServices(store).get();
const item = (name = HOST) => get('listitem', name, get('list', LIST));

async function openForm(options: Parameters<typeof openPage>[0] = {}) {
  const page = await openPage(options);
  await click(get('button', 'Set up a token service'));
  return page;
}

async function fillIn(change: Partial<Record<'url' | 'appId' | 'key' | 'label', string>> = {}) {
  await put(field('Address of the token service'), change.url ?? URL);
  await put(field('AppID of your meetings'), change.appId ?? appId('a'));
  await put(field('Public key'), change.key ?? fixtureText('public.pem'));
  await put(field('Label'), change.label ?? '');
}

/** The public half of the private key in a file, as PEM. */
function publicHalfOf(name: string): string {
  return createPublicKey(fixtureText(name)).export({ type: 'spki', format: 'pem' }).toString();
}

/** As a browser does after a click on the button. */
async function submit() {
  form().requestSubmit();
  await settle();
}

async function service(change: Partial<TokenService> = {}): Promise<TokenService> {
  const { kty, n, e } = (await fixtureKey()).jwk;
  return { appId: appId('a'), url: URL, publicJwk: { kty, n, e }, label: '', ...change };
}

/** A browser profile in which these were set up. */
async function withServices(...services: TokenService[]): Promise<FakeDeps> {
  const deps = fakeDeps();
  await ownTokenServices(deps.store).set(services);
  return deps;
}

afterEach(() => vi.restoreAllMocks());

describe('setting a token service up', () => {
  it('tries it, keeps it, lists it, and says so', async () => {
    const tryOut = vi.fn(async () => ({ ok: true as const }));
    const { deps } = await openForm({ tryOut });
    expect(document.activeElement).toBe(field('Address of the token service'));
    await fillIn({ label: ' Town hall ', url: ` ${URL} ` });
    await submit();
    const wanted = await service({ label: 'Town hall' });
    expect(tryOut).toHaveBeenCalledExactlyOnceWith(wanted);
    expect(await kept(deps)).toEqual([wanted]);
    expect(text()).toContain(`${HOST} signs for you from now on.`);
    expect(document.querySelector('form.set-up')).toBeNull();
  });

  it.each([
    ['as AppID and key ID, as the console shows them', `${appId('a')}/ed85b6`],
    ['with blanks', `  ${appId('a')} `],
  ])('takes the AppID %s', async (_, typed) => {
    const { deps } = await openForm();
    await fillIn({ appId: typed });
    await submit();
    expect(await kept(deps)).toMatchObject([{ appId: appId('a') }]);
  });

  it('says beside each field what is wrong with it, goes to the first, and has nothing opened', async () => {
    const tryOut = vi.fn();
    const { deps } = await openForm({ tryOut });
    await submit();
    expect(errorOf(field('Address of the token service'))).toBe(
      'Enter the address of the token service.',
    );
    expect(errorOf(field('AppID of your meetings'))).toBe('Enter the AppID.');
    expect(errorOf(field('Public key'))).toBe('Paste the public key, or choose its file.');
    await until(() => document.activeElement === field('Address of the token service'));
    await put(field('Address of the token service'), URL);
    expect(errorOf(field('Address of the token service')), 'while it is typed').toBeNull();
    await put(field('AppID of your meetings'), 'my app');
    await submit();
    await until(() => document.activeElement === field('AppID of your meetings'));
    expect(errorOf(field('AppID of your meetings'))).toMatch(/^This is not an AppID/);
    expect(field('AppID of your meetings').value).toBe('my app');
    await put(field('AppID of your meetings'), appId('a'));
    await submit();
    await until(() => document.activeElement === field('Public key'));
    expect(tryOut).not.toHaveBeenCalled();
    expect(await kept(deps)).toEqual([]);
  });

  it.each([
    ['http://app.example.com/token', /must begin with https/],
    ['app.example.com', /not a web address/],
    ['https://a:b@app.example.com', /user name and the password/],
    ['https://app.example.com/#token', /“#”/],
    ['https://app.example.com/?state=1', /parameter that Gavel adds/],
  ])('says what is wrong with the address %s', async (url, words) => {
    await openForm();
    await fillIn({ url });
    await submit();
    expect(errorOf(field('Address of the token service'))).toMatch(words);
  });

  it.each([
    ['none', 'my key', /not a public key/],
    ['one for another algorithm', publicHalfOf('ec.pem'), /not an RSA key/],
    ['too short for JaaS', publicHalfOf('rsa1024.pem'), /1024 bits.*at least 2048/],
    ['longer than a key can be', 'A'.repeat(2_000_000), /not a public key/],
  ])('says of the public key that it is %s', async (_, key, words) => {
    await openForm();
    await fillIn({ key });
    await submit();
    expect(errorOf(field('Public key'))).toMatch(words);
  });

  it.each(['pkcs8.pem', 'pkcs1.pem', 'encrypted.pem'])(
    'throws a private key away (%s): it is neither left on the screen nor kept',
    async (name) => {
      const { deps } = await openForm();
      const pem = fixtureText(name);
      await fillIn({ key: pem });
      await submit();
      expect(field('Public key').value).toBe('');
      expect(errorOf(field('Public key'))).toMatch(/private key.*thrown it away/);
      expect(field('Address of the token service').value, 'the rest stays').toBe(URL);
      const secret = pem.split('\n')[3] ?? '';
      expect(secret.length).toBeGreaterThan(20);
      expect(document.body.innerHTML + deps.store.history.join()).not.toContain(secret);
      expect(await kept(deps)).toEqual([]);
    },
  );

  it.each(['public.pem', 'public.der', 'certificate.pem', 'certificate.der'])(
    'takes the public key from a file (%s)',
    async (name) => {
      const { deps } = await openForm();
      await fillIn({ key: '' });
      await giveFile(fixtureBytes(name), name, form());
      expect(field('Public key').value).not.toBe('');
      await submit();
      expect(await kept(deps)).toEqual([await service()]);
    },
  );

  it.each(['pkcs8.pem', 'pkcs8.der', 'pkcs1.der', 'encrypted.pem'])(
    'puts nothing of a private key’s file on the screen (%s)',
    async (name) => {
      await openForm();
      await giveFile(fixtureBytes(name), name, form());
      expect(field('Public key').value).toBe('');
      expect(errorOf(field('Public key'))).toMatch(/private key.*thrown it away/);
    },
  );

  it('says of a file that is too large that it is no public key', async () => {
    await openForm();
    await giveFile(new Uint8Array(1_048_577), 'film.mp4', form());
    expect(errorOf(field('Public key'))).toMatch(/not a public key/);
  });

  it.each<[TokenRefusal, RegExp]>([
    ['foreign-signature', /not signed by the key/],
    ['not-allowed', /may not moderate/],
    ['dismissed', /closed before it was finished/],
  ])(
    'that is refused (%s) says why, keeps what was typed, and keeps nothing',
    async (why, words) => {
      const { deps } = await openForm({ tryOut: async () => ({ ok: false, why }) });
      await fillIn({ label: 'Town hall' });
      await submit();
      expect(text(form())).toMatch(words);
      expect(text(form())).toContain('Nothing was kept.');
      expect(field('Address of the token service').value).toBe(URL);
      expect(field('Public key').value).toBe(fixtureText('public.pem'));
      expect(field('Label').value).toBe('Town hall');
      expect(await kept(deps)).toEqual([]);
      expect(get('button', 'Sign in and try', form()).getAttribute('aria-disabled')).toBe('false');
    },
  );

  it('opens nothing where the browser does not allow it', async () => {
    const tryOut = vi.fn();
    await openForm({ tryOut, allowSignIn: async () => false });
    await fillIn();
    await submit();
    expect(text(form())).toContain(tokenRefusalLabel('no-permission'));
    expect(tryOut).not.toHaveBeenCalled();
  });

  it('asks the browser inside the click, before anything is waited for', async () => {
    const allowSignIn = vi.fn(async () => true);
    await openForm({ allowSignIn });
    await fillIn();
    form().requestSubmit();
    expect(allowSignIn).toHaveBeenCalledOnce();
    await settle();
  });

  it('says while the login is open that it is, and has it opened once', async () => {
    let end = (): void => undefined;
    const tryOut = vi.fn(
      () =>
        new Promise<{ ok: true }>((resolve) => {
          end = () => resolve({ ok: true });
        }),
    );
    const { deps } = await openForm({ tryOut });
    await fillIn();
    form().requestSubmit();
    await until(() => text(form()).includes(`The login of ${HOST} is open.`));
    expect(get('button', 'Signing in…', form()).getAttribute('aria-disabled')).toBe('true');
    form().requestSubmit();
    end();
    await settle();
    expect(tryOut).toHaveBeenCalledOnce();
    expect(await kept(deps)).toHaveLength(1);
  });

  it('that is cancelled while the login is open keeps nothing, whatever it comes to', async () => {
    let end = (): void => undefined;
    const tryOut = () =>
      new Promise<{ ok: true }>((resolve) => {
        end = () => resolve({ ok: true });
      });
    const { deps } = await openForm({ tryOut });
    await fillIn();
    form().requestSubmit();
    await until(() => text(form()).includes(`The login of ${HOST} is open.`));
    get('button', 'Cancel', form()).click();
    await until(() => document.querySelector('form.set-up') === null);
    end();
    await settle();
    expect(await kept(deps)).toEqual([]);
    expect(text()).not.toContain('signs for you from now on');
  });

  it('takes the place of what was set up for the same AppID, and of nothing else', async () => {
    const other = await service({ appId: appId('b'), label: 'Other' });
    const deps = await withServices(await service({ url: 'https://old.example.com/' }), other);
    await openForm({ deps });
    await fillIn();
    await submit();
    expect(await kept(deps)).toEqual([other, await service()]);
  });

  it('that cannot be saved says so', async () => {
    const deps = fakeDeps();
    await openForm({ deps });
    await fillIn();
    deps.store.writesLeft = 0;
    await submit();
    expect(text(form())).toContain('That could not be saved');
    expect(get('button', 'Sign in and try', form()).getAttribute('aria-disabled')).toBe('false');
  });
});

describe('a token service that was set up', () => {
  it('is listed by its label, else by its host, with its AppID', async () => {
    const deps = await withServices(
      await service(),
      await service({ appId: appId('b'), label: 'Town hall' }),
    );
    await openPage({ deps });
    expect(text(item())).toContain(`Signs by the token service of ${HOST}`);
    expect(text(item())).toContain(appId('a'));
    expect(text(item('Town hall'))).toContain(appId('b'));
  });

  it('needs no key: the form for keys is not open by itself, and is one click away', async () => {
    await openPage({ deps: await withServices(await service()) });
    expect(find('textbox', 'Private key')).toBeNull();
    await click(get('button', 'Add a key'));
    get('textbox', 'Private key');
    await click(get('button', 'Cancel'));
    expect(find('textbox', 'Private key')).toBeNull();
  });

  it('has a key of its AppID say that it is not used, and no other key', async () => {
    const deps = await withServices(await service());
    await addFixture(deps);
    await addFixture(deps, { appId: appId('b'), label: 'Other' });
    await openPage({ deps });
    await until(() => find('listitem', 'Forum'));
    const keys = get('list', 'Keys');
    expect(text(get('listitem', 'Forum', keys))).toContain(
      `Not used · ${HOST} signs for this AppID`,
    );
    expect(text(get('listitem', 'Other', keys))).not.toContain('Not used');
  });

  it('says at a click whether the host is signed in there', async () => {
    const tryOut = vi.fn(async () => ({ ok: true as const }));
    await openPage({ deps: await withServices(await service()), tryOut });
    await click(get('button', `Sign in at ${HOST}`, item()));
    expect(tryOut).toHaveBeenCalledExactlyOnceWith(expect.objectContaining(await service()));
    expect(text(item())).toContain(`You are signed in at ${HOST}, and it gives you tokens.`);
  });

  it('says at a click why there is no token', async () => {
    const tryOut = async () => ({ ok: false as const, why: 'not-allowed' as const });
    await openPage({ deps: await withServices(await service()), tryOut });
    await click(get('button', `Sign in at ${HOST}`, item()));
    expect(text(item())).toContain(tokenRefusalLabel('not-allowed'));
  });

  it('says that the browser does not open logins', async () => {
    const tryOut = vi.fn();
    const deps = await withServices(await service());
    await openPage({ deps, tryOut, allowSignIn: async () => false });
    await click(get('button', `Sign in at ${HOST}`, item()));
    expect(text(item())).toContain(tokenRefusalLabel('no-permission'));
    expect(tryOut).not.toHaveBeenCalled();
  });

  it('shows its address and the fingerprint of its key on demand, and is removed after a question', async () => {
    const deps = await withServices(await service());
    const { change } = await openPage({ deps });
    expect(text(item())).not.toContain(URL);
    await click(get('button', 'More about this token service', item()));
    expect(text(item())).toContain(URL);
    const fingerprint = fixtureText('fingerprint.txt').trim();
    await until(() => text(item()).replaceAll(':', '').includes(fingerprint));
    await click(get('button', 'Remove token service', item()));
    expect(text(item())).toContain('Gavel no longer asks it for tokens.');
    await click(get('button', 'Cancel', item()));
    expect(await kept(deps)).toHaveLength(1);
    await click(get('button', 'Remove token service', item()));
    await answer(get('button', 'Remove', item()));
    expect(await kept(deps)).toEqual([]);
    await change();
    expect(text()).toContain(`The token service of ${HOST} was removed.`);
    expect(find('list', LIST)).toBeNull();
    get('textbox', 'Private key');
  });
});

describe('the test of a token service with JaaS', () => {
  /** The test, asked for and confirmed. */
  async function tested(told: Parameters<Parameters<TestKey>[1]>[0]) {
    const test = vi.fn<TestKey>(async (_, tell) => tell(told));
    await openPage({ deps: await withServices(await service()), test });
    await click(get('button', 'Test with JaaS…', item()));
    expect(text(item())).toContain('Test this token service with JaaS?');
    expect(text(item())).toContain('Gavel asks the token service for a token');
    expect(text(item())).not.toContain('this key');
    expect(test).not.toHaveBeenCalled();
    await answer(get('button', 'Send the test', item()));
    expect(test.mock.calls[0]?.[0]).toEqual({ appId: appId('a'), keyId: null });
  }

  it('says that JaaS accepts its tokens', async () => {
    await tested(outcomeOf('end-meeting', 'classic', { answer: { status: 200 } }));
    expect(text(item())).toContain('JaaS accepts its tokens.');
  });

  it('says of a token that JaaS refused where it came from, and not that a clock here is off', async () => {
    await tested(outcomeOf('end-meeting', 'classic', { answer: { status: 401 } }));
    expect(text(item())).toContain(`The token came from ${HOST}.`);
    expect(text(item())).toContain('JaaS does not accept its token');
    expect(text(item())).not.toMatch(/this key|this device/);
  });

  it('says why there was no token', async () => {
    await tested(
      outcomeOf('end-meeting', 'classic', { failure: 'no-token', refusal: 'signed-out' }),
    );
    expect(text(item())).toContain(tokenRefusalLabel('signed-out'));
  });
});
