/** The common beginning, and what tells one AppID from another at first sight. */
const LONG = /^(vpaas-magic-cookie-.{4}).{3,}(.{4})$/;

/** An AppID in short, enough to tell one's own apart: `vpaas-magic-cookie-1d2e…6a20`. */
export function shortAppId(appId: string): string {
  return appId.replace(LONG, '$1…$2');
}
