/** Enough to tell one's own AppIDs apart: what is behind their common start, in short. */
export function shortAppId(appId: string): string {
  return appId.replace(/^vpaas-magic-cookie-(\w{4})\w{5,}(\w{4})$/, '$1…$2');
}
