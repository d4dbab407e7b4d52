import type { AppConference } from './globals';
import type { PageOptions } from './options';
import { pause } from './pause';

/** A top-level page takes token and options out of its address; an embedded one does not. */
export function stripAddress(): void {
  if (window === window.top) history.replaceState(history.state, '', location.pathname);
}

/** After leaving there is neither a connection nor a room. */
export function leaveAppGlobals(): void {
  if (window.APP === undefined) return;
  window.APP.connection = undefined;
  const conference: AppConference | undefined = window.APP.conference;
  if (conference) conference._room = undefined;
}

/** jitsi-meet `maybeRedirectToWelcomePage`, for a JaaS tenant. */
export async function leavePage(close: PageOptions['close'], afterMs: number): Promise<void> {
  if (close === 'stay') return;
  await pause(close === 'welcome' ? 3600 : afterMs);
  location.assign(window === window.top ? '/' : 'about:blank');
}
