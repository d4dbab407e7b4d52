import { readFile } from 'node:fs/promises';
import type { LiveDeps } from '~/scripts/live/check';
import type { Terminal } from '~/scripts/live/terminal';
import type { Fetch } from '~/utils/jaas/http';
import type { Simulator } from '../../simulator';
import { APP_ID, call, KEY_ID } from '../simulator/call';

export const UNIQUE = '0123456789abcdef';

export const ENV = {
  GAVEL_LIVE_APPID: APP_ID,
  GAVEL_LIVE_KEY_ID: KEY_ID,
  GAVEL_LIVE_KEY_FILE: 'host.pk',
};

/** A terminal with a person who types these answers, one after the other. */
export function typing(answers: readonly string[], isTerminal = true) {
  const left = [...answers];
  const said: string[] = [];
  const next = async (question: string) => {
    said.push(question);
    return left.shift() ?? '';
  };
  const terminal: Terminal = {
    isTerminal,
    write: (text) => void said.push(text),
    ask: next,
    askSecret: next,
  };
  return { terminal, left, text: () => said.join('') };
}

/** `fetch` by which the simulator is every host. Keeps what was sent. */
export function simulatorFetch(sim: Simulator) {
  const sent: { url: string; init: RequestInit }[] = [];
  const fetch: Fetch = async (url, init) => {
    sent.push({ url, init });
    const reply = await call(sim, url, {
      method: init.method ?? 'GET',
      headers: Object.fromEntries(new Headers(init.headers)),
      ...(typeof init.body === 'string' ? { body: init.body } : {}),
    });
    const headers = Object.entries(reply.headers).map(([name, value]) => [name, String(value)]);
    const hasBody = ![204, 304].includes(reply.status) && reply.body.length > 0;
    return new Response(hasBody ? new Uint8Array(reply.body) : null, {
      status: reply.status,
      headers: headers as [string, string][],
    });
  };
  return { fetch, sent };
}

/** The clock of the check and of the simulator. It stands still. */
export const now = () => Date.parse('2026-09-01T12:00:00Z');

/** The files of this machine. No time is ever over, since the simulator answers or is out of reach. */
export function liveDeps(change: Pick<LiveDeps, 'terminal'> & { fetch: Fetch }): LiveDeps {
  const { terminal, fetch } = change;
  return {
    terminal,
    readFile: (path) => readFile(path),
    unique: () => UNIQUE,
    network: {
      fetch,
      now,
      wait: () => new Promise(() => undefined),
    },
  };
}
