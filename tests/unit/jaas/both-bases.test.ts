// @vitest-environment node
import { describe, expect, it, test } from 'vitest';
import { callJaas } from '~/utils/jaas/client';
import type { Operation } from '~/utils/jaas/operation';
import type { Outcome } from '~/utils/jaas/outcome';
import { turn } from '../until';
import { OPERATIONS } from './samples';
import { NOW, refused, status, world } from './world';

const BOTH = ['api-vo.jitsi.net', '8x8.vc'];
/** What both addresses have and does no harm when it arrives twice. */
const REPEATABLE = ['ban-user', 'ban-token', 'end-meeting'] as const;
const HTML = { 'content-type': 'text/html' };
const page = (code: number) => status(code, HTML, '<!doctype html><title>Example Domain</title>');

/** Answers of what is JaaS's no more, or never was. */
const NO_WORD: [string, () => Response, Outcome['code']][] = [
  ['a redirect', () => status(302, { location: 'https://8x8.vc/' }), 'redirected'],
  ['a landing site', () => page(200), 'not-jaas'],
  ['a landing site that takes no POST', () => page(405), 'unknown-address'],
  ['a path that has gone', () => status(410), 'unknown-address'],
  ['another server’s address', () => status(421), 'unknown-address'],
  ['a server that knows no POST', () => status(501), 'unknown-address'],
  ['a challenge', () => status(403, { 'cf-mitigated': 'challenge' }), 'in-front'],
  ['a network that wants a login', () => status(511), 'in-front'],
  ['a page that refuses', () => page(403), 'not-allowed'],
  ['a page that asks for a password', () => page(401), 'token-refused'],
];

/** The first address answers so, the other one accepts. */
const movedOn = (first: () => Response | Promise<Response>, change = {}) =>
  world(({ n }) => (n === 1 ? first() : status(200)), refused, change);

describe('F12: a first address that gives no word of JaaS’s', () => {
  describe.each(REPEATABLE)('%s', (kind) => {
    test.each(NO_WORD)(
      '%s: the other is asked, which is remembered as JaaS’s',
      async (_, first, code) => {
        const { deps, hosts } = movedOn(first);
        const result = await callJaas(OPERATIONS[kind], deps);
        expect(hosts()).toEqual(BOTH);
        expect(result).toMatchObject({ base: 'current', answered: true, attempts: 2 });
        expect(result.outcome).toMatchObject({
          result: 'accepted',
          base: 'current',
          other: { code, base: 'classic' },
        });
      },
    );

    it('is asked a second time where the one that was remembered is gone', async () => {
      const { deps, hosts } = movedOn(() => status(410), { remembered: 'current' });
      const result = await callJaas(OPERATIONS[kind], deps);
      expect(hosts()).toEqual([...BOTH].reverse());
      expect(result).toMatchObject({ base: 'classic', answered: true });
    });

    it('stands where the host has chosen it, and is no address to remember', async () => {
      for (const [, first] of NO_WORD) {
        const { deps, hosts } = movedOn(first, { setting: 'classic' });
        const result = await callJaas(OPERATIONS[kind], deps);
        expect(hosts()).toEqual(['api-vo.jitsi.net']);
        expect(result).toMatchObject({ base: 'classic', answered: false });
        expect(result.outcome).not.toHaveProperty('other');
      }
    });

    it('is left without permission, which says nothing of the other', async () => {
      const { deps, hosts } = world(() => status(200), refused, {
        hasPermission: async (host) => host === '8x8.vc',
      });
      const { outcome } = await callJaas(OPERATIONS[kind], deps);
      expect(hosts()).toEqual(['8x8.vc']);
      expect(outcome).toMatchObject({ result: 'accepted', other: { code: 'no-permission' } });
    });
  });

  it.each([400, 401, 403, 409, 422, 429, 500, 503])(
    'is not a %i that may be JaaS’s: nothing else is asked',
    async (code) => {
      for (const kind of REPEATABLE) {
        const { deps, hosts } = world(() => status(code));
        await callJaas(OPERATIONS[kind], deps);
        expect(new Set(hosts())).toEqual(new Set(['api-vo.jitsi.net']));
      }
    },
  );

  it.each(['kick', 'dial-out', 'hang-up'] as const)(
    'of a %s is never asked about',
    async (kind) => {
      for (const [, first] of NO_WORD) {
        const { deps, hosts } = movedOn(first);
        await callJaas(OPERATIONS[kind], deps);
        expect(hosts()).toEqual(['8x8.vc']);
      }
    },
  );

  it('is not followed when the host has stopped meanwhile', async () => {
    for (const name of ['signal', 'halt'] as const) {
      const stop = new AbortController();
      const first = () => {
        stop.abort();
        return status(410);
      };
      const { deps, hosts } = movedOn(first, { [name]: stop.signal });
      await callJaas(OPERATIONS['ban-user'], deps);
      expect(hosts()).toEqual(['api-vo.jitsi.net']);
    }
  });

  it('lets the clock that was learned there be used at the other', async () => {
    const late = { date: 'Tue, 01 Sep 2026 12:10:00 GMT' };
    const { deps, offsets } = world(({ n }) =>
      n === 1 ? status(401, late) : n === 2 ? status(410) : status(200),
    );
    const result = await callJaas(OPERATIONS['ban-user'], deps);
    expect(offsets).toEqual([0, 600_000, 600_000]);
    expect(result).toMatchObject({ offsetMs: 600_000, base: 'current' });
  });
});

describe('F12: two addresses', () => {
  const answers = (...list: (() => Response)[]) =>
    world(({ n }) => (list[n - 1] ?? refused)(), refused);
  const told = async (operation: Operation, ...list: (() => Response)[]) =>
    callJaas(operation, answers(...list).deps);

  it('are told by JaaS’s word where one has it', async () => {
    const { outcome, base, answered } = await told(
      OPERATIONS['ban-user'],
      () => status(410),
      () => status(403),
    );
    expect(outcome).toMatchObject({ code: 'not-allowed', other: { code: 'unknown-address' } });
    expect([base, answered]).toEqual(['current', true]);
  });

  it('are no address to remember where neither has it', async () => {
    for (const [, first] of NO_WORD) {
      const { outcome, answered } = await told(OPERATIONS['ban-user'], first, first);
      expect(outcome.other?.code).toBe(outcome.code);
      expect(answered).toBe(false);
    }
  });

  it('leave open what may have been done at the first, whatever the second refuses', async () => {
    for (const second of [() => status(403), () => status(410), () => page(200), refused]) {
      const { outcome } = await told(OPERATIONS['ban-user'], () => page(200), second);
      expect(outcome).toMatchObject({ result: 'unknown', code: 'not-jaas', base: 'classic' });
    }
  });

  it('tell the one that was asked where the other is out of reach', async () => {
    const { outcome } = await told(OPERATIONS['ban-user'], () => status(410), refused);
    expect(outcome).toMatchObject({ code: 'unknown-address', base: 'classic', sent: true });
    expect(outcome.other).toEqual({ result: 'failed', code: 'unreachable', base: 'current' });
  });

  it('are both asked about a meeting that the first does not know: it may be the address', async () => {
    const ended = await told(
      OPERATIONS['end-meeting'],
      () => status(404),
      () => status(200),
    );
    expect(ended.outcome).toMatchObject({ result: 'accepted', base: 'current' });
    const over = await told(
      OPERATIONS['end-meeting'],
      () => status(404),
      () => status(404),
    );
    expect(over.outcome).toMatchObject({ code: 'no-such-meeting', other: { status: 404 } });
    expect(over.answered).toBe(false);
    const gone = await told(
      OPERATIONS['end-meeting'],
      () => status(302),
      () => status(404),
    );
    expect(gone).toMatchObject({ base: 'current', answered: true });
  });

  it('are both asked for the test of a key, whatever the first says', async () => {
    const test = {
      ...answers(
        () => status(404),
        () => page(200),
      ),
      askBoth: true,
    };
    const result = await callJaas(OPERATIONS['end-meeting'], { ...test.deps, askBoth: true });
    expect(test.hosts()).toEqual(BOTH);
    expect(result).toMatchObject({ base: 'classic', answered: true });
    expect(result.outcome).toMatchObject({ code: 'no-such-meeting', other: { code: 'not-jaas' } });
    const turned = answers(
      () => page(200),
      () => status(404),
    );
    const other = await callJaas(OPERATIONS['end-meeting'], { ...turned.deps, askBoth: true });
    expect(other).toMatchObject({ base: 'current', answered: true });
    const refusing = answers(
      () => status(401),
      () => status(401),
    );
    await callJaas(OPERATIONS['end-meeting'], { ...refusing.deps, askBoth: true });
    expect(refusing.hosts()).toEqual(BOTH);
  });
});

describe('F12: an end whose first answer leaves it open', () => {
  it.each([
    [5000, BOTH, 'accepted'],
    [5001, ['api-vo.jitsi.net'], 'unknown'],
  ])(
    'is asked for at the other address within five seconds: after %i ms',
    async (ms, asked, is) => {
      let now = NOW;
      let signed = 0;
      const { deps, hosts } = movedOn(() => page(200), {
        now: () => now,
        sign: async () => {
          signed += 1;
          if (signed === 2) now += ms;
          return 'signed';
        },
        wait: () => turn().then(() => new Promise<void>(() => undefined)),
      });
      const { outcome } = await callJaas(OPERATIONS['end-meeting'], deps);
      expect(hosts()).toEqual(asked);
      expect(outcome.result).toBe(is);
    },
  );

  it('after a server’s fault and a 404 counts from the fault', async () => {
    let now = NOW;
    const { deps, hosts } = world(({ n }) => status(n === 1 ? 500 : 404), refused, {
      now: () => now,
      sign: async () => 'signed',
      wait: async (ms) => {
        if (ms !== 1000) return turn().then(() => new Promise<void>(() => undefined));
        now += 1000;
      },
      onAttempt: (n) => {
        if (n === 3) now += 4001;
      },
    });
    const { outcome } = await callJaas(OPERATIONS['end-meeting'], deps);
    expect(hosts()).toEqual(['api-vo.jitsi.net', 'api-vo.jitsi.net']);
    expect(outcome).toMatchObject({ code: 'no-such-meeting', result: 'unknown' });
  });
});

describe('F13: a browser that says that it is offline', () => {
  const offline = { online: () => false };

  it('keeps nothing back', async () => {
    for (const operation of Object.values(OPERATIONS)) {
      const { deps } = world(() => status(200), refused, offline);
      expect((await callJaas(operation, deps)).outcome.code).toBe('accepted');
    }
  });

  it('gives the words where no address can be reached', async () => {
    const { deps, hosts } = world(refused, refused, offline);
    const { outcome } = await callJaas(OPERATIONS['ban-user'], deps);
    expect(hosts()).toEqual(BOTH);
    expect(outcome).toMatchObject({ result: 'failed', code: 'offline', sent: false });
  });

  it('does not make certain what a host that is there may have read', async () => {
    const { deps } = world(refused, () => status(200), offline);
    const { outcome } = await callJaas(OPERATIONS['ban-user'], deps);
    expect(outcome).toMatchObject({ result: 'unknown', code: 'connection-lost' });
  });

  it('does not say of a call that it was not made', async () => {
    const { deps } = world(refused, refused, offline);
    const { outcome } = await callJaas(OPERATIONS['dial-out'], deps);
    expect(outcome).toMatchObject({ result: 'unknown', code: 'connection-lost' });
  });
});
