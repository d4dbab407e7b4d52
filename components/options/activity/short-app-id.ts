/** Enough to tell one's own AppIDs apart; an AppID is letters and digits only. */
export function shortAppId(appId: string): string {
  return appId.replace(/^(vpaas-magic-cookie-\w{4})\w{5,}(\w{4})$/, '$1…$2');
}
