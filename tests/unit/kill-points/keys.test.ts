// @vitest-environment node
import { beforeAll, describe, expect, it } from 'vitest';
import { addKey } from '~/utils/keys/add-key';
import { readKeyText } from '~/utils/keys/import/read-key';
import { readKeyring } from '~/utils/keys/key-record';
import { createKeyring } from '~/utils/keys/keyring';
import { lockNow, unlock } from '~/utils/keys/lock';
import { changePassphrase, removePassphrase, setPassphrase } from '~/utils/keys/passphrase';
import { deviceKeyOf } from '~/utils/keys/seal';
import { checkKey } from '~/utils/keys/signing-key';
import { readUnlocked } from '~/utils/keys/unlocked';
import { appId, keyId } from '../keys/fakes';
import type { Life, Plan } from './machine/life';
import { installPlatform } from './machine/platform';
import { everythingIn, keyring, newProfile, PEM, type Profile, putKey } from './machine/profile';
import { atEveryPoint, atEveryStorageStep, live, type Round, tell } from './machine/rounds';
import { secretsIn } from './machine/secrets';

const A = appId('a');
const B = appId('b');
const FIRST = 'Xylophone-Quartz-42';
const SECOND = 'Marmalade-Zenith-77';

beforeAll(installPlatform);

interface Flow {
  readonly name: string;
  /** What is there before. */
  readonly before: () => Promise<void>;
  readonly run: () => Promise<unknown>;
  /** By what keys may be sealed while it is under way: a passphrase, or null for the device. */
  readonly sealedBy: readonly (string | null)[];
  /** The AppIDs whose keys must be there whatever happens. */
  readonly kept: readonly string[];
  /** The key that comes or goes. */
  readonly moves?: { readonly appId: string; readonly there: boolean };
}

const C = appId('c');

const twoKeys = async () => {
  await putKey(A, keyId('k1'));
  await putKey(B, keyId('k2'));
};

const protectedKeys = async () => {
  await twoKeys();
  await setPassphrase(keyring(), FIRST);
};

const unlockedKeys = async () => {
  await protectedKeys();
  await unlock(keyring(), FIRST, null);
};

/** As the options page does it: the key file is read there. */
async function importKey(passphrase?: string): Promise<unknown> {
  const read = await readKeyText(PEM);
  if (!read.ok) return read;
  const names = { appId: C, keyId: keyId('k3'), label: 'New' };
  const more = passphrase === undefined ? {} : { passphrase };
  return addKey(keyring(), { ...names, jwk: read.jwk, bits: read.bits, ...more });
}

const FLOWS: readonly Flow[] = [
  {
    name: 'import of the first key',
    before: async () => undefined,
    run: () => importKey(),
    sealedBy: [null],
    kept: [],
    moves: { appId: C, there: true },
  },
  {
    name: 'import of the first key with a passphrase',
    before: async () => undefined,
    run: () => importKey(FIRST),
    sealedBy: [FIRST],
    kept: [],
    moves: { appId: C, there: true },
  },
  {
    name: 'import under the passphrase',
    before: unlockedKeys,
    run: () => importKey(FIRST),
    sealedBy: [FIRST],
    kept: [A, B],
    moves: { appId: C, there: true },
  },
  {
    name: 'unlock',
    before: protectedKeys,
    run: () => unlock(keyring(), FIRST, 60_000),
    sealedBy: [FIRST],
    kept: [A, B],
  },
  {
    name: 'lock',
    before: unlockedKeys,
    run: () => lockNow(keyring()),
    sealedBy: [FIRST],
    kept: [A, B],
  },
  {
    name: 'protect by a passphrase',
    before: twoKeys,
    run: () => createKeyring(keyring()).setPassphrase(FIRST),
    sealedBy: [null, FIRST],
    kept: [A, B],
  },
  {
    name: 'change of the passphrase',
    before: unlockedKeys,
    run: () => changePassphrase(keyring(), FIRST, SECOND),
    sealedBy: [FIRST, SECOND],
    kept: [A, B],
  },
  {
    name: 'removal of the passphrase',
    before: unlockedKeys,
    run: () => removePassphrase(keyring(), FIRST),
    sealedBy: [FIRST, null],
    kept: [A, B],
  },
  {
    name: 'removal of a key',
    before: unlockedKeys,
    run: async () => {
      const { keys } = await createKeyring(keyring()).list();
      await createKeyring(keyring()).remove(keys.find((key) => key.appId === B)?.id ?? '');
    },
    sealedBy: [FIRST],
    kept: [A],
    moves: { appId: B, there: false },
  },
];

async function play(flow: Flow, plan: Plan): Promise<{ profile: Profile; round: Round<unknown> }> {
  const profile = await newProfile();
  await flow.before();
  return { profile, round: await live(plan, flow.run) };
}

/** How all keys are sealed: in one way, which is one of those that may be. */
async function expectReadable(flow: Flow, profile: Profile): Promise<string | null> {
  const { records, damaged } = await readKeyring(keyring());
  expect(damaged).toEqual([]);
  const there = records.map((record) => record.appId);
  for (const kept of flow.kept) expect(there).toContain(kept);
  const modes = new Set(records.map(({ mode }) => mode));
  expect(modes.size, 'sealed in more than one way').toBeLessThanOrEqual(1);
  if (!modes.has('passphrase')) {
    if (records.length > 0) expect(flow.sealedBy).toContain(null);
    for (const record of records)
      expect(await checkKey(record, keyring())).toMatchObject({ ok: true });
    return null;
  }
  // What is unlocked from before signs, or asks to be unlocked; then one passphrase opens all.
  for (const record of records) {
    const found = await checkKey(record, keyring());
    if (!found.ok) expect(found.code).toBe('locked');
  }
  profile.session.items = {};
  for (const passphrase of flow.sealedBy) {
    if (passphrase === null) continue;
    const opened = await unlock(keyring(), passphrase, null);
    if (!opened.ok) continue;
    expect(opened.kept).toEqual([]);
    for (const record of records)
      expect(await checkKey(record, keyring())).toMatchObject({ ok: true });
    return passphrase;
  }
  throw new Error('No passphrase opens the keys.');
}

async function expectNoSecret(profile: Profile): Promise<void> {
  expect(secretsIn(await everythingIn(profile), [FIRST, SECOND])).toEqual([]);
  expect(profile.local.history, 'written where a content script may read').toEqual([]);
}

/** At the next start no device key is left but those that something is sealed by. */
async function expectSwept(): Promise<void> {
  const deps = keyring();
  await createKeyring(deps).sweep();
  const { records } = await readKeyring(deps);
  const unlocked = Object.values((await readUnlocked(deps))?.keys ?? {});
  const seals = [...records.map(({ sealed }) => sealed), ...unlocked];
  const needed = seals.map(deviceKeyOf).filter((id) => id !== null);
  expect((await deps.deviceKeys.ids()).sort()).toEqual([...new Set(needed)].sort());
}

describe('a page that is killed at any await', () => {
  it.each(FLOWS)(
    '$name: leaves every key readable in one form, and none in the clear',
    async (flow) => {
      const points = await atEveryPoint(async (plan): Promise<Life> => {
        const { profile, round } = await play(flow, plan);
        await expectSwept();
        await expectReadable(flow, profile);
        await expectNoSecret(profile);
        return round.life;
      });
      expect(points).toBeGreaterThan(3);
      tell(flow.name, points);
    },
  );
});

const STORAGES = [
  { fault: 'fails once', plan: { error: 'UnknownError' } },
  { fault: 'fails from then on', plan: { error: 'UnknownError', lasting: true } },
  { fault: 'is full', plan: { error: 'QuotaExceededError', lasting: true, refuses: 'writes' } },
] as const;

describe.each(STORAGES)('a storage that $fault at any step', ({ fault, plan: how }) => {
  it.each(FLOWS)('$name: is refused, or done, as it was said', async (flow) => {
    const steps = await atEveryStorageStep(how, async (plan) => {
      const { profile, round } = await play(flow, plan);
      const { end } = round;
      const asked = [...round.life.storageSteps];
      if (end === null) throw new Error('It was not killed.');
      const sealedBy = await expectReadable(flow, profile);
      await expectNoSecret(profile);
      if (!end.ok) expect((end.error as DOMException).name).toBe(how.error);
      await expectAsSaid(flow, end.ok ? end.value : end.error, sealedBy);
      return asked;
    });
    tell(`${flow.name}, a storage that ${fault}`, steps);
  });
});

/** Who was told that it was not done finds it not done, and can do it then; and the reverse. */
async function expectAsSaid(flow: Flow, said: unknown, sealedBy: string | null): Promise<void> {
  const { ok, code } = Object(said) as { ok?: boolean; code?: string };
  const isDone = ok !== false && !(said instanceof DOMException);
  const what = `${flow.name} said ${isDone ? 'done' : (code ?? String(said))}`;
  const isEmpty = (await readKeyring(keyring())).records.length === 0;
  if (!isEmpty) expect(sealedBy, what).toBe(flow.sealedBy.at(isDone ? -1 : 0));
  if (flow.moves) {
    const { keys } = await createKeyring(keyring()).list();
    const there = keys.some((key) => key.appId === flow.moves?.appId);
    expect(there, what).toBe(flow.moves.there === isDone);
  }
  if (isDone) return;
  if (ok === false) expect(code).toBe('device-key-unavailable');
  const again = Object(await flow.run()) as { ok?: boolean; code?: string };
  expect(again.ok ?? true, `${what}, then ${again.code}`).toBe(true);
}
