// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { migrateKeyRecord } from '~/utils/keys/key-record';
import { listKeys } from '~/utils/keys/keyring';
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
    await deps.local.set({ [`key:${read.record.id}`]: stored });
    expect((await listKeys(deps)).keys[0]).toMatchObject({
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
