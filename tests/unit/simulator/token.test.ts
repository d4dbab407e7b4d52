// @vitest-environment node
import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { KeyCards } from '../../simulator/api/keys';
import { verifyAdminToken } from '../../simulator/api/token';
import { APP_ID, KEY_ID, keyPairOf, mint, OTHER_APP_ID } from './call';

const NOW = Date.parse('2026-09-01T12:00:00Z');
const keys = keyPairOf();
const keyring = new KeyCards();
keyring.register({ appId: APP_ID, keyId: KEY_ID, publicKeyPem: keys.publicKeyPem });

const verify = (token: string, nowMs = NOW) =>
  verifyAdminToken(`Bearer ${token}`, keyring, nowMs / 1000);

describe('the token of a request', () => {
  it('is accepted with the six claims, and shows no others', async () => {
    const check = await verify(await mint(keys, NOW));
    expect(check).toMatchObject({ ok: true, kid: `${APP_ID}/${KEY_ID}`, extraClaims: [] });
  });

  it('is accepted with further claims, which are recorded', async () => {
    const check = await verify(await mint(keys, NOW, { room: '*', context: {} }));
    expect(check).toMatchObject({ ok: true, extraClaims: ['room', 'context'] });
  });

  it.each([
    ['another audience', { aud: 'jaas' }, 401, 'claims'],
    ['another issuer', { iss: 'gavel' }, 401, 'claims'],
    ['no subject', { sub: undefined }, 401, 'claims'],
    ['no start', { nbf: undefined }, 401, 'claims'],
    ['no end', { exp: undefined }, 401, 'claims'],
    ['an end in the past', { exp: NOW / 1000 - 1 }, 401, 'expired'],
    ['an end at this second', { exp: NOW / 1000 }, 401, 'expired'],
    ['a start in the future', { nbf: NOW / 1000 + 1 }, 401, 'not-yet-valid'],
    ['another AppID than its key', { sub: OTHER_APP_ID }, 403, 'other-app'],
    ['no admin claim', { admin: undefined }, 403, 'not-admin'],
    ['an admin claim in words', { admin: 'true' }, 403, 'not-admin'],
  ] as const)('is refused with %s', async (_what, changes, status, reason) => {
    expect(await verify(await mint(keys, NOW, changes))).toEqual({ ok: false, status, reason });
  });

  it('is refused when another key signed it', async () => {
    const check = await verify(await mint(keyPairOf('ssh-pem'), NOW));
    expect(check).toMatchObject({ status: 401, reason: 'signature' });
  });

  it('is refused under an unknown key id', async () => {
    const check = await verify(await mint(keys, NOW, {}, `${APP_ID}/gone`));
    expect(check).toMatchObject({ status: 401, reason: 'unknown-key' });
  });

  it('is refused unsigned, or signed with a secret', async () => {
    const secret = new TextEncoder().encode(keys.publicKeyPem);
    const header = { alg: 'HS256', typ: 'JWT', kid: `${APP_ID}/${KEY_ID}` };
    const signed = await new SignJWT({}).setProtectedHeader(header).sign(secret);
    expect(await verify(signed)).toMatchObject({ status: 401, reason: 'algorithm' });
  });

  it.each([[undefined], ['Basic abc'], ['Bearer'], ['Bearer a b']])(
    'is missing in %s',
    async (authorization) => {
      const check = await verifyAdminToken(authorization, keyring, NOW / 1000);
      expect(check).toEqual({ ok: false, status: 401, reason: 'missing' });
    },
  );

  it('is refused when it is no token at all', async () => {
    expect(await verify('nonsense')).toMatchObject({ status: 401, reason: 'malformed' });
  });

  it('is refused once its key was taken out of the console', async () => {
    const other = new KeyCards();
    other.register({ appId: APP_ID, keyId: KEY_ID, publicKeyPem: keys.publicKeyPem });
    other.unregister({ appId: APP_ID, keyId: KEY_ID });
    const token = await mint(keys, NOW);
    const check = await verifyAdminToken(`Bearer ${token}`, other, NOW / 1000);
    expect(check).toMatchObject({ reason: 'unknown-key' });
  });
});
