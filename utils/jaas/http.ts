import { beginsAsPage, natureOf } from './nature';
import { type Answer, answerOf, dropBody, readBody } from './response';

/** `fetch`, called without a `this`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface ExchangeDeps {
  fetch: Fetch;
  wait: Wait;
  now: () => number;
  signal?: AbortSignal;
}

/** How long an answer is waited for, its body included, in milliseconds. */
export const TIMEOUT_MS = 10_000;

/** How long a host may take to show that it is there, in milliseconds. */
export const PROBE_TIMEOUT_MS = 3000;

/** What holds for everything that is sent: no cookies, no cache, no referrer. */
const PLAIN = {
  credentials: 'omit',
  cache: 'no-store',
  referrerPolicy: 'no-referrer',
} as const satisfies RequestInit;

/** `body` is the beginning of the answer's body, neither cut nor redacted: it must not be kept. */
export type Exchanged =
  | { answer: Answer; body: string }
  | { failure: 'timeout' | 'abandoned' | 'network' };

/**
 * Sends one request with its token, once. A redirect is an answer and is not followed: nothing goes to another
 * address, and it can be told from a connection that broke. Never rejects.
 *
 * The body is read within the same time limit, of a success only as far as it shows what kind of answer it is. One
 * that never ends or breaks off changes nothing: what came of it is judged, and the status stands.
 */
export async function post(
  request: { url: string; body?: string },
  token: string,
  deps: ExchangeDeps,
): Promise<Exchanged> {
  const { url, body } = request;
  const limit = deadline(TIMEOUT_MS, deps.wait, deps.signal);
  const response = await fetched(deps.fetch, limit.over, url, {
    ...PLAIN,
    method: 'POST',
    redirect: 'manual',
    headers: {
      accept: '*/*',
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
    signal: limit.signal,
  });
  if (response === null) {
    limit.clear();
    return { failure: limit.why() ?? 'network' };
  }
  const answer = answerOf(response.status, response.headers, deps.now());
  const isEnough = (text: string) => response.ok && beginsAsPage(text);
  const said = await readBody(response, limit.over, isEnough);
  limit.clear();
  const nature = natureOf(response, said);
  return { answer: nature === undefined ? answer : { ...answer, nature }, body: said };
}

/**
 * Whether a host can be reached: asks for `root` without token and body. Any answer counts. A
 * redirect is an answer and is not followed; with `no-cors` it would have to be (Fetch standard,
 * "main fetch"), so this relies on the host permission as `post` does. `unclear`: no answer in time.
 */
export async function probe(
  root: string,
  deps: ExchangeDeps,
): Promise<'reachable' | 'unreachable' | 'unclear'> {
  const limit = deadline(PROBE_TIMEOUT_MS, deps.wait, deps.signal);
  const response = await fetched(deps.fetch, limit.over, root, {
    ...PLAIN,
    method: 'HEAD',
    redirect: 'manual',
    signal: limit.signal,
  });
  limit.clear();
  if (response === null) return limit.why() === null ? 'unreachable' : 'unclear';
  dropBody(response);
  return 'reachable';
}

/** The response, or null on a network error or when `over` resolves first. */
async function fetched(
  fetch: Fetch,
  over: Promise<null>,
  url: string,
  init: RequestInit,
): Promise<Response | null> {
  const response = (async () => fetch(url, init))().catch(() => null);
  return Promise.race([response, over]);
}

/** Resolves after `ms`; resolves or rejects at once when the signal is aborted. */
export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;

export type Ended = 'timeout' | 'abandoned';

export interface Deadline {
  /** Aborted when the time is over or `outer` is aborted. */
  signal: AbortSignal;
  /** Resolves then, so that also what ignores the signal is not waited for. */
  over: Promise<null>;
  /** Why it is over; null as long as it is not. */
  why: () => Ended | null;
  /** Stops the clock. */
  clear: () => void;
}

/** A time limit for one exchange, in milliseconds, that `outer` can end early. */
export function deadline(ms: number, wait: Wait, outer?: AbortSignal): Deadline {
  const exchange = new AbortController();
  const clock = new AbortController();
  let why: Ended | null = null;
  const over = new Promise<null>((resolve) => {
    const end = (reason: Ended) => {
      if (clock.signal.aborted) return;
      why = reason;
      clock.abort();
      exchange.abort();
      resolve(null);
    };
    if (outer?.aborted) end('abandoned');
    outer?.addEventListener('abort', () => end('abandoned'), { signal: clock.signal });
    wait(ms, clock.signal).then(
      () => end('timeout'),
      // A `wait` that rejects when it is aborted has nothing more to say.
      () => undefined,
    );
  });
  return { signal: exchange.signal, over, why: () => why, clear: () => clock.abort() };
}
