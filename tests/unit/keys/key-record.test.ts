// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { migrateKeyRecord } from '~/utils/keys/key-record';
import { createKeyring } from '~/utils/keys/keyring';
import { unlock } from '~/utils/keys/lock';
import { checkKey } from '~/utils/keys/signing-key';
import { fakeDeps } from './fakes';
import { fixtureText } from './fixture';

const stored: unknown = JSON.parse(fixtureText('record-v1.json'));

describe('a key that version 1 stored', () => {
  it('is read, unlocked and signs', async () => {
    const read = migrateKeyRecord(stored);
    if (!read.ok) throw new Error(read.code);
    expect(read.record).toEqual(stored);
    const deps = fakeDeps();
    await deps.store.set({ [`key:${read.record.id}`]: stored });
    expect((await createKeyring(deps).list()).keys[0]).toMatchObject({
      label: 'Production',
      mode: 'passphrase',
    });
    expect(await unlock(deps, 'correct horse battery', null)).toMatchObject({ ok: true, kept: [] });
    expect(await checkKey(read.record, deps)).toMatchObject({ ok: true, bits: 2048 });
  });

  it('keeps its members to itself: none is unknown', () => {
    expect(migrateKeyRecord({ ...(stored as object), d: 'secret' })).toMatchObject({
      ok: true,
      record: expect.not.objectContaining({ d: 'secret' }),
    });
  });

  it.each([
    ['null', null, 'damaged'],
    ['a text', 'x', 'damaged'],
    ['a later version', { v: 2 }, 'newer-version'],
    ['no version', {}, 'damaged'],
  ])('is not read from %s', (_, value, code) => {
    expect(migrateKeyRecord(value)).toMatchObject({ ok: false, code });
  });
});

describe('a stored key', () => {
  const read = (change: object) => migrateKeyRecord({ ...(stored as object), ...change });
  const hour = 3_600_000;

  it.each<[string, object]>([
    ['with the longest label', { label: 'x'.repeat(100) }],
    ['with the longest seal', { sealed: 'x'.repeat(32_768) }],
    ['that was never used', { lastUsedAt: undefined, answeredBase: undefined }],
    ['that was used', { lastUsedAt: 5, answeredBase: 'classic', clockOffsetMs: hour }],
    ['that JaaS accepted', { jaas: { verdict: 'accepted', at: 5 } }],
    ['that JaaS refused', { jaas: { verdict: 'refused', at: 5 } }],
    ['whose clock is behind', { answeredBase: 'current', clockOffsetMs: -hour }],
    ['that is preferred', { preferred: true }],
    ['for one base address', { base: 'classic' }],
    ['for the other base address', { base: 'current' }],
    ['for both', { base: 'auto' }],
    ['without a passphrase', { mode: 'device' }],
  ])('%s is read as it was written', (_, change) => {
    const clean = JSON.parse(JSON.stringify({ ...(stored as object), ...change }));
    expect(migrateKeyRecord(clean)).toEqual({ ok: true, record: clean });
  });

  it.each<[string, object]>([
    ['an id that is none', { id: 'x' }],
    ['a label that is too long', { label: 'x'.repeat(101) }],
    ['half a bit', { bits: 2048.5 }],
    ['half a fingerprint', { fingerprint: 'ab'.repeat(31) }],
    ['a fingerprint with more before', { fingerprint: `x${'ab'.repeat(32)}` }],
    ['a fingerprint with more behind', { fingerprint: `${'ab'.repeat(32)}x` }],
    ['a fingerprint in capitals', { fingerprint: 'AB'.repeat(32) }],
    ['an unheard-of base address', { base: 'next' }],
    ['an unheard-of address that answered', { answeredBase: 'auto' }],
    ['a clock that is ahead by more than an hour', { clockOffsetMs: hour + 1 }],
    ['a clock that is behind by more than an hour', { clockOffsetMs: -hour - 1 }],
    ['an unheard-of word of JaaS’s', { jaas: { verdict: 'perhaps', at: 5 } }],
    ['a preference that is none', { preferred: 'yes' }],
    ['an unheard-of protection', { mode: 'none' }],
    ['a seal that is too long', { sealed: 'x'.repeat(32_769) }],
    ['no public half', { publicJwk: undefined }],
  ])('with %s is damaged, and shown by what can be read', (_, change) => {
    const { appId, keyId, label, mode } = stored as Record<string, unknown>;
    expect(read(change)).toEqual({
      ok: false,
      code: 'damaged',
      claims: {
        appId,
        keyId,
        label: 'label' in change ? null : label,
        mode: 'mode' in change ? null : mode,
      },
    });
  });

  it('of which nothing can be read is damaged all the same', () => {
    const nothing = { appId: null, keyId: null, label: null, mode: null };
    for (const value of [null, [], { v: 'x', appId: 5, keyId: '!', label: 5 }]) {
      expect(migrateKeyRecord(value)).toEqual({ ok: false, code: 'damaged', claims: nothing });
    }
    expect(migrateKeyRecord({ v: 1.5 })).toMatchObject({ code: 'newer-version' });
  });
});
