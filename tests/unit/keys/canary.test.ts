// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { lockNow, unlock } from '~/utils/keys/lock';
import { changePassphrase, removePassphrase, setPassphrase } from '~/utils/keys/passphrase';
import { add, type FakeDeps, fakeDeps, fixtureJwk } from './fakes';
import { fewRounds } from './few-rounds';
import { fixtureText } from './fixture';

fewRounds();

const first = 'Xylophone-Quartz-42';
const second = 'Marmalade-Zenith-77';
const jwk = await fixtureJwk();

/** Every private number in the spellings that it could be stored in, and both passphrases. */
const canaries = [jwk.d, jwk.p, jwk.q, jwk.dp, jwk.dq, jwk.qi].flatMap((member) => {
  const bytes = Buffer.from(member, 'base64url');
  const encodings = ['base64url', 'base64', 'hex', 'latin1'] as const;
  // From inside, so that a frame around the number does not hide it.
  return encodings.map((encoding) => bytes.subarray(3, 27).toString(encoding));
});
canaries.push(...fixtureText('pkcs8.pem').split('\n').slice(8, 20));
canaries.push(first, second, btoa(first), btoa(second), Buffer.from(first).toString('hex'));

/** Also what stands inside the JWEs: their parts, decoded. */
function everyText(stored: string): string {
  const parts = stored.match(/[A-Za-z0-9_-]{16,}/g) ?? [];
  return [stored, ...parts.map((part) => Buffer.from(part, 'base64url').toString('latin1'))].join(
    '\n',
  );
}

async function search(deps: FakeDeps): Promise<string[]> {
  const ids = await deps.deviceKeys.ids();
  const indexed = await Promise.all(ids.map((id) => deps.deviceKeys.read(id)));
  for (const found of indexed) expect(found?.key.extractable).toBe(false);
  const written = [...deps.store.history, ...deps.session.history, JSON.stringify(indexed)];
  const text = everyText(written.join('\n'));
  return canaries.filter((canary) => canary.length > 0 && text.includes(canary));
}

describe('the private key and the passphrases', () => {
  it('are nowhere in storage, in no mode and at no time', async () => {
    const deps = fakeDeps();
    await add(deps, { jwk });
    expect(await search(deps)).toEqual([]);
    await setPassphrase(deps, first);
    expect(deps.session.items).toEqual({});
    await unlock(deps, first, null);
    await unlock(deps, second, null);
    expect(await search(deps)).toEqual([]);
    await changePassphrase(deps, first, second);
    await lockNow(deps);
    expect(deps.session.items).toEqual({});
    await removePassphrase(deps, second);
    expect(await search(deps)).toEqual([]);
    expect(deps.store.history.length).toBeGreaterThan(5);
  });

  it('would be found if they were there', async () => {
    const deps = fakeDeps();
    await add(deps, { jwk });
    await deps.store.set({ oops: jwk });
    await deps.session.set({ oops: [first, fixtureText('pkcs8.pem')] });
    expect((await search(deps)).length).toBeGreaterThan(15);
  });
});
