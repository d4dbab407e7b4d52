import { type ComponentChild, options as preact, render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, vi } from 'vitest';
import { App, type OptionsPorts } from '~/components/options/App';
import type { ActivityPort } from '~/components/options/activity/journal-index';
import { readSource } from '~/components/options/add/key-source';
import type { BansPort } from '~/components/options/bans/port';
import { CopyContext } from '~/components/options/CopyButton';
import type { TestKey } from '~/components/options/keys/TestWithJaas';
import type { OrganisationPort } from '~/components/options/organisation/port';
import { QUIET_MS } from '~/components/ui/guard';
import { openMarks } from '~/utils/bans/marks';
import { extraHostsOf } from '~/utils/jaas/room';
import type { Action } from '~/utils/journal/action';
import type { Shell } from '~/utils/keys/import/commands';
import { createKeyring } from '~/utils/keys/keyring';
import { type Policy, readPolicy } from '~/utils/organisation/policy';
import {
  keepService,
  ownTokenServices,
  removeService,
  servicesInUse,
  type TokenService,
} from '~/utils/organisation/token-service';
import { fixable } from '~/utils/storage/item';
import { firstSteps } from '~/utils/storage/settings';

import { type FakeDeps, fakeDeps } from '../keys/fakes';
import { pressOn } from '../press';
import { turn, until as untilTrue } from '../until';

let root: HTMLElement | null = null;

/** What the page has asked for and is not answered yet. */
let unanswered = new Set<Promise<unknown>>();

// Effects of what is drawn outside of `act` wait for no frame and no timer.
preact.requestAnimationFrame = (run) => void turn().then(run);

// Timers of the page stand still until a test moves them.
beforeEach(() => {
  unanswered = new Set();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
});

afterEach(() => {
  if (root) act(() => render(null, root as HTMLElement));
  root?.remove();
  root = null;
  vi.useRealTimers();
  location.hash = '';
});

/** Draws into the document, because focus and live regions work only there. */
async function mount(tree: ComponentChild): Promise<HTMLElement> {
  root ??= document.body.appendChild(document.createElement('div'));
  const at = root;
  await act(async () => render(tree, at));
  return at;
}

export interface Page {
  readonly deps: FakeDeps;
  readonly ports: OptionsPorts;
  readonly copied: string[];
  /** What the browser allows now. */
  readonly allowed: Set<string>;
  /** Tells the page that something outside has changed, and lets it come to rest. */
  change(): Promise<void>;
  /** The organisation's policy comes, changes, or goes. */
  decide(policy: unknown): Promise<void>;
}

/** The port to token services, over the store of these dependencies. */
function organisation(
  { store }: FakeDeps,
  fixed: () => readonly TokenService[],
  {
    tryOut = async () => ({ ok: true }),
    allowSignIn = async () => true,
  }: Partial<OrganisationPort>,
): OrganisationPort {
  const kept = ownTokenServices(store);
  return {
    services: async () => servicesInUse(fixed(), await kept.get()),
    keep: (service) => keepService(kept, service),
    remove: (appId) => removeService(kept, appId),
    tryOut,
    allowSignIn,
  };
}

/** The whole options page on the real keyring, in a browser profile of its own. */
export async function openPage(
  options: {
    deps?: FakeDeps;
    test?: TestKey;
    actions?: () => Action[];
    activity?: (watch: ActivityPort['watch']) => ActivityPort;
    bans?: BansPort;
    /** Takes what is exported. */
    save?: ActivityPort['save'];
    met?: () => boolean;
    /** What the browser says when it is asked to keep the storage; yes where nothing is said. */
    keepsStorage?: boolean;
    shell?: Shell;
    /** What a token service that is set up answers; a token where nothing is said. */
    tryOut?: OrganisationPort['tryOut'];
    /** The organisation's policy, as the browser has it. */
    policy?: unknown;
    /** Whether the browser opens logins; yes where nothing is said. */
    allowSignIn?: OrganisationPort['allowSignIn'];
  } = {},
): Promise<Page> {
  const deps = options.deps ?? fakeDeps();
  const listeners = new Set<() => void>();
  const watch = (changed: () => void) => {
    listeners.add(changed);
    return () => listeners.delete(changed);
  };
  const allowed = new Set(['https://8x8.vc/*', 'https://api-vo.jitsi.net/*']);
  const copied: string[] = [];
  let policy = await readPolicy(options.policy);
  deps.decided = policy.policy;
  const page = {
    notified: false,
    atOnce: 4,
    kept: false,
    shortcuts: [
      { name: '_execute_action', keys: 'Alt+Shift+G' },
      { name: 'end-meeting', keys: '' },
    ],
    changing: 0,
  };
  const ports: OptionsPorts = {
    keyring: createKeyring(deps),
    watchStorage: watch,
    readKey: readSource,
    testKey: options.test ?? (async (_, told) => told('refused')),
    organisation: organisation(deps, () => policy.policy.tokenServices, options),
    activity: options.activity?.(watch) ?? memoryActivity(options, watch, () => policy.policy),
    bans: options.bans ?? { marks: openMarks(), changed: async () => undefined },
    persistence: {
      has: async () => page.kept,
      ask: async () => {
        page.kept = options.keepsStorage ?? true;
        return page.kept;
      },
    },
    access: {
      has: async (origin) => allowed.has(origin),
      request: vi.fn(async (origins: string[]) => {
        for (const origin of origins) allowed.add(origin);
        return true;
      }),
      watch,
    },
    policy: async () => policy,
    shortcuts: {
      all: async () => [...page.shortcuts],
      change: async () => {
        page.changing += 1;
        if (page.changing > 1) throw new Error('not here');
      },
      watch: () => () => undefined,
    },
    atOnce: fixable(
      {
        get: async () => page.atOnce,
        set: async (n: number) => {
          page.atOnce = n;
        },
      },
      async () => policy.policy.peopleAtOnce,
    ),
    extraHosts: {
      allowed: async () => extraHostsOf([...allowed]),
      allow: vi.fn(async (host: string) => {
        allowed.add(`https://${host}/*`);
        return true;
      }),
      forget: async (host) => allowed.delete(`https://${host}/*`),
      watch,
    },
    notify: {
      isOn: async () => page.notified,
      switchOn: vi.fn(async () => {
        page.notified = true;
        return true;
      }),
      switchOff: vi.fn(async () => {
        page.notified = false;
        return true;
      }),
      watch,
    },
    start: { marks: firstSteps(deps.store), met: async () => options.met?.() ?? false, watch },
    about: async () => ({
      version: '1.2.3',
      browser: 'Chromium 156',
      permissions: ['storage'],
      origins: [...allowed],
    }),
    shell: async () => options.shell ?? 'posix',
    now: deps.now,
  };
  await mount(
    <CopyContext.Provider value={async (text) => void copied.push(text)}>
      <App ports={watched(ports)} />
    </CopyContext.Provider>,
  );
  await until(() => document.querySelector('.add-key') ?? deps.decided.ownKeys === 'forbidden');
  const change = async () => {
    await act(async () => {
      for (const changed of [...listeners]) changed();
      // Some of it is looked at a moment later, with what follows.
      vi.advanceTimersByTime(1000);
    });
    await settle();
  };
  const decide = async (raw: unknown) => {
    policy = await readPolicy(raw);
    deps.decided = policy.policy;
    await change();
  };
  return { deps, ports, copied, allowed, change, decide };
}

/** The same ports, where it is known what is not answered yet. */
function watched<T extends object>(ports: T): T {
  const known = new WeakMap<object, unknown>();
  const wrap = (value: unknown, owner: unknown): unknown => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return value;
    if (!known.has(value)) known.set(value, wrapped(value, owner));
    return known.get(value);
  };
  const wrapped = (value: object, owner: unknown): unknown =>
    typeof value === 'function'
      ? (...args: unknown[]) => noted(Reflect.apply(value, owner, args))
      : new Proxy(value, { get: (at, name) => wrap(Reflect.get(at, name), at) });
  return wrap(ports, null) as T;
}

function noted<T>(answer: T): T {
  if (!(answer instanceof Promise)) return answer;
  const mine = unanswered.add(answer);
  const answered = () => mine.delete(answer);
  answer.then(answered, answered);
  return answer;
}

/** An activity in memory, for what is about other pages. */
function memoryActivity(
  {
    actions = () => [],
    save = () => undefined,
  }: { actions?: () => Action[]; save?: ActivityPort['save'] },
  watch: ActivityPort['watch'],
  policy: () => Policy,
): ActivityPort {
  let retention: number | null = 365;
  let there: Action[] = [];
  return {
    journal: {
      keys: async () => {
        there = actions();
        return there.map(({ id }) => id);
      },
      read: async (keys) => {
        const wanted = there.filter(({ id }) => keys.includes(id));
        return wanted.map((action) => ({ key: action.id, action, raw: action }));
      },
      page: async () => [],
      remove: async () => 0,
    },
    retention: fixable(
      {
        get: async () => retention,
        set: async (after: number | null) => {
          retention = after;
        },
      },
      async () => policy().keepActivityDays,
    ),
    save,
    watch,
  };
}

type Role = 'button' | 'checkbox' | 'textbox' | 'link' | 'listitem' | 'list' | 'combobox' | 'table';

const selectors: Record<Role, string> = {
  button: 'button, summary',
  checkbox: 'input[type=checkbox]',
  textbox: 'input:not([type=file]), textarea',
  link: 'a[href]',
  listitem: 'li',
  list: 'ul, ol',
  combobox: 'select',
  table: 'table',
};

/** The element that a screen reader would call so. Elements that are hidden are not there. */
export function find(role: Role, name: string, within: ParentNode = document): HTMLElement | null {
  const found = [...within.querySelectorAll<HTMLElement>(selectors[role])];
  return found.find((one) => isShown(one) && nameOf(one) === name) ?? null;
}

/** Not hidden, and not folded away. */
function isShown(element: HTMLElement): boolean {
  if (element.closest('[hidden]')) return false;
  const fold = element.parentElement?.closest('details');
  if (!fold || element.localName === 'summary') return true;
  return fold.open;
}

export function get(role: Role, name: string, within: ParentNode = document): HTMLElement {
  const found = find(role, name, within);
  if (!found) throw new Error(`No ${role} “${name}” in:\n${document.body.textContent}`);
  return found;
}

function nameOf(element: HTMLElement): string {
  const byId = element.getAttribute('aria-labelledby');
  if (byId) return document.getElementById(byId)?.textContent?.trim() ?? '';
  const own = element.getAttribute('aria-label');
  if (own !== null) return own;
  const labels = [...document.querySelectorAll('label')];
  const label = labels.find((one) => one.htmlFor !== '' && one.htmlFor === element.id);
  return (label ?? element).textContent?.trim() ?? '';
}

/** Answers a question, which works after a moment of quiet. */
export async function answer(element: HTMLElement): Promise<void> {
  await act(async () => {
    await vi.advanceTimersByTimeAsync(QUIET_MS);
  });
  await click(element);
}

/** Clicks and waits until the page has come to rest. */
export async function click(element: HTMLElement): Promise<void> {
  await act(async () => pressOn(element));
  await settle();
}

/** Puts a text in at once, as a paste or a program does. */
export async function put(element: HTMLElement, text: string, inputType = ''): Promise<void> {
  const field = element as HTMLInputElement;
  await act(async () => {
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType }));
  });
  await settle();
}

/** Types letter by letter. */
export async function type(element: HTMLElement, text: string): Promise<void> {
  for (const letter of text) {
    const field = element as HTMLInputElement;
    await act(async () => {
      field.value += letter;
      field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }));
    });
  }
}

export async function choose(element: HTMLElement, value: string): Promise<void> {
  await act(async () => {
    (element as HTMLSelectElement).value = value;
    element.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await settle();
}

/** Hands a file to the file input. */
export async function giveFile(
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
  within: ParentNode = document,
): Promise<void> {
  const input = within.querySelector<HTMLInputElement>('input[type=file]');
  if (!input) throw new Error('no file input');
  const file = new File([bytes], name);
  const read = file.arrayBuffer.bind(file);
  file.arrayBuffer = () => noted(read());
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  await act(async () => {
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await settle();
}

/**
 * Until the page has come to rest: whatever it asked of its ports is answered, and drawn. After that
 * nothing more happens by itself.
 */
export async function settle(): Promise<void> {
  await untilTrue(async () => {
    await act(turn);
    if (unanswered.size > 0) return false;
    // What was just drawn may have asked for more.
    await act(turn);
    return unanswered.size === 0;
  }, 'the page to come to rest');
}

/** Waits until something can be seen. */
export function until<T>(look: () => T | null | undefined | false): Promise<T> {
  return untilTrue(async () => {
    await act(turn);
    return look();
  }, look.toString());
}

export function text(within: Element = document.body): string {
  return within.textContent ?? '';
}

/** What is said to be wrong beside a field, if the field and the words are tied together. */
export function errorOf(field: HTMLElement): string | null {
  if (field.getAttribute('aria-invalid') !== 'true') return null;
  const ids = (field.getAttribute('aria-describedby') ?? '').split(' ');
  const alerts = ids.map((id) => document.getElementById(id));
  return alerts.find((one) => one?.getAttribute('role') === 'alert')?.textContent ?? null;
}
