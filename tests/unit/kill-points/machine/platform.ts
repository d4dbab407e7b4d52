import { fakeBrowser } from 'wxt/testing/fake-browser';
import { Clock, installClock } from './clock';
import { watchIndexedDb } from './indexed-db';
import { gated, lives } from './life';

/** Rounds of the passphrase's stretching: how long it takes is not what is looked at here. */
const ROUNDS = 1;

const CRYPTO = [
  'decrypt',
  'deriveBits',
  'deriveKey',
  'digest',
  'encrypt',
  'exportKey',
  'generateKey',
  'importKey',
  'sign',
  'unwrapKey',
  'verify',
  'wrapKey',
] as const;

export const clock = new Clock();

/** Alarms live in the browser, not in the worker. */
export const alarms = new Map<string, { when: number; everyMs: number | null }>();

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

interface Outside {
  /** JaaS: what leaves really leaves here. */
  fetch: Fetch;
  /** A meeting page's panel, asked what it sees. */
  look: () => unknown;
}

export const outside: Outside = {
  fetch: async () => new Response(null, { status: 200 }),
  look: () => null,
};

/** Makes everything that Gavel asks of the browser a point. Once in each test file. */
export function installPlatform(): void {
  watchIndexedDb();
  installClock(clock);
  installCrypto();
  installLocks();
  globalThis.fetch = ((url: string, init: RequestInit) =>
    gated('fetch', () => outside.fetch(url, init))) as typeof fetch;
  installBrowser();
}

function installCrypto(): void {
  const subtle = Object.getPrototypeOf(crypto.subtle) as Record<
    string,
    (...args: unknown[]) => Promise<unknown>
  >;
  for (const name of CRYPTO) {
    const real = subtle[name];
    if (real === undefined) continue;
    subtle[name] = (...args) =>
      gated(`crypto.${name}`, () => real.apply(crypto.subtle, args.map(hurried)));
  }
}

function hurried(argument: unknown): unknown {
  const isStretching = Object(argument) === argument && Object(argument).name === 'PBKDF2';
  return isStretching && 'iterations' in Object(argument)
    ? { ...Object(argument), iterations: ROUNDS }
    : argument;
}

/** `navigator.locks`: one after the other, and what dies lets go. */
function installLocks(): void {
  let last: Promise<unknown> = Promise.resolve();
  const request = async (_name: string, work: () => Promise<unknown>) => {
    const life = lives.getStore();
    const before = last;
    let letGo: () => void = () => undefined;
    last = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    if (life?.alive === false) letGo();
    life?.whenKilled(letGo);
    await gated('lock', () => before);
    try {
      return await work();
    } finally {
      letGo();
    }
  };
  Object.defineProperty(globalThis, 'navigator', {
    value: { locks: { request }, onLine: true, userAgent: '' },
    configurable: true,
  });
}

function installBrowser(): void {
  const call =
    <T>(name: string, work: (...args: never[]) => T) =>
    (...args: never[]) =>
      gated(name, async () => work(...args));
  const nothing = () => undefined;
  Object.assign(fakeBrowser.alarms, {
    create: call('alarms.create', (name: string, { when, periodInMinutes }: AlarmTime) => {
      const everyMs = periodInMinutes === undefined ? null : periodInMinutes * 60_000;
      alarms.set(name, { when: when ?? clock.now + (everyMs ?? 0), everyMs });
    }),
    clear: call('alarms.clear', (name: string) => alarms.delete(name)),
  });
  Object.assign(fakeBrowser.action, {
    setBadgeText: call('action.setBadgeText', nothing),
    setBadgeBackgroundColor: call('action.setBadgeBackgroundColor', nothing),
    setTitle: call('action.setTitle', nothing),
    openPopup: call('action.openPopup', nothing),
  });
  Object.assign(fakeBrowser.permissions, {
    contains: call('permissions.contains', () => true),
    getAll: call('permissions.getAll', () => ({ origins: [] })),
  });
  Object.assign(fakeBrowser.tabs, {
    sendMessage: call('tabs.sendMessage', () => outside.look()),
  });
  Object.assign(fakeBrowser.scripting, {
    getRegisteredContentScripts: call('scripting.getRegisteredContentScripts', () => []),
  });
  Object.assign(fakeBrowser.runtime, {
    id: 'gavel',
    getURL: (path: string) => `chrome-extension://gavel${path}`,
    getPlatformInfo: call('runtime.getPlatformInfo', nothing),
    sendMessage: async () => undefined,
    getContexts: call('runtime.getContexts', () => []),
    openOptionsPage: call('runtime.openOptionsPage', nothing),
  });
}

interface AlarmTime {
  readonly when?: number;
  readonly periodInMinutes?: number;
}
