// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { liveCheck } from '~/scripts/live/check';
import type { Simulator } from '../../simulator';
import { startSimulator } from '../../simulator';
import { FILE_PASSPHRASE, fixtureBytes, fixtureText } from '../keys/fixture';
import { APP_ID, KEY_ID, keyPairOf } from '../simulator/call';
import { ENV, liveDeps, now, simulatorFetch, typing, UNIQUE } from './live-fakes';

// Each test has a simulator of its own; one certificate is enough for them.
vi.mock('../../simulator/server/certificate', async (original) => {
  const { createCertificate } =
    await original<typeof import('../../simulator/server/certificate')>();
  const made = createCertificate();
  return { createCertificate: () => made };
});

const keys = keyPairOf();
const pem = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

let sim: Simulator;

beforeEach(async () => {
  sim = await startSimulator({ now });
  sim.registerKey({ appId: APP_ID, keyId: KEY_ID, publicKeyPem: keys.publicKeyPem });
});

afterEach(() => sim.stop());

async function run(
  options: {
    answers?: string[];
    args?: string[];
    env?: Record<string, string | undefined>;
    isTerminal?: boolean;
    file?: Uint8Array;
  } = {},
) {
  const { answers = ['yes'], args = [], env = ENV, isTerminal = true } = options;
  const person = typing(answers, isTerminal);
  const { fetch, sent } = simulatorFetch(sim);
  const deps = {
    ...liveDeps({ terminal: person.terminal, fetch }),
    readFile: async () => options.file ?? new TextEncoder().encode(pem),
  };
  const code = await liveCheck({ args, env }, deps);
  return { code, sent, text: person.text() };
}

const row = (text: string, start: RegExp) => text.split('\n').filter((line) => start.test(line));

describe('the live check sends nothing', () => {
  it('and says what it would do where the variables are not set', async () => {
    const { code, sent, text } = await run({ env: { ...ENV, GAVEL_LIVE_KEY_FILE: undefined } });
    expect(code).toBe(0);
    expect(sent).toEqual([]);
    expect(text).toContain('GAVEL_LIVE_KEY_FILE is not set');
    expect(text).toContain('Nothing was done');
  });

  it('where nobody is at a terminal', async () => {
    const { code, sent, text } = await run({ isTerminal: false });
    expect([code, sent]).toEqual([2, []]);
    expect(text).toContain('from a terminal only');
  });

  it.each(['', 'y', 'no', 'YES'])('where the person typed “%s”', async (answer) => {
    const { code, sent, text } = await run({ answers: [answer] });
    expect([code, sent]).toEqual([0, []]);
    expect(text).toMatch(/Nothing was sent\.\n$/);
  });

  it.each([
    ['an AppID that is none', { GAVEL_LIVE_APPID: 'my-app' }, /no AppID/],
    ['a key ID that is none', { GAVEL_LIVE_KEY_ID: 'a b' }, /no key ID/],
    [
      'a key of another AppID',
      { GAVEL_LIVE_KEY_ID: 'vpaas-magic-cookie-ff/ed85b6' },
      /another AppID/,
    ],
  ])('for %s', async (_, change, why) => {
    const { code, sent, text } = await run({ env: { ...ENV, ...change } });
    expect([code, sent]).toEqual([2, []]);
    expect(text).toMatch(why);
  });

  it.each([[['--phone', '0712345678']], [['--phone']], [['--call']]])(
    'for arguments that are not understood: %s',
    async (args) => {
      const { code, sent } = await run({ args });
      expect([code, sent]).toEqual([2, []]);
    },
  );

  it('for a file that is no private key, and gives the command that makes one', async () => {
    const { code, sent, text } = await run({ file: fixtureBytes('openssh') });
    expect([code, sent]).toEqual([2, []]);
    expect(text).toMatch(/openssh.*ssh-keygen/);
  });
});

/** What nobody but the check is called, with whatever character in between. */
const OWN_ID = new RegExp(`^gavel-live-check.${UNIQUE}$`);

describe('the live check with a key and a person who types yes', () => {
  it('sends every operation but the billed one to both addresses, twice each', async () => {
    const { code } = await run();
    expect(code).toBe(0);
    const count = (base: string, operation: string) =>
      sim.requests.filter((one) => one.base === base && one.operation === operation).length;
    for (const base of ['classic', 'current']) {
      // The ban of a user also with an admin token that is over, and once each of four IDs that may be refused.
      expect(count(base, 'BAN_USER')).toBe(8);
      expect(count(base, 'BAN_JWT')).toBe(2);
      // Three ways to write the room.
      expect(count(base, 'DESTROY')).toBe(6);
      expect(count(base, 'KICK_PARTICIPANT')).toBe(6);
      expect(count(base, 'HANG_UP_CALL')).toBe(2);
      expect(count(base, 'DIAL_OUT_PARTICIPANT')).toBe(0);
    }
  });

  it('names nobody but the made-up user and the made-up room', async () => {
    await run();
    for (const { operation, userId, conferenceFullName, token } of sim.requests) {
      if (operation === 'BAN_USER') expect(userId).toMatch(OWN_ID);
      if (conferenceFullName !== undefined) expect(conferenceFullName).toContain(UNIQUE);
      if (token?.ok) expect(token.extraClaims).toEqual([]);
    }
    const banned = [...sim.bans(APP_ID).tokens].map(
      (jwt) => JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as unknown,
    );
    expect(banned).toEqual([
      expect.objectContaining({
        context: expect.objectContaining({
          user: expect.objectContaining({ id: `gavel-live-check|${UNIQUE}` }),
        }),
      }),
    ]);
  });

  it('prints status, body, clock and the status of the repetition', async () => {
    const { text } = await run();
    expect(row(text, /^ban-user +classic/)[0]).toMatch(/200 +\(empty\) +[+−]0 s +\d+ +200$/);
    expect(row(text, /^end-meeting +current/)[0]).toMatch(/404 +\{.*No such meeting.*404$/);
    expect(row(text, /^ban-user \(admin token an hour old\) +current/)[0]).toMatch(/ 401 .* 401$/);
  });

  it('says which rows of the outcome table that settles, and that nothing was unexpected', async () => {
    const { text } = await run();
    expect(text).toMatch(/401: token refused\n +ban-user \(admin token an hour old\) at classic/);
    expect(text).toMatch(/404 on a removal: no such person\n.*kick at current/);
    expect(text).toMatch(/409: conflict\n +not seen/);
    expect(text).toMatch(/Otherwise than Gavel believes\n─+\nnothing/);
  });

  it('says where JaaS answers otherwise than Gavel believes, the body of a success included', async () => {
    sim.fault({ match: { operation: 'DESTROY', base: 'current' }, status: 204 });
    sim.fault({ match: { operation: 'BAN_USER' }, status: 200, body: '{"banned":true}' });
    const { text } = await run();
    expect(text).toContain('end-meeting at current: 204 (accepted), not no-such-meeting');
    expect(row(text, /^ban-user +classic/)[0]).toContain('{"banned":true}');
  });

  it('shows which characters of a user ID are refused by what is in front of JaaS', async () => {
    const userId = `gavel-live-check;${UNIQUE}`;
    const headers = { 'cf-mitigated': 'challenge' };
    sim.fault({ match: { userId, base: 'current' }, status: 403, body: 'html', headers });
    const { text } = await run();
    expect(row(text, /^ban-user \(ID with ;\) +classic/)[0]).toMatch(/ 200 /);
    expect(text).toContain('ban-user (ID with ;) at current: 403 (in-front), not accepted');
    for (const character of ['/', '%', '\\']) {
      expect(text).not.toContain(`ban-user (ID with ${character}) at current: `);
    }
  });

  it('shows where an admin token that is over is answered with 403 in place of 401', async () => {
    sim.fault({ match: { operation: 'BAN_USER', base: 'current' }, times: 2, status: 403 });
    const { text } = await run();
    expect(text).toContain(
      'ban-user (admin token an hour old) at current: 403 (not-allowed), not token-refused',
    );
  });

  it('says where the repetition or another spelling of the room is answered otherwise', async () => {
    sim.fault({ match: { operation: 'BAN_JWT', base: 'classic' }, times: 1, status: 201 });
    sim.fault({ match: { operation: 'DESTROY', base: 'current' }, times: 2, status: 202 });
    const { text } = await run();
    expect(text).toContain('ban-token at classic: 201, then 200');
    expect(text).toContain('end-meeting (capitals kept) at current: 404, Gavel’s own way 202');
  });

  it('takes the clock of JaaS where this machine’s is off', async () => {
    sim.fault({ dateSkewSeconds: 3000 });
    const { text } = await run();
    expect(row(text, /^ban-user +classic/)[0]).toMatch(/200 .*\+3000 s/);
  });

  it('exits with 1 where nothing answers', async () => {
    sim.setReachable('8x8.vc', false);
    sim.setClassicReachable(false);
    const { code, text } = await run();
    expect(code).toBe(1);
    expect(row(text, /^ban-token +current/)[0]).toMatch(/unreachable .* unreachable$/);
  });

  it('calls a number only where one is given, once, and hangs up', async () => {
    const { text } = await run({ args: ['--phone', '+40747777777'] });
    const calls = sim.requests.filter(({ operation }) => operation === 'DIAL_OUT_PARTICIPANT');
    expect(calls.map(({ phoneNo, base }) => [phoneNo, base])).toEqual([
      ['+40747777777', 'current'],
    ]);
    expect(row(text, /^dial-out/)[0]).toMatch(/not sent$/);
    expect(text).toContain('BILLED');
    expect(sim.requests.filter(({ operation }) => operation === 'HANG_UP_CALL').length).toBe(4);
  });

  it('asks for the passphrase of an encrypted file, again when it was wrong', async () => {
    const file = fixtureBytes('encrypted.pem');
    sim.registerKey({ appId: APP_ID, keyId: KEY_ID, publicKeyPem: fixtureText('public.pem') });
    const { code, text } = await run({ file, answers: ['wrong', FILE_PASSPHRASE, 'yes'] });
    expect(code).toBe(0);
    expect(row(text, /^ban-user +classic/)[0]).toMatch(/ 200 /);
    expect(text).not.toContain(FILE_PASSPHRASE);
  });

  it('never prints the key or a token, even where an answer holds the key', async () => {
    sim.fault({ match: { operation: 'KICK_PARTICIPANT' }, status: 400, body: pem });
    const { sent, text } = await run();
    const secrets = [
      ...sent.map(({ init }) => new Headers(init.headers).get('authorization')?.slice(7) ?? ''),
      ...sim.bans(APP_ID).tokens,
    ].filter((secret) => secret !== '');
    expect(secrets.length).toBeGreaterThan(30);
    for (const secret of secrets) {
      for (const part of secret.split('.')) expect(text).not.toContain(part);
    }
    for (const line of pem.split('\n').filter((one) => one.length > 20)) {
      expect(text).not.toContain(line);
    }
  });
});
