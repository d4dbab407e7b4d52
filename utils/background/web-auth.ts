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
      const flow = api.launchWebAuthFlow({ url, interactive: !silent, ...limit }).then(
        (address): FlowAnswer =>
          address === undefined ? { ok: false, why: 'no-redirect' } : { ok: true, address },
        (error: unknown): FlowAnswer => ({ ok: false, why: whyNot(String(error)) }),
      );
      return silent ? Promise.race([flow, tooLate()]) : flow;
    },
  };
}

function tooLate(): Promise<FlowAnswer> {
  const answer = { ok: false, why: 'no-answer' } as const;
  return new Promise((resolve) => setTimeout(resolve, SILENT_MS, answer));
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
