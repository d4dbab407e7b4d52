import { afterEach, describe, expect, it, vi } from 'vitest';
import { itemName } from '~/utils/keys/key-record';
import { createKeyring } from '~/utils/keys/keyring';
import { appId, fakeDeps, keyId, recordOf } from '../keys/fakes';
import { addFixture, fixtureText } from './fixture';
import { answer, choose, click, find, get, openPage, put, text, until } from './page';

afterEach(() => vi.restoreAllMocks());

async function openWithKey() {
  const deps = fakeDeps();
  const key = await addFixture(deps);
  const page = await openPage({ deps });
  const item = await until(() => find('listitem', 'Forum'));
  return { ...page, key, item };
}

const more = (item: HTMLElement) => click(get('button', 'More about this key', item));

describe('the list of keys', () => {
  it('names a key by its label, else by its AppID, and shows which it is', async () => {
    const deps = fakeDeps();
    await addFixture(deps);
    await addFixture(deps, { appId: appId('b'), label: '' });
    await openPage({ deps });
    const item = await until(() => find('listitem', 'Forum'));
    expect(text(item)).toContain('vpaas-magic-cookie-a / k1');
    expect(text(item)).toContain('not used yet');
    get('listitem', 'vpaas-magic-cookie-b', get('list', 'Keys'));
  });

  it('checks a key here, and shows its size and whole fingerprint once, on demand', async () => {
    const { item, key } = await openWithKey();
    const fingerprints = () => text(item).replaceAll(':', '').split(key.fingerprint).length - 1;
    await click(get('button', 'Check key', item));
    await until(() => text(item).includes('The key works here'));
    expect(fingerprints()).toBe(0);
    await more(item);
    expect(text(item)).toContain('2048 bits');
    expect(fingerprints()).toBe(1);
  });

  it('says first whether JaaS takes the key, by what JaaS said last', async () => {
    const { item, deps, key, change } = await openWithKey();
    const state = () => text(item.querySelector('.key__state') ?? document.head);
    expect(state()).toBe('Not tested with JaaS yet');
    const { noteUse } = createKeyring(deps);
    await noteUse(key.id, { at: deps.time, verdict: 'accepted' });
    await change();
    await until(() => /^Works · JaaS accepted it today at \d\d:\d\d$/.test(state()));
    await noteUse(key.id, { at: deps.time });
    await change();
    expect(state()).toMatch(/^Works/);
    await noteUse(key.id, { at: deps.time, verdict: 'refused' });
    await change();
    await until(() => /^Does not work · JaaS refused it today/.test(state()));
    vi.spyOn(deps.deviceKeys, 'read').mockResolvedValue(null);
    await click(get('button', 'Check key', item));
    await until(() => state() === 'Cannot be used here');
  });

  it('promises nothing of a key that JaaS accepted on another day', async () => {
    const { item, deps, key, change } = await openWithKey();
    await createKeyring(deps).noteUse(key.id, {
      at: deps.time - 3 * 86_400_000,
      verdict: 'accepted',
    });
    await change();
    await until(() => text(item).includes('JaaS accepted it on'));
    expect(text(item)).not.toContain('Works');
  });

  it('says so when the browser has lost the key to a key', async () => {
    const { item, deps } = await openWithKey();
    vi.spyOn(deps.deviceKeys, 'read').mockResolvedValue(null);
    await click(get('button', 'Check key', item));
    await until(() => text(item).includes('The browser lost the key that opens this one'));
    expect(text(item)).not.toContain('The key works here');
  });

  it('compares with the public key of the console', async () => {
    const { item } = await openWithKey();
    await more(item);
    await click(get('button', 'Compare with the public key in the JaaS console', item));
    const field = await until(() => find('textbox', 'Public key from the JaaS console', item));
    await put(field, fixtureText('public.pem'));
    await click(get('button', 'Compare', item));
    await until(() => text(item).includes('They match.'));
    await put(field, fixtureText('certificate.pem').replace(/M/g, 'N'));
    await click(get('button', 'Compare', item));
    await until(() => !text(item).includes('They match.'));
    expect(text(item)).toContain('not a public key that Gavel can read');
  });

  it('does not leave a private key on the screen that was pasted to compare', async () => {
    const { item } = await openWithKey();
    await more(item);
    await click(get('button', 'Compare with the public key in the JaaS console', item));
    const field = await until(() => find('textbox', 'Public key from the JaaS console', item));
    await put(field, fixtureText('pkcs8.pem'));
    await click(get('button', 'Compare', item));
    await until(() => text(item).includes('That is a private key.'));
    expect((field as HTMLTextAreaElement).value).toBe('');
  });

  it('renames in place, and the focus comes back', async () => {
    const { item, deps, key } = await openWithKey();
    await more(item);
    await click(get('button', 'Rename key', item));
    const field = get('textbox', 'New label', item);
    expect(document.activeElement).toBe(field);
    await put(field, '  Town hall ');
    await click(get('button', 'Save', item));
    await until(() => find('listitem', 'Town hall'));
    expect((await recordOf(deps, key)).label).toBe('Town hall');
    expect(document.activeElement).toBe(get('button', 'Rename key'));
  });

  it('changes the address of JaaS', async () => {
    const { item, deps, key } = await openWithKey();
    await more(item);
    await choose(get('combobox', 'JaaS address', item), 'current');
    await until(() => text().includes('The JaaS address was changed'));
    expect((await recordOf(deps, key)).base).toBe('current');
  });

  it('copies the public half, and only that', async () => {
    const { item, copied } = await openWithKey();
    await more(item);
    await click(get('button', 'Copy public key', item));
    expect(copied).toEqual([fixtureText('public.pem')]);
  });

  it('marks the key that signs where there are two of one AppID, and can change it', async () => {
    const deps = fakeDeps();
    await addFixture(deps);
    await addFixture(deps, { keyId: keyId('k2'), label: 'Newer' });
    await openPage({ deps });
    const older = await until(() => find('listitem', 'Forum'));
    expect(text(older)).not.toContain('Preferred');
    expect(text(get('listitem', 'Newer'))).toContain('Preferred');
    await more(older);
    await click(get('button', 'Make preferred', older));
    await until(() => text(get('listitem', 'Forum')).includes('Preferred'));
    await until(() => !text(get('listitem', 'Newer')).includes('Preferred'));
  });

  it('asks before it removes, with the focus on Cancel', async () => {
    const { item, deps, key } = await openWithKey();
    await more(item);
    const remove = get('button', 'Remove key', item);
    await click(remove);
    expect(document.activeElement).toBe(get('button', 'Cancel', item));
    expect(text(item)).toContain('Remove “Forum”?');
    await click(get('button', 'Cancel', item));
    expect(document.activeElement).toBe(get('button', 'Remove key', item));
    expect(deps.store.items).toHaveProperty([itemName(key.id)]);
    await click(get('button', 'Remove key', item));
    await click(get('button', 'Remove', item));
    expect(deps.store.items).toHaveProperty([itemName(key.id)]);
    await answer(get('button', 'Remove', item));
    await until(() => !find('listitem', 'Forum'));
    expect(text()).toContain('“Forum” was removed');
    expect(deps.store.items).not.toHaveProperty([itemName(key.id)]);
  });

  it('shows a damaged key and one of a newer version, and leaves them until they are removed', async () => {
    const deps = fakeDeps();
    deps.store.items[itemName('x')] = { v: 1, appId: appId('a'), keyId: 'k9', label: 'Old' };
    deps.store.items[itemName('y')] = { v: 9, label: 'From tomorrow' };
    await openPage({ deps });
    const old = await until(() => find('listitem', 'Old'));
    expect(text(old)).toContain('is damaged');
    expect(text(old)).toContain('vpaas-magic-cookie-a / k9');
    expect(text(get('listitem', 'From tomorrow'))).toContain('Update Gavel');
    expect(Object.keys(deps.store.items)).toHaveLength(2);
    await click(get('button', 'Remove key', old));
    await answer(get('button', 'Remove', old));
    await until(() => !find('listitem', 'Old'));
    expect(Object.keys(deps.store.items)).toEqual([itemName('y')]);
  });

  it('shows what another page has changed', async () => {
    const { deps, change } = await openWithKey();
    await addFixture(deps, { appId: appId('b'), label: 'From elsewhere' });
    await change();
    const item = await until(() => find('listitem', 'From elsewhere'));
    expect(text(item)).toContain('vpaas-magic-cookie-b / k1');
  });
});
