export const APP_ID = 'vpaas-magic-cookie-1d2e6a201d594c8f87a630e3f71826d3';
export const KEY_ID = '4f4910';
export const CHROMIUM_URI = `https://${'abcdefghijklmnop'.repeat(2)}.chromiumapp.org/gavel`;
export const FIREFOX_URI = `https://${'0123456789abcdef'.repeat(2)}01234567.extensions.allizom.org/gavel`;
export const STATE = 'c3RhdGUtb2YtMTI4LWJpdA';

/** What Gavel asks before a ban. */
export const ASKED: Readonly<Record<string, string>> = {
  response_type: 'token',
  client_id: 'gavel',
  scope: 'jaas.admin',
  redirect_uri: CHROMIUM_URI,
  state: STATE,
  app_id: APP_ID,
  action: 'ban',
  room: 'standup',
};

/** What Gavel asks, but for this. Undefined takes a parameter out. */
export function asked(changes: Readonly<Record<string, string | undefined>> = {}): URLSearchParams {
  const entries = Object.entries({ ...ASKED, ...changes });
  return new URLSearchParams(
    entries.filter((one): one is [string, string] => one[1] !== undefined),
  );
}

/** What is behind `#` of an address. */
export function fragmentOf(address: string | URL): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(new URL(address).hash.slice(1)));
}
