// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { ClientDeps } from '~/utils/jaas/client';
import { callJaas } from '~/utils/jaas/client';
import { turn } from '../until';
import { KINDS, OPERATIONS } from './samples';
import { NOW, never, refused, status, world } from './world';

describe('a request', () => {
  it.each(KINDS)('%s: leaves without cookies, cache, referrer and redirects', async (kind) => {
    const { deps, posts } = world(() => status(200));
    const result = await callJaas(OPERATIONS[kind], deps);
    expect(result).toEqual({
      outcome: { result: 'accepted', code: 'accepted', base: result.base, sent: true, status: 200 },
      base: ['kick', 'dial-out', 'hang-up'].includes(kind) ? 'current' : 'classic',
      answered: true,
      attempts: 1,
    });
    const hasBody = kind !== 'ban-user';
    expect(posts).toHaveLength(1);
    expect(posts[0]?.init).toStrictEqual({
      method: 'POST',
      credentials: 'omit',
      redirect: 'manual',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      headers: {
        accept: '*/*',
        authorization: 'Bearer signed0',
        ...(hasBody ? { 'content-type': 'application/json' } : {}),
      },
      ...(hasBody ? { body: expect.any(String) } : {}),
      signal: expect.any(AbortSignal),
    });
  });

  it('is counted before it leaves, and does not leave where that fails', async () => {
    const counted: unknown[] = [];
    const { deps, posts } = world(({ n }) => status(n === 1 ? 500 : 200), undefined, {
      onAttempt: (n, base) => void counted.push([n, base, posts.length]),
    });
    expect((await callJaas(OPERATIONS.kick, deps)).attempts).toBe(2);
    expect(counted).toEqual([
      [1, 'current', 0],
      [2, 'current', 1],
    ]);

    const full = world(() => status(200), undefined, {
      onAttempt: () => Promise.reject(new Error('disk full')),
    });
    await expect(callJaas(OPERATIONS.kick, full.deps)).rejects.toThrow('disk full');
    expect(full.posts).toEqual([]);
  });
});

describe('nothing is sent', () => {
  const aborted = new AbortController();
  aborted.abort();
  test.each<[string, string, Partial<ClientDeps>]>([
    ['without permission', 'no-permission', { hasPermission: async () => false }],
    ['where permission cannot be read', 'no-permission', { hasPermission: () => Promise.reject() }],
    ['without a key', 'no-key', { sign: async () => null }],
    ['where the key cannot sign', 'signing-failed', { sign: () => Promise.reject(new Error('k')) }],
    ['when it was cancelled', 'cancelled', { signal: aborted.signal }],
  ])('%s', async (_, code, change) => {
    for (const kind of KINDS) {
      const { deps, posts } = world(() => status(200), undefined, change);
      const { outcome, attempts, answered } = await callJaas(OPERATIONS[kind], deps);
      expect(outcome).toMatchObject({ code, result: 'refused', sent: false });
      expect([attempts, answered, posts.length]).toEqual([0, false, 0]);
    }
  });

  it('when it was cancelled before: no token is made and no try is counted', async () => {
    const counted: number[] = [];
    const { deps, offsets } = world(() => status(200), undefined, {
      signal: aborted.signal,
      onAttempt: (n) => void counted.push(n),
    });
    await callJaas(OPERATIONS.kick, deps);
    expect([offsets, counted]).toEqual([[], []]);
  });

  it('when it is cancelled while it is being signed', async () => {
    const stop = new AbortController();
    const { deps, posts } = world(() => status(200), undefined, {
      signal: stop.signal,
      onAttempt: () => stop.abort(),
    });
    expect((await callJaas(OPERATIONS.kick, deps)).outcome.code).toBe('cancelled');
    expect(posts).toEqual([]);
  });

  it('where the address would be wrong', async () => {
    const { deps, seen } = world(() => status(200));
    const operation = { ...OPERATIONS['ban-user'], userId: '..' as never };
    expect((await callJaas(operation, deps)).outcome).toMatchObject({
      code: 'bad-request',
      sent: false,
    });
    expect(seen).toEqual([]);
  });

  it('to a host whose permission is asked for by its name', async () => {
    const asked: string[] = [];
    const hasPermission = async (host: string) => asked.push(host) > 0;
    const { deps } = world(() => status(200), undefined, { hasPermission });
    await callJaas(OPERATIONS['ban-user'], { ...deps, setting: 'classic' });
    await callJaas(OPERATIONS.kick, deps);
    expect(asked).toEqual(['api-vo.jitsi.net', '8x8.vc']);
  });
});

describe('a network error', () => {
  it('of a host that answers otherwise: the outcome is unknown, and no other base is tried', async () => {
    for (const probing of [() => status(200), () => status(500), () => status(302)]) {
      const { deps, posts, seen } = world(refused, probing);
      const { outcome, answered } = await callJaas(OPERATIONS['ban-user'], deps);
      expect(outcome).toEqual({
        result: 'unknown',
        code: 'connection-lost',
        base: 'classic',
        sent: true,
      });
      expect([posts.length, answered]).toEqual([1, false]);
      expect(seen[1]).toEqual({
        url: 'https://api-vo.jitsi.net/',
        init: {
          method: 'HEAD',
          credentials: 'omit',
          cache: 'no-store',
          referrerPolicy: 'no-referrer',
          redirect: 'manual',
          signal: expect.any(AbortSignal),
        },
      });
    }
  });

  it('of a host that is not there: the other base is tried, and remembered if it answers', async () => {
    const { deps, hosts } = world(({ n }) => (n === 1 ? refused() : status(200)), refused);
    const result = await callJaas(OPERATIONS['end-meeting'], deps);
    expect(hosts()).toEqual(['api-vo.jitsi.net', '8x8.vc']);
    expect(result).toMatchObject({ base: 'current', answered: true, attempts: 2 });
    expect(result.outcome).toMatchObject({ code: 'accepted', base: 'current' });
  });

  it('of both hosts: not sent', async () => {
    const { deps, hosts } = world(refused, refused, { remembered: 'current' });
    const { outcome, attempts } = await callJaas(OPERATIONS['ban-token'], deps);
    expect(hosts()).toEqual(['8x8.vc', 'api-vo.jitsi.net']);
    expect(outcome).toEqual({
      result: 'failed',
      code: 'unreachable',
      base: 'classic',
      sent: false,
      other: { result: 'failed', code: 'unreachable', base: 'current' },
    });
    expect(attempts).toBe(2);
  });

  it('with a fixed base, or for a kick: no other base is tried', async () => {
    for (const [kind, setting] of [
      ['ban-user', 'classic'],
      ['kick', 'auto'],
    ] as const) {
      const { deps, posts } = world(refused, refused, { setting });
      expect((await callJaas(OPERATIONS[kind], deps)).outcome.code).toBe('unreachable');
      expect(posts).toHaveLength(1);
    }
  });

  it('is unknown where the host does not say in time whether it is there', async () => {
    const { deps, posts, waits } = world(refused, never);
    expect((await callJaas(OPERATIONS['ban-user'], deps)).outcome.code).toBe('connection-lost');
    expect(posts).toHaveLength(1);
    expect(waits).toEqual([10_000, 3000]);
  });

  it('is unknown where network or permission went away meanwhile', async () => {
    let asked = 0;
    for (const change of [
      { online: () => asked++ === 0 },
      { hasPermission: async () => asked++ === 0 },
    ]) {
      asked = 0;
      const { deps, seen } = world(refused, refused, change);
      expect((await callJaas(OPERATIONS['ban-user'], deps)).outcome.code).toBe('connection-lost');
      expect(seen).toHaveLength(1);
    }
  });

  it('of a call is unknown: nothing goes before it that leaves a connection, nothing is said by hindsight', async () => {
    for (const probing of [() => status(404), refused, never]) {
      const { deps, seen } = world(refused, probing);
      const { outcome, attempts } = await callJaas(OPERATIONS['dial-out'], deps);
      expect(outcome).toMatchObject({ code: 'connection-lost', result: 'unknown', sent: true });
      expect(seen.map(({ init }) => init.method)).toEqual(['POST']);
      expect(attempts).toBe(1);
    }
  });

  it('of a repetition changes nothing: the answer before it stands', async () => {
    const { deps } = world(({ n }) => (n === 1 ? status(500) : refused()), refused);
    const { outcome, attempts, base } = await callJaas(OPERATIONS['ban-user'], deps);
    expect(outcome).toMatchObject({ code: 'server-fault', status: 500, sent: true });
    expect([attempts, base]).toEqual([2, 'classic']);
  });
});

describe('an answer that does not come', () => {
  it.each(KINDS)('%s: unknown after 10 s, and not sent again', async (kind) => {
    const { deps, posts, waits } = world(never);
    const { outcome, answered } = await callJaas(OPERATIONS[kind], deps);
    expect(outcome).toMatchObject({ result: 'unknown', code: 'timeout', sent: true });
    expect([posts.length, answered]).toEqual([1, false]);
    expect(waits.at(-1)).toBe(10_000);
    expect(posts[0]?.init.signal?.aborted).toBe(true);
  });

  it('is given up when the host stops: unknown', async () => {
    const stop = new AbortController();
    const { deps } = world(
      () => {
        queueMicrotask(() => stop.abort());
        return never();
      },
      undefined,
      { signal: stop.signal },
    );
    expect((await callJaas(OPERATIONS.kick, deps)).outcome).toMatchObject({
      result: 'unknown',
      code: 'abandoned',
      sent: true,
    });
  });
});

describe('the body', () => {
  const stream = (pull: (controller: ReadableStreamDefaultController<Uint8Array>) => void) => {
    const cancelled: unknown[] = [];
    const body = new ReadableStream<Uint8Array>({
      pull,
      cancel: (why) => void cancelled.push(why),
    });
    return { body, cancelled };
  };
  const chunk = new TextEncoder().encode('no '.repeat(5000));

  it('of an accepted request that never ends or breaks off takes nothing back', async () => {
    const silent = stream(() => new Promise(() => undefined));
    const broken = stream((controller) => controller.error(new TypeError('reset')));
    for (const { body } of [silent, broken]) {
      const { deps } = world(() => status(200, {}, body));
      const { outcome } = await callJaas(OPERATIONS.kick, deps);
      expect(outcome).toMatchObject({ result: 'accepted', code: 'accepted' });
      expect(outcome).not.toHaveProperty('message');
    }
    expect(silent.cancelled).toHaveLength(1);
  });

  it('that begins as a page is one, although it never ends, and is not waited for', async () => {
    const bytes = new TextEncoder().encode('<!doctype html><title>Sign in</title>');
    let pulled = 0;
    const { body, cancelled } = stream((controller) => {
      pulled += 1;
      if (pulled === 1) controller.enqueue(bytes);
      return pulled === 1 ? undefined : new Promise(() => undefined);
    });
    const { deps } = world(() => status(200, {}, body), undefined, {
      wait: () => new Promise(() => undefined),
    });
    const { outcome } = await callJaas(OPERATIONS.kick, deps);
    expect(outcome).toMatchObject({ result: 'unknown', code: 'not-jaas', page: true });
    expect(cancelled).toHaveLength(1);
  });

  it('that is endless is read to 64 kB and let go', async () => {
    let pulled = 0;
    const { body, cancelled } = stream((controller) => {
      pulled += 1;
      controller.enqueue(chunk);
    });
    const { deps } = world(() => status(403, {}, body));
    const { outcome } = await callJaas(OPERATIONS.kick, deps);
    expect(outcome).toMatchObject({ code: 'not-allowed', status: 403 });
    expect(outcome.message).toHaveLength(500);
    expect(pulled).toBeLessThan(8);
    expect(cancelled).toHaveLength(1);
  });

  it('that never comes, or breaks off, does not change the answer', async () => {
    const silent = stream(() => new Promise(() => undefined));
    const broken = stream((controller) => controller.error(new TypeError('reset')));
    for (const { body } of [silent, broken]) {
      const { deps } = world(() => status(403, {}, body));
      const { outcome } = await callJaas(OPERATIONS.kick, deps);
      expect(outcome).toEqual({
        result: 'refused',
        code: 'not-allowed',
        base: 'current',
        sent: true,
        status: 403,
      });
    }
  });

  it('that repeats the token that signed leaves nothing of it, however it is wrapped', async () => {
    const token = 'aGVhZGVyaGVhZGVy.cGF5bG9hZHBheWxvYWQ.c2lnbmF0dXJlc2lnbmF0dXJl';
    for (const echo of [
      token,
      token.toUpperCase(),
      token.replace(/.{5}/g, '$& '),
      token.replace(/.{7}/g, '$&<br>'),
      [...token].join('\u200b'),
    ]) {
      const { deps } = world(
        () => status(401, {}, JSON.stringify({ error: `bad ${echo}!` })),
        undefined,
        {
          sign: async () => token,
        },
      );
      expect((await callJaas(OPERATIONS.kick, deps)).outcome.message).toBe('bad [redacted]!');
    }
  });

  it('of a token’s ban is not kept at all', async () => {
    const { deps } = world(() => status(400, {}, '{"message":"no such token"}'));
    const banned = (await callJaas(OPERATIONS['ban-token'], deps)).outcome;
    expect(banned).toMatchObject({ code: 'not-understood', status: 400 });
    expect(banned).not.toHaveProperty('message');
    expect((await callJaas(OPERATIONS.kick, deps)).outcome.message).toBe('no such token');
    const failed = world(() => status(200, {}, '{"success":false,"message":"no such token"}'));
    const told = (await callJaas(OPERATIONS['ban-token'], failed.deps)).outcome;
    expect(told).toMatchObject({ code: 'said-failed', status: 200 });
    expect(told).not.toHaveProperty('message');
    const kicked = (await callJaas(OPERATIONS.kick, failed.deps)).outcome;
    expect(kicked).toMatchObject({ code: 'said-failed', message: 'no such token' });
  });

  test.each<[string, BodyInit | null, string | undefined]>([
    ['JSON', '{"message":"no such app"}', 'no such app'],
    ['HTML', '<html><title>Forbidden</title></html>', 'Forbidden'],
    ['not UTF-8', new Uint8Array([0xff, 0x41, 0xfe]), '\ufffdA\ufffd'],
    ['a character cut in two', new Uint8Array([0x41, 0xc3]), 'A\ufffd'],
    ['empty', '', undefined],
    ['missing', null, undefined],
    ['with a token', 'bad eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln', 'bad [redacted]'],
  ])('%s', async (_, body, message) => {
    const { deps } = world(() => status(400, {}, body));
    const { outcome } = await callJaas(OPERATIONS.kick, deps);
    expect(outcome.message).toBe(message);
  });
});

describe('a repetition', () => {
  const hourAhead = { date: 'Tue, 01 Sep 2026 13:00:00 GMT' };

  it("is signed by the server's clock after a refused token, and the offset is given back", async () => {
    const { deps, offsets, waits } = world(({ n }) => status(n === 1 ? 401 : 200, hourAhead));
    const result = await callJaas(OPERATIONS['dial-out'], deps);
    expect(result).toMatchObject({ offsetMs: 3_600_000, attempts: 2 });
    expect(result.outcome.code).toBe('accepted');
    expect(offsets).toEqual([0, 3_600_000]);
    expect(waits).not.toContain(0);
  });

  it('after a server fault keeps the clock that it had, and there is no offset to store', async () => {
    const { deps, offsets } = world(({ n }) => status(n === 1 ? 500 : 200), undefined, {
      offsetMs: 90_000,
    });
    expect(await callJaas(OPERATIONS.kick, deps)).not.toHaveProperty('offsetMs');
    expect(offsets).toEqual([90_000, 90_000]);
  });

  it('is not made twice for that', async () => {
    const { deps, posts } = world(() => status(401, hourAhead));
    const result = await callJaas(OPERATIONS.kick, deps);
    expect(result.outcome).toMatchObject({ code: 'token-refused', status: 401 });
    expect([posts.length, result.offsetMs]).toEqual([2, 3_600_000]);
  });

  it('begins with the offset that is known, within an hour', async () => {
    const { deps, offsets } = world(() => status(200), undefined, { offsetMs: 1e12 });
    expect(await callJaas(OPERATIONS.kick, deps)).not.toHaveProperty('offsetMs');
    expect(offsets).toEqual([3_600_000]);
  });

  it('waits as long as JaaS asks for', async () => {
    const { deps, waits } = world(({ n }) =>
      n === 1 ? status(429, { 'retry-after': '7' }) : status(200),
    );
    expect((await callJaas(OPERATIONS.kick, deps)).outcome.code).toBe('accepted');
    expect(waits).toEqual([10_000, 7000, 10_000]);
  });

  it('is given up when the host stops meanwhile: the answer stands', async () => {
    const stop = new AbortController();
    const { deps, posts } = world(() => status(429, { 'retry-after': '7' }), undefined, {
      signal: stop.signal,
      wait: (ms, signal) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(new Error('aborted')));
          if (ms === 7000) stop.abort();
        }),
    });
    const { outcome } = await callJaas(OPERATIONS.kick, deps);
    expect(outcome).toMatchObject({ code: 'busy', retryAfterMs: 7000 });
    expect(posts).toHaveLength(1);
  });

  it('is not made when the host does not want to wait any more: the answer stands', async () => {
    const halt = new AbortController();
    const { deps, posts } = world(
      () => {
        halt.abort();
        return status(429, { 'retry-after': '7' });
      },
      undefined,
      { halt: halt.signal },
    );
    const { outcome } = await callJaas(OPERATIONS.kick, deps);
    expect(outcome).toMatchObject({ code: 'busy', sent: true });
    expect(posts).toHaveLength(1);
  });

  it('ends its pause then, while a request that is under way goes on to its answer', async () => {
    const halt = new AbortController();
    const { deps, posts } = world(
      async ({ n }) => (n === 1 ? status(500) : status(200)),
      undefined,
      {
        halt: halt.signal,
        wait: (ms, signal) =>
          new Promise((resolve) => {
            signal?.addEventListener('abort', () => resolve());
            if (ms === 1000) void turn().then(() => halt.abort());
          }),
      },
    );
    expect((await callJaas(OPERATIONS.kick, deps)).outcome).toMatchObject({ code: 'server-fault' });
    expect(posts).toHaveLength(1);
    const late = new AbortController();
    const second = world(
      async () => {
        late.abort();
        return status(200);
      },
      undefined,
      { halt: late.signal },
    );
    expect((await callJaas(OPERATIONS.kick, second.deps)).outcome.code).toBe('accepted');
  });

  it.each(['end-meeting', 'hang-up'] as const)(
    '%s: does not leave when the device slept until another may be there: nobody knows',
    async (kind) => {
      let now = NOW;
      const { deps, posts } = world(() => status(503, { 'retry-after': '1' }), undefined, {
        now: () => now,
        wait: async (ms) => {
          if (ms !== 1000) return turn().then(() => new Promise(() => undefined));
          now += 600_000;
        },
      });
      const { outcome, attempts } = await callJaas(OPERATIONS[kind], deps);
      expect(outcome).toMatchObject({ result: 'unknown', code: 'busy', status: 503, sent: true });
      expect([posts.length, attempts]).toEqual([1, 1]);
    },
  );

  it('of an end that is refused does not say that the first try did nothing', async () => {
    for (const [code, headers] of [
      [429, {}],
      [403, {}],
      [401, {}],
    ] as const) {
      const { deps, posts } = world(({ n }) => status(n === 1 ? 500 : code, headers));
      const { outcome } = await callJaas(OPERATIONS['end-meeting'], deps);
      expect(outcome).toMatchObject({ result: 'unknown', code: 'server-fault', status: 500 });
      expect(posts).toHaveLength(2);
    }
    const { deps } = world(({ n }) => status(n === 1 ? 500 : 404));
    expect((await callJaas(OPERATIONS['end-meeting'], deps)).outcome).toMatchObject({
      result: 'unknown',
      code: 'no-such-meeting',
    });
  });
});

it('whatever happens, there is an outcome, few requests, and only the two hosts', async () => {
  const event = fc.oneof(
    fc.constant(refused),
    fc
      .integer({ min: 200, max: 599 })
      .map((code) => () => status(code === 204 || code === 205 || code === 304 ? 200 : code)),
    fc.constant(() => status(401, { date: 'Tue, 01 Sep 2026 13:00:00 GMT' })),
    fc.constant(() => status(429, { 'retry-after': '0' })),
  );
  const events = fc.array(event, { minLength: 12, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...KINDS), events, fc.boolean(), async (kind, list, there) => {
      const { deps, seen } = world(
        ({ n }) => (list[n - 1] ?? refused)(),
        there ? () => status(200) : refused,
        {
          wait: async (_, signal) => {
            await turn();
            if (signal?.aborted) return new Promise(() => undefined);
          },
        },
      );
      const { attempts, outcome } = await callJaas(OPERATIONS[kind], deps);
      expect(outcome.code).toBeDefined();
      expect(attempts).toBeLessThanOrEqual(kind === 'dial-out' ? 2 : 12);
      for (const { url } of seen)
        expect(['api-vo.jitsi.net', '8x8.vc']).toContain(new URL(url).host);
    }),
    { numRuns: 200 },
  );
});
