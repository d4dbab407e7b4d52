import { describe, expect, it } from 'vitest';
import {
  type AddForm,
  addErrors,
  EMPTY_FORM,
  fileErrors,
  leaveId,
  readIds,
  takeLook,
  takeSource,
  typeId,
  typePassphrase,
  typeText,
} from '~/components/options/add/form';

const APP = 'vpaas-magic-cookie-1d2e6a';
const PASSPHRASE = { ok: false, code: 'needs-passphrase', params: {} } as const;

const typed = (more: Partial<AddForm['draft']>): AddForm => ({
  ...EMPTY_FORM,
  draft: { ...EMPTY_FORM.draft, ...more },
});

describe('both ids in one field', () => {
  it('fill both fields when pasted, and take back what was wrong with either', () => {
    const wrong = addErrors(EMPTY_FORM, { appId: 'a', keyId: 'k', form: 'f', passphrase: 'p' });
    const form = typeId(wrong, 'keyId', `${APP}/ed85b6`);
    expect(form).toMatchObject({ draft: { appId: APP, keyId: 'ed85b6' }, split: true });
    expect(form.errors).toEqual({ passphrase: 'p' });
  });

  it('fill them only when the field is left, if typed letter by letter', () => {
    const before = typed({ appId: `${APP}/` });
    const form = typeId(before, 'appId', `${APP}/e`);
    expect(form.split).toBe(false);
    expect(form.draft.appId).toBe(`${APP}/e`);
    expect(leaveId(form, 'appId')).toMatchObject({
      draft: { appId: APP, keyId: 'e' },
      split: true,
    });
    expect(leaveId(typed({ appId: APP }), 'appId')).toEqual(typed({ appId: APP }));
  });

  it('are read from there even if the field was not left', () => {
    expect(readIds(typed({ appId: `${APP}/e` }))).toEqual({ appId: APP, keyId: 'e', errors: {} });
    const { errors } = readIds(typed({ appId: ' ', keyId: 'ü' }));
    expect(Object.keys(errors)).toEqual(['appId', 'keyId']);
    expect(errors.appId).not.toBe(errors.keyId);
  });
});

describe('another key', () => {
  it('takes back what was said of the one before, and no more', () => {
    const asked = addErrors(typed({ filePassphrase: 'x', appId: APP }), {
      ...fileErrors(PASSPHRASE),
      privateKey: { text: 'no key' },
      appId: 'wrong',
    });
    expect(asked.encrypted).toBe(true);
    const form = takeSource(asked, { text: 'another', file: null });
    expect(form.encrypted).toBe(false);
    expect(form.errors).toEqual({ appId: 'wrong' });
    expect(form.draft).toMatchObject({ text: 'another', filePassphrase: '', appId: APP });
  });

  const found = { found: 'one', appId: APP, keyId: 'e' } as const;
  const encrypted = { ...PASSPHRASE, ids: found };

  it('fills in its ids only where nobody has typed any, also while it is encrypted', () => {
    const look = (form: AddForm) => takeLook(form, encrypted, false);
    expect(look(EMPTY_FORM)).toMatchObject({
      draft: { appId: APP, keyId: 'e' },
      encrypted: true,
      errors: {},
    });
    expect(look(typed({ keyId: 'mine' })).draft).toMatchObject({ appId: '', keyId: 'mine' });
    expect(takeLook(EMPTY_FORM, PASSPHRASE, false).draft).toEqual(EMPTY_FORM.draft);
  });

  it('F16: fills in an AppID alone, and none of several', () => {
    const alone = takeLook(EMPTY_FORM, { ...PASSPHRASE, ids: { ...found, keyId: null } }, false);
    expect(alone.draft).toMatchObject({ appId: APP, keyId: '' });
    const candidates = [`${APP}/e`, `${APP}/f`];
    const several = { ...PASSPHRASE, ids: { found: 'several', candidates } } as const;
    const shown = takeLook(EMPTY_FORM, several, false);
    expect(shown).toMatchObject({ draft: { appId: '', keyId: '' }, candidates });
    expect(takeSource(shown, { text: 'another' }).candidates).toEqual([]);
  });

  it('F25: that is typed is not said to be wrong before it is whole', () => {
    const mangled = { ok: false, code: 'mangled', params: {} } as const;
    expect(takeLook(EMPTY_FORM, mangled, true).errors).toEqual({});
    expect(takeLook(EMPTY_FORM, mangled, false).errors).toHaveProperty('privateKey');
  });

  it('F25: keeps the field of its passphrase until it is known that it needs none', () => {
    const asked = typePassphrase(takeLook(EMPTY_FORM, PASSPHRASE, false), 'filePassphrase', 'x');
    const edited = typeText(asked, 'one letter more');
    expect(edited).toMatchObject({ encrypted: true, draft: { filePassphrase: 'x' } });
    expect(takeLook(edited, PASSPHRASE, true)).toMatchObject({
      encrypted: true,
      draft: { filePassphrase: 'x' },
    });
    expect(takeLook(edited, { ok: false, code: 'not-a-key', params: {} }, true)).toMatchObject({
      encrypted: false,
      draft: { filePassphrase: '' },
    });
  });
});

it('the field of a passphrase stays while it is typed into', () => {
  const asked = addErrors(EMPTY_FORM, fileErrors(PASSPHRASE));
  const form = typePassphrase(asked, 'filePassphrase', 'secret');
  expect(form).toMatchObject({ encrypted: true, errors: {}, draft: { filePassphrase: 'secret' } });
});
