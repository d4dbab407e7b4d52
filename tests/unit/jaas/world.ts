import type { ClientDeps } from '~/utils/jaas/client';
import { turn } from '../until';

export const NOW = Date.UTC(2026, 8, 1, 12, 0, 0);

type Answering = (request: {
  url: string;
  init: RequestInit;
  n: number;
}) => Promise<Response> | Response;

export const refused = (): never => {
  throw new TypeError('Failed to fetch');
};
export const never = () => new Promise<Response>(() => undefined);
export const status = (
  code: number,
  headers: Record<string, string> = {},
  body: BodyInit | null = null,
) => new Response(body, { status: code, headers });

/** A world with a clock of its own: waiting takes no time, but only if nothing else is going on. */
export function world(
  answering: Answering,
  probing: Answering = () => status(200),
  change: Partial<ClientDeps> = {},
) {
  const seen: { url: string; init: RequestInit }[] = [];
  const posts: { url: string; init: RequestInit }[] = [];
  const waits: number[] = [];
  const offsets: number[] = [];
  const deps: ClientDeps = {
    sign: async (offsetMs) => {
      offsets.push(offsetMs);
      return `signed${offsetMs}`;
    },
    fetch: async (url, init) => {
      seen.push({ url, init });
      if (init.method !== 'POST') return probing({ url, init, n: seen.length });
      posts.push({ url, init });
      return answering({ url, init, n: posts.length });
    },
    now: () => NOW,
    wait: async (ms, signal) => {
      waits.push(ms);
      await turn();
      if (signal?.aborted) throw new Error('aborted');
    },
    setting: 'auto',
    remembered: null,
    online: () => true,
    hasPermission: async () => true,
    offsetMs: 0,
    ...change,
  };
  return {
    deps,
    seen,
    posts,
    waits,
    offsets,
    hosts: () => posts.map(({ url }) => new URL(url).host),
  };
}
