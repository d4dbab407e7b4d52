import { browser } from 'wxt/browser';

interface ContextsApi {
  getContexts?: (filter: { contextTypes: string[] }) => Promise<unknown[]>;
}

/**
 * Whether the toolbar popup is on the screen. Chromium's worker asks `runtime.getContexts`;
 * Firefox's background page, which has no such call everywhere, asks `extension.getViews`.
 */
export async function isPopupOpen(): Promise<boolean> {
  const runtime: ContextsApi = browser.runtime as ContextsApi;
  if (runtime.getContexts) {
    return (await runtime.getContexts({ contextTypes: ['POPUP'] })).length > 0;
  }
  return browser.extension.getViews({ type: 'popup' }).length > 0;
}
