import { describe, expect, it } from 'vitest';
import { fakeDeps, recordOf } from '../keys/fakes';
import { fewRounds } from '../keys/few-rounds';
import { addFixture, fixtureText } from './fixture';
import { answer, choose, click, find, get, openPage, text, until } from './page';

fewRounds();

const SET_BY = 'Set by your organisation';
const PASSPHRASE = 'correct horse battery staple';

const service = {
  appId: 'vpaas-magic-cookie-a',
  url: 'https://app.example.com/gavel/token',
  publicKeyPem: fixtureText('public.pem'),
};

async function openSettings(policy: unknown) {
  location.hash = '#settings';
  const page = await openPage({ policy });
  await until(() => find('combobox', 'How many at the same time'));
  return page;
}

async function openWithKey(policy: unknown, passphrase?: string) {
  const deps = fakeDeps();
  const key = await addFixture(deps, passphrase === undefined ? {} : { passphrase });
  const page = await openPage({ deps, policy });
  const item = await until(() => find('listitem', 'Forum'));
  return { ...page, key, item };
}

const select = (name: string) => get('combobox', name) as HTMLSelectElement;

/** What describes an element to a screen reader. */
function descriptionOf(element: Element): string {
  const ids = element.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent ?? '(nothing)').join(' ');
}

/** Whether a control cannot be changed, and says whose it is. */
function isFixed(element: HTMLElement): boolean {
  const { disabled } = element as HTMLSelectElement | HTMLInputElement;
  expect(descriptionOf(element).startsWith(SET_BY)).toBe(disabled);
  return disabled;
}

describe('settings that the organisation has fixed', () => {
  it('are shown as theirs, also where no host could choose them, and cannot be changed', async () => {
    await openSettings({ peopleAtOnce: 2, keepActivityDays: 45 });
    expect(select('How many at the same time').value).toBe('2');
    expect(isFixed(select('How many at the same time'))).toBe(true);
    const keep = select('Keep the activity for');
    expect(keep.selectedOptions[0]?.textContent).toBe('45 days');
    expect(isFixed(keep)).toBe(true);
  });

  it('follow the policy while the page is open: it comes, changes and goes', async () => {
    const { decide } = await openSettings(undefined);
    const people = select('How many at the same time');
    expect(text()).not.toContain(SET_BY);
    await choose(people, '6');
    await decide({ peopleAtOnce: 2 });
    expect([people.value, isFixed(people)]).toEqual(['2', true]);
    await decide({ peopleAtOnce: 3 });
    expect([people.value, isFixed(people)]).toEqual(['3', true]);
    await decide(undefined);
    expect([people.value, isFixed(people)]).toEqual(['6', false]);
    expect(text()).not.toContain(SET_BY);
  });

  it('are the time after which keys lock, and the address of every key', async () => {
    const { item } = await openWithKey(
      { autoLockMinutes: 90, base: 'current', requirePassphrase: true },
      PASSPHRASE,
    );
    expect(select('Lock automatically').selectedOptions[0]?.textContent).toBe('After 90 minutes');
    expect(isFixed(select('Lock automatically'))).toBe(true);
    await click(get('button', 'More about this key', item));
    const base = get('combobox', 'JaaS address', item) as HTMLSelectElement;
    expect([base.value, isFixed(base)]).toEqual(['current', true]);
  });
});

describe('what the organisation has set', () => {
  it('stands in Settings, in words, and nothing stands there where it has set nothing', async () => {
    const { decide } = await openSettings({
      tokenServices: [{ ...service, label: 'Forum' }],
      ownKeys: 'forbidden',
      requirePassphrase: true,
      autoLockMinutes: 60,
      base: 'classic',
      keepActivityDays: 0,
      peopleAtOnce: 2,
      extraHosts: ['stage.8x8.vc'],
    });
    const list = await until(() => document.querySelector('.organisation'));
    expect([...list.children].map((one) => one.textContent)).toEqual([
      'Sign-in at',
      'app.example.com for Forum',
      'Private keys in Gavel',
      'Not allowed',
      'Passphrase for keys',
      'Required',
      'Lock automatically',
      'After 1 hour',
      'JaaS address',
      'Classic (api-vo.jitsi.net)',
      'Keep the activity for',
      'an unlimited time',
      'How many at the same time',
      '2',
      'Other 8x8 hosts',
      'stage.8x8.vc',
    ]);
    expect(text()).not.toContain('Gavel ignores');
    await decide(undefined);
    expect(document.querySelector('.organisation')).toBeNull();
  });

  it('and is wrong is named with what is wrong about it, and nothing of a private key is shown', async () => {
    await openSettings({
      tokenServices: [
        { ...service, publicKeyPem: fixtureText('pkcs8.pem'), url: 'http://a.example' },
      ],
      autoLockMinutes: 5000,
      extraHosts: ['8x8.vc'],
      peopleATonce: 2,
    });
    const problems = await until(() => document.querySelector('.organisation__problems'));
    expect([...problems.children].map((one) => one.textContent)).toEqual([
      'tokenServices[0].urlThe address must begin with https://, so that nobody can read the token on its way.',
      'tokenServices[0].publicKeyPemThis is a private key. Remove it from the policy at once, and replace it in the JaaS console. Only the public key belongs here.',
      'autoLockMinutesThis must be a whole number of minutes from 1 to 1440.',
      'extraHosts[0]This is not a host under 8x8.vc.',
      'peopleATonceGavel does not know this field.',
    ]);
    expect(document.body.innerHTML).not.toMatch(/PRIVATE KEY|MII/);
  });

  it('as a host to be on is one click for the person, and then like every other', async () => {
    const { ports } = await openSettings({ extraHosts: ['stage.8x8.vc'] });
    expect(find('button', 'Stop using stage.8x8.vc')).toBeNull();
    await click(await until(() => find('button', 'Allow stage.8x8.vc')));
    expect(ports.extraHosts.allow).toHaveBeenCalledWith('stage.8x8.vc');
    await until(() => find('button', 'Stop using stage.8x8.vc'));
    expect(find('button', 'Allow stage.8x8.vc')).toBeNull();
  });
});

describe('where the organisation forbids private keys', () => {
  it('there is no way to add one: no form, no button, no first steps', async () => {
    await openPage({ policy: { ownKeys: 'forbidden' } });
    await until(() => text().includes('Your organisation does not allow private keys in Gavel.'));
    expect(document.querySelector('form, input, textarea, .start')).toBeNull();
    expect(find('button', 'Add another key')).toBeNull();
  });

  it('a key file that is dropped on the page is neither taken nor opened by the browser', async () => {
    const page = await openPage({ policy: { ownKeys: 'forbidden' } });
    const event = new Event('drop', { bubbles: true, cancelable: true });
    const file = new File([fixtureText('pkcs8.pem')], 'key.pem');
    Object.assign(event, { dataTransfer: { types: ['Files'], files: [file] } });
    document.body.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
    await page.change();
    expect(page.deps.store.history).toEqual([]);
  });

  it('a key that is here says that it is not used, does nothing more, and can be removed', async () => {
    const { item, key, deps } = await openWithKey({ ownKeys: 'forbidden' });
    expect(text()).toContain('The key below no longer signs anything.');
    expect(text(item)).toContain('Not used · your organisation does not allow private keys');
    const buttons = [...item.querySelectorAll('button')].map((one) => one.textContent);
    expect(buttons).toEqual(['Remove key']);
    await click(get('button', 'Remove key', item));
    await answer(get('button', 'Remove', item));
    await until(() => !find('listitem', 'Forum'));
    await expect(recordOf(deps, key)).rejects.toThrow();
  });

  it('the form that is open goes when that is decided, and is back when it is not any more', async () => {
    const { decide } = await openPage();
    await decide({ ownKeys: 'forbidden' });
    expect(find('textbox', 'AppID')).toBeNull();
    await decide(undefined);
    expect(find('textbox', 'AppID')).not.toBeNull();
  });
});

describe('where the organisation requires a passphrase', () => {
  it('the form for the first key asks for one, and cannot be told otherwise', async () => {
    await openPage({ policy: { requirePassphrase: true } });
    const box = get('checkbox', 'Protect it with a passphrase') as HTMLInputElement;
    expect([box.checked, isFixed(box)]).toEqual([true, true]);
    get('textbox', 'New passphrase');
  });

  it('a key without one says that it is not used, until it is protected', async () => {
    const { item, decide } = await openWithKey(undefined);
    await decide({ requirePassphrase: true });
    expect(text(item)).toContain('Not used until it has a passphrase');
    expect(text()).toContain('A key without one is not used until you protect it');
    expect(find('button', 'Test with JaaS…', item)).toBeNull();
    expect(find('button', 'Add another key')).toBeNull();
    get('button', 'Protect with a passphrase');
  });

  it('the passphrase that keys have cannot be removed', async () => {
    const { item, decide } = await openWithKey({ requirePassphrase: true }, PASSPHRASE);
    expect(text(item)).not.toContain('Not used');
    get('button', 'Change passphrase');
    expect(find('button', 'Remove passphrase')).toBeNull();
    await decide(undefined);
    get('button', 'Remove passphrase');
  });
});
