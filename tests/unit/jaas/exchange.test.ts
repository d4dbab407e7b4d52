// @vitest-environment node
import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { deadline, post, probe } from '~/utils/jaas/http';
import { READ_LIMIT, readBody } from '~/utils/jaas/response';
import { turn } from '../until';

const never = new Promise<null>(() => undefined);

/** A clock that rings when it is told to, and knows whether it was stopped. */
function clock() {
  let keyring: () => void = () => undefined;
  let signal: AbortSignal | undefined;
  const wait = (_: number, stop?: AbortSignal) => {
    signal = stop;
    return new Promise<void>((resolve) => {
      keyring = resolve;
    });
  };
  return { wait, keyring: () => keyring(), isStopped: () => signal?.aborted ?? false };
}

describe('a time limit', () => {
  it('ends by the clock', async () => {
    const { wait, keyring } = clock();
    const limit = deadline(1000, wait);
    expect([limit.why(), limit.signal.aborted]).toEqual([null, false]);
    keyring();
    await limit.over;
    expect([limit.why(), limit.signal.aborted]).toEqual(['timeout', true]);
  });

  it('ends early where it is stopped, also if it was before, and stays what it was', async () => {
    const stop = new AbortController();
    const { wait, keyring, isStopped } = clock();
    const limit = deadline(1000, wait, stop.signal);
    stop.abort();
    await limit.over;
    expect([limit.why(), limit.signal.aborted, isStopped()]).toEqual(['abandoned', true, true]);
    keyring();
    await Promise.resolve();
    await Promise.resolve();
    expect(limit.why()).toBe('abandoned');
    expect(deadline(1000, clock().wait, stop.signal).why()).toBe('abandoned');
  });

  it('does nothing any more once it is cleared', async () => {
    const stop = new AbortController();
    const { wait, keyring, isStopped } = clock();
    const limit = deadline(1000, wait, stop.signal);
    limit.clear();
    expect(isStopped()).toBe(true);
    keyring();
    stop.abort();
    await turn();
    expect([limit.why(), limit.signal.aborted]).toEqual([null, false]);
  });

  it('leaves nothing behind on the signal that stops it', () => {
    const stop = new AbortController();
    const limit = deadline(1000, clock().wait, stop.signal);
    expect(getEventListeners(stop.signal, 'abort')).toHaveLength(1);
    limit.clear();
    expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
  });

  it('is not left running after an exchange, whatever became of it', async () => {
    const answers = [
      () => new Response('ok'),
      () => new Response('no', { status: 403 }),
      () => {
        throw new TypeError('Failed to fetch');
      },
    ];
    for (const answer of answers) {
      const { wait, isStopped } = clock();
      const deps = { wait, now: () => 0, fetch: async () => answer() };
      await post({ url: 'https://8x8.vc/' }, 'token', deps);
      expect(isStopped()).toBe(true);
      const second = clock();
      await probe('https://8x8.vc/', { ...deps, wait: second.wait });
      expect(second.isStopped()).toBe(true);
    }
  });
});

describe('a host', () => {
  const asked = async (fetch: () => Promise<Response>, wait = clock().wait) =>
    probe('https://8x8.vc/', { fetch, wait, now: () => 0 });

  it('can be reached where it answers anything, and cannot where there is no answer to be had', async () => {
    expect(await asked(async () => new Response(null, { status: 500 }))).toBe('reachable');
    expect(await asked(() => Promise.reject(new TypeError('Failed to fetch')))).toBe('unreachable');
  });

  it('may be there where it does not answer in time', async () => {
    const silent = () => new Promise<Response>(() => undefined);
    expect(await asked(silent, async () => undefined)).toBe('unclear');
  });
});

describe('a body', () => {
  it('is read to the limit and not a byte further, even within a chunk', async () => {
    const text = 'x'.repeat(READ_LIMIT);
    expect(await readBody(new Response(`${text}yz`), never)).toBe(text);
    expect(await readBody(new Response(text), never)).toBe(text);
  });

  it('that has come to the limit is not waited for any longer', async () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new Uint8Array(READ_LIMIT).fill(0x78)),
    });
    expect(await readBody(new Response(body), never)).toHaveLength(READ_LIMIT);
  });

  it('is put together from pieces, also within a character', async () => {
    const bytes = new TextEncoder().encode('grün');
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes.slice(0, 3));
        controller.enqueue(bytes.slice(3));
        controller.close();
      },
    });
    expect(await readBody(new Response(body), never)).toBe('grün');
  });

  it('is what came until the time was over', async () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('half')),
    });
    // What has come is read before the event loop turns.
    const over = turn().then(() => null);
    expect(await readBody(new Response(body), over)).toBe('half');
  });
});
