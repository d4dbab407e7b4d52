import { browser } from 'wxt/browser';
import type { TokenRefusal } from '~/utils/jaas/token-refusal';
import { REDIRECT_PATH } from '~/utils/organisation/authorization';

/** Where a flow ended: the whole address that it was redirected to, or why nowhere. */
type FlowAnswer =
  | { readonly ok: true; readonly address: string }
  | { readonly ok: false; readonly why: TokenRefusal };

/** Opens an address in the browser's own window for logins, or silently, until it redirects back to the extension. */
export interface WebAuth {
  /** The address that an answer goes to, which only this extension hears of. */
  redirectUri(): string;
  /** Never rejects. */
  run(address: string, how: { readonly silent: boolean }): Promise<FlowAnswer>;
}

/** How long a service may take that is asked silently, in milliseconds. */
const SILENT_MS = 15_000;

/** `identity` is optional in Chromium: nothing is there before it is allowed. */
interface Identity {
  getRedirectURL(path?: string): string;
  launchWebAuthFlow(details: {
    url: string;
    interactive: boolean;
    /** Chromium's; Firefox takes no member that it does not know. */
    timeoutMsForNonInteractive?: number;
  }): Promise<string | undefined>;
}

function identity(): Identity | undefined {
  return (browser as { identity?: Identity }).identity;
}

/** The browser's own. */
export function browserWebAuth(isFirefox: boolean): WebAuth {
  return {
    redirectUri: () => identity()?.getRedirectURL(REDIRECT_PATH) ?? '',

    async run(url, { silent }) {
      const api = identity();
      if (api === undefined) return { ok: false, why: 'no-permission' };
      const limit = silent && !isFirefox && { timeoutMsForNonInteractive: SILENT_MS };
      const flow = launch(api, { url, interactive: !silent, ...limit });
      return silent ? inTime(flow) : flow;
    },
  };
}

/** Some of what a browser refuses it throws at once. */
async function launch(
  api: Identity,
  details: Parameters<Identity['launchWebAuthFlow']>[0],
): Promise<FlowAnswer> {
  try {
    const address = await api.launchWebAuthFlow(details);
    return address === undefined ? { ok: false, why: 'no-redirect' } : { ok: true, address };
  } catch (error) {
    return { ok: false, why: whyNot(String(error)) };
  }
}

/** Firefox sets a silent flow no limit. */
function inTime(flow: Promise<FlowAnswer>): Promise<FlowAnswer> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, SILENT_MS, { ok: false, why: 'no-answer' });
    void flow.then((answer) => {
      clearTimeout(timer);
      resolve(answer);
    });
  });
}

/**
 * What browsers say of a flow that did not end, in English always (Chromium `web_auth_flow.cc` and
 * `identity_constants.cc`, Firefox `ext-identity.js`).
 */
function whyNot(message: string): TokenRefusal {
  if (/interaction/i.test(message)) return 'no-redirect';
  if (/did not approve|cancelled|denied/i.test(message)) return 'dismissed';
  if (/timed out/i.test(message)) return 'no-answer';
  return 'wrong-address';
}
