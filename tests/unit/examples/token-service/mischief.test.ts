// @vitest-environment node
import { createPublicKey } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import type { Reply } from '~/examples/token-service/reply';
import type { tokenRoute } from '~/examples/token-service/token-route';
import { MISCHIEF, type Mischief, misbehaving } from '~/tests/organisation/mischief';
import {
  APP_ID,
  asked,
  CHROMIUM_URI,
  fragmentOf,
  KEY_ID,
  STATE,
} from '~/tests/organisation/requests';
import { turn } from '~/tests/unit/until';
import { ANNA, KEY, NOW, PRIVATE_KEY_PEM } from './service';

type Name = keyof typeof MISCHIEF;

function ask(mischief: Mischief | null, query = asked()): Promise<Reply> {
  const service: Parameters<typeof tokenRoute>[1] = {
    appId: APP_ID,
    keyId: KEY_ID,
    redirectUris: [CHROMIUM_URI],
    sign: KEY.sign,
    admits: () => true,
    now: () => NOW,
    log: () => undefined,
    onSignerError: () => undefined,
  };
  const login = () => Promise.reject(new Error('Anna is signed in'));
  const route = misbehaving(PRIVATE_KEY_PEM, () => mischief);
  return route({ method: 'GET', query, person: ANNA, login }, service);
}

async function answerOf(name: Name) {
  const { headers } = await ask(MISCHIEF[name]);
  const { access_token: token = '', ...rest } = fragmentOf(String(headers.location));
  return { token, rest };
}

const isSigned = (token: string) =>
  jwtVerify(token, createPublicKey(KEY.publicKeyPem), { currentDate: new Date(NOW) }).then(
    () => true,
    () => false,
  );

describe('a token service that misbehaves in tests', () => {
  it('is the good one where nothing is wanted', async () => {
    const { headers } = await ask(null);
    const { access_token: token = '' } = fragmentOf(String(headers.location));
    expect(await isSigned(token)).toBe(true);
  });

  it('answers with another state, or none', async () => {
    expect((await answerOf('wrongState')).rest.state).not.toBe(STATE);
    expect('state' in (await answerOf('noState')).rest).toBe(false);
  });

  it.each<[Name, object]>([
    ['longLife', { exp: Math.floor(NOW / 1000) + 120 + 86_400 }],
    ['room', { room: '*' }],
    ['context', { context: { user: { id: 'x' } } }],
  ])('gives a token that is wrong in one thing alone: %s', async (name, claims) => {
    const { token, rest } = await answerOf(name);
    expect(rest.state).toBe(STATE);
    expect(await isSigned(token)).toBe(true);
    expect(decodeJwt(token)).toMatchObject({ sub: APP_ID, admin: true, ...claims });
  });

  it('gives a token of another AppID, of no admin, of the past, or with another algorithm', async () => {
    const another = (await answerOf('anotherAppId')).token;
    expect(decodeProtectedHeader(another).kid).not.toContain(APP_ID);
    expect(decodeJwt(another).sub).not.toBe(APP_ID);
    expect(decodeJwt((await answerOf('notAdmin')).token)).not.toHaveProperty('admin');
    expect(decodeJwt((await answerOf('over')).token).exp).toBeLessThan(NOW / 1000);
    expect(decodeProtectedHeader((await answerOf('anotherAlgorithm')).token).alg).toBe('none');
  });

  it('gives a token that somebody else has signed', async () => {
    const { token } = await answerOf('foreignSignature');
    expect(decodeJwt(token)).toMatchObject({ sub: APP_ID, admin: true });
    expect(await isSigned(token)).toBe(false);
  });

  it('sends the browser elsewhere, shows a page, or never answers', async () => {
    const { headers } = await ask(MISCHIEF.elsewhere);
    expect(headers.location).toMatch(/^https:\/\/elsewhere\.example\/gavel#access_token=/);
    expect(await ask(MISCHIEF.page)).toMatchObject({ status: 200 });
    const answered: Reply[] = [];
    void ask(MISCHIEF.nothing).then((reply) => answered.push(reply));
    for (const _ of Array(20)) await turn();
    expect(answered).toEqual([]);
  });

  it('leaves an answer without a token as it is, but for what is asked of its parameters', async () => {
    const query = asked({ scope: 'x' });
    const { headers } = await ask(MISCHIEF.foreignSignature, query);
    expect(fragmentOf(String(headers.location))).toMatchObject({ error: 'invalid_scope' });
    const wrong = await ask(MISCHIEF.wrongState, query);
    expect(fragmentOf(String(wrong.headers.location)).state).not.toBe(STATE);
  });
});
