import type { Fetch } from '~/utils/jaas/http';
import { deadline, type Wait } from '~/utils/jaas/http';
import { redactedBody } from '~/utils/jaas/redact';
import { readBody } from '~/utils/jaas/response';

/** How long a body is read after its status is known, in milliseconds. */
const BODY_WITHIN_MS = 3000;

export interface Recorded {
  /** From the request to the headers of its answer, in milliseconds. */
  readonly ms: number;
  /** Redacted, and cut to 4 kB. */
  readonly body: string;
}

/**
 * Looks at what passes through a `fetch`. The client reads no bodies of accepted requests, and
 * those are just what nobody has documented.
 */
export function createRecorder(fetch: Fetch, { now, wait }: { now: () => number; wait: Wait }) {
  let last: Promise<Recorded> | null = null;

  const recording: Fetch = async (url, init) => {
    // What is no POST only asks whether the host is there.
    if (init.method !== 'POST') return fetch(url, init);
    last = null;
    const started = now();
    const response = await fetch(url, init);
    last = recorded(response.clone(), now() - started, tokensIn(init));
    return response;
  };

  async function recorded(copy: Response, ms: number, sent: readonly string[]): Promise<Recorded> {
    const limit = deadline(BODY_WITHIN_MS, wait);
    const text = await readBody(copy, limit.over);
    limit.clear();
    return { ms, body: redactedBody(text, sent) };
  }

  return {
    fetch: recording,
    /** What was recorded of the latest request; null where it had no answer. */
    async take(): Promise<Recorded | null> {
      const taken = last;
      last = null;
      return taken;
    },
  };
}

/** The tokens that a request holds: the one that signs it, and one that is to be banned. */
function tokensIn({ headers, body }: RequestInit): string[] {
  const bearer = new Headers(headers).get('authorization')?.replace(/^Bearer /, '');
  const banned = typeof body === 'string' ? /"jwt":"([^"]*)"/.exec(body)?.[1] : undefined;
  return [bearer, banned].filter((token) => token !== undefined);
}
