/** A host of JaaS meeting pages: JaaS's own, or one of its subdomains, which the person allowed. */
export type MeetingHost = '8x8.vc' | `${string}.8x8.vc`;

/** Where every JaaS meeting is unless somebody knows better. */
export const MAIN_HOST = '8x8.vc' satisfies MeetingHost;

/** 8x8's staging system (8x8 React SDK docs): the one other host that has rooms of its own. */
export const STAGE_HOST = 'stage.8x8.vc' satisfies MeetingHost;

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const HOST = new RegExp(`^(?:${LABEL}\\.){0,4}8x8\\.vc$`);

/** Whether a host, as `URL` gives it, is `8x8.vc` or a subdomain of it; no port, no trailing dot. */
export function isMeetingHost(host: string): host is MeetingHost {
  return HOST.test(host);
}

/**
 * The end of the rooms' addresses on a host. Staging has its own (JaaS contract); the others are taken for
 * doors to the same rooms, as jitsi's own deployments set `hosts.muc` without the region.
 */
export function roomDomainOf(host: MeetingHost): MeetingHost {
  return host === STAGE_HOST ? STAGE_HOST : MAIN_HOST;
}
