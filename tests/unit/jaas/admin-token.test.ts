// @vitest-environment node
import fc from 'fast-check';
import { decodeJwt, decodeProtectedHeader, importPKCS8, importSPKI, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { signAdminToken } from '~/utils/jaas/admin-token';
import type { KeyId } from '~/utils/jaas/ids';
import { fixtureText } from '../keys/fixture';
import { APP, appIds, KEY } from './samples';

const NOW = 1_790_000_000_123;
const keys = {
  privateKey: await importPKCS8(fixtureText('pkcs8.pem'), 'RS256'),
  publicKey: await importSPKI(fixtureText('public.pem'), 'RS256'),
};

describe('the admin token', () => {
  it('has exactly the header and the six claims of JaaS, and verifies', async () => {
    const token = await signAdminToken({
      appId: APP,
      keyId: KEY,
      key: keys.privateKey,
      now: NOW,
      offsetMs: 0,
    });
    const { payload, protectedHeader } = await jwtVerify(token, keys.publicKey, {
      currentDate: new Date(NOW),
    });
    expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT', kid: `${APP}/4f4910` });
    expect(payload).toEqual({
      aud: 'jitsi',
      iss: 'chat',
      sub: APP,
      admin: true,
      nbf: 1_789_999_940,
      exp: 1_790_000_120,
    });
  });

  it("follows the clock of JaaS where this device's is known to be wrong", async () => {
    const input = { appId: APP, keyId: KEY, key: keys.privateKey, now: NOW };
    const { nbf, exp } = decodeJwt(await signAdminToken({ ...input, offsetMs: -3_600_000 }));
    expect([nbf, exp]).toEqual([1_789_996_340, 1_789_996_520]);
  });

  it('has no other claim, whatever comes in', async () => {
    const extra = fc.dictionary(
      fc.oneof(
        fc.string(),
        fc.constantFrom('room', 'context', '__proto__', 'aud', 'claims', 'kid'),
      ),
      fc.jsonValue(),
    );
    const numbers = fc.integer({ min: 0, max: 4e12 });
    const offsets = fc.integer({ min: -86_400_000, max: 86_400_000 });
    const keyIds = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);
    await fc.assert(
      fc.asyncProperty(
        appIds,
        keyIds,
        numbers,
        offsets,
        extra,
        async (appId, keyId, now, offsetMs, more) => {
          const input = { appId, keyId: keyId as KeyId, key: keys.privateKey, now, offsetMs };
          const token = await signAdminToken({ ...more, ...input });
          const claims = decodeJwt(token);
          expect(Object.keys(claims).sort()).toEqual(['admin', 'aud', 'exp', 'iss', 'nbf', 'sub']);
          expect(claims).toMatchObject({ aud: 'jitsi', iss: 'chat', sub: appId, admin: true });
          expect((claims.exp ?? 0) - (claims.nbf ?? 0)).toBe(180);
          expect(decodeProtectedHeader(token)).toEqual({
            alg: 'RS256',
            typ: 'JWT',
            kid: `${appId}/${keyId}`,
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is not made by a key that may not sign', async () => {
    const input = { appId: APP, keyId: KEY, key: keys.publicKey, now: NOW, offsetMs: 0 };
    await expect(signAdminToken(input)).rejects.toThrow();
  });
});
