import { describe, expect, it, vi } from 'vitest';
import { lockState } from '~/utils/keys/lock';
import { setPassphrase } from '~/utils/keys/passphrase';
import { appId, fakeDeps } from '../keys/fakes';
import { fewRounds } from '../keys/few-rounds';
import { addFixture } from './fixture';
import { choose, click, errorOf, find, get, openPage, put, settle, text, until } from './page';

fewRounds();

const PASSPHRASE = 'correct horse battery';

async function openWith(passphrase: string | null) {
  const deps = fakeDeps();
  await addFixture(deps, { appId: appId('a') });
  if (passphrase !== null) await setPassphrase(deps, passphrase);
  const page = await openPage({ deps });
  await until(() => find('listitem', 'Forum'));
  return page;
}

describe('protecting the keys', () => {
  it('takes a new passphrase typed twice, and the keys stay usable', async () => {
    const { deps } = await openWith(null);
    await click(get('button', 'Protect with a passphrase'));
    expect(document.activeElement).toBe(get('textbox', 'New passphrase'));
    await put(get('textbox', 'New passphrase'), PASSPHRASE);
    await put(get('textbox', 'Repeat new passphrase'), PASSPHRASE);
    await click(get('button', 'Protect'));
    await until(() => find('button', 'Lock now'));
    expect((await lockState(deps)).state).toBe('unlocked');
    expect(text()).not.toContain(PASSPHRASE);
    expect(text(get('listitem', 'Forum'))).toContain('Passphrase');
  });

  it('refuses a short one, an easy one and two that differ, beside the field, and changes nothing', async () => {
    const { deps } = await openWith(null);
    await click(get('button', 'Protect with a passphrase'));
    await put(get('textbox', 'New passphrase'), 'short');
    await click(get('button', 'Protect'));
    expect(errorOf(get('textbox', 'New passphrase'))).toContain('at least 15');
    for (const easy of ['passwordpassword1', 'qwertyuiopasdfgh', 'Forum Forum Forum Forum']) {
      await put(get('textbox', 'New passphrase'), easy);
      await put(get('textbox', 'Repeat new passphrase'), easy);
      await click(get('button', 'Protect'));
      await until(() => errorOf(get('textbox', 'New passphrase'))?.includes('Too easy to guess'));
    }
    await put(get('textbox', 'New passphrase'), PASSPHRASE);
    await put(get('textbox', 'Repeat new passphrase'), 'something else');
    await click(get('button', 'Protect'));
    expect(errorOf(get('textbox', 'Repeat new passphrase'))).toContain('do not match');
    expect(await lockState(deps)).toEqual({ state: 'open' });
  });

  it('says what a new passphrase is worth once it is whole', async () => {
    await openWith(null);
    await click(get('button', 'Protect with a passphrase'));
    const field = get('textbox', 'New passphrase');
    const words = () =>
      text().match(/Guessing it would keep one graphics card busy for [^.]*/)?.[0];
    for (const [typed, worth] of [
      ['too short', undefined],
      ['lemon bicycle teapot', /about \d+ years|more than 100 years/],
    ] as const) {
      await put(field, typed);
      field.dispatchEvent(new FocusEvent('blur'));
      if (worth) await until(() => worth.test(words() ?? ''));
      else await settle();
      expect(words()).toEqual(worth ? expect.stringMatching(worth) : undefined);
    }
    await put(field, 'aaaaaaaaaaaaaaaa');
    field.dispatchEvent(new FocusEvent('blur'));
    await until(() => errorOf(field)?.includes('Too easy to guess'));
    await put(field, 'lemon bicycle');
    expect(errorOf(field)).toBeNull();
    expect(words(), 'of another one').toBeUndefined();
  });

  it('says that older files may still hold the keys without it, and what to do', async () => {
    await openWith(null);
    await click(get('button', 'Protect with a passphrase'));
    await put(get('textbox', 'New passphrase'), PASSPHRASE);
    await put(get('textbox', 'Repeat new passphrase'), PASSPHRASE);
    await click(get('button', 'Protect'));
    await until(() => find('button', 'Lock now'));
    expect(text()).toMatch(/backups .* may still hold them.* new key in the JaaS console/);
  });

  it('locks now, refuses a wrong passphrase and unlocks with the right one', async () => {
    const { deps } = await openWith(PASSPHRASE);
    await put(get('textbox', 'Passphrase'), 'wrong one here');
    await click(get('button', 'Unlock'));
    await until(() => errorOf(get('textbox', 'Passphrase'))?.includes('Wrong passphrase'));
    await put(get('textbox', 'Passphrase'), PASSPHRASE);
    await click(get('button', 'Unlock'));
    await until(() => find('button', 'Lock now'));
    expect(await lockState(deps)).toEqual({ state: 'unlocked', until: deps.time + 30 * 60_000 });
    expect(document.activeElement).toBe(document.querySelector('#keys-title'));
    await click(get('button', 'Lock now'));
    await until(() => find('button', 'Unlock'));
    expect(document.activeElement).toBe(document.querySelector('#protect-title'));
    expect(text(get('listitem', 'Forum'))).toContain('Locked');
  });

  it('tries a passphrase once for a double click', async () => {
    const { ports } = await openWith(PASSPHRASE);
    const spy = vi.spyOn(ports.keyring, 'unlock');
    await put(get('textbox', 'Passphrase'), 'wrong one here');
    get('button', 'Unlock').click();
    get('button', 'Unlock').click();
    await until(() => errorOf(get('textbox', 'Passphrase')));
    expect(spy).toHaveBeenCalledTimes(1);
  });

  it('says when the next try is possible after five wrong ones', async () => {
    const { deps } = await openWith(PASSPHRASE);
    for (let attempts = 0; attempts < 5; attempts += 1) {
      await put(get('textbox', 'Passphrase'), `wrong passphrase ${attempts}`);
      await click(get('button', 'Unlock'));
      await until(() => errorOf(get('textbox', 'Passphrase')));
    }
    await until(() => errorOf(get('textbox', 'Passphrase'))?.includes('in 30 seconds'));
    await put(get('textbox', 'Passphrase'), PASSPHRASE);
    await click(get('button', 'Unlock'));
    await until(() => errorOf(get('textbox', 'Passphrase'))?.includes('Too many wrong attempts'));
    expect((await lockState(deps)).state).toBe('locked');
  });

  it('changes and removes the passphrase only for who knows it', async () => {
    const { deps } = await openWith(PASSPHRASE);
    await click(get('button', 'Change passphrase'));
    await put(get('textbox', 'Current passphrase'), 'not this one');
    await put(get('textbox', 'New passphrase'), 'another horse battery');
    await put(get('textbox', 'Repeat new passphrase'), 'another horse battery');
    await click(get('button', 'Change'));
    await until(() => errorOf(get('textbox', 'Current passphrase')));
    await put(get('textbox', 'Current passphrase'), PASSPHRASE);
    await click(get('button', 'Change'));
    await until(() => text().includes('The passphrase was changed.'));
    await click(get('button', 'Remove passphrase'));
    await put(get('textbox', 'Current passphrase'), 'another horse battery');
    await click(get('button', 'Remove passphrase'));
    await until(() => find('button', 'Protect with a passphrase'));
    expect(await lockState(deps)).toEqual({ state: 'open' });
  });

  it('locks by itself after the chosen time', async () => {
    const { deps } = await openWith(PASSPHRASE);
    await choose(await until(() => find('combobox', 'Lock automatically')), '5');
    await until(() => text().includes('It applies from the next time you unlock'));
    await put(get('textbox', 'Passphrase'), PASSPHRASE);
    await click(get('button', 'Unlock'));
    await until(() => find('button', 'Lock now'));
    expect(await lockState(deps)).toEqual({ state: 'unlocked', until: deps.time + 5 * 60_000 });
  });
});
