import { isMeetingHost, MAIN_HOST, type MeetingHost } from '~/utils/jaas/meeting-host';

/** The hosts beside 8x8.vc that the person lets Gavel show its panel on. */
export interface MoreHostsPort {
  allowed(): Promise<MeetingHost[]>;
  /** Asks the person. Works only inside a click. */
  allow(host: MeetingHost): Promise<boolean>;
  /** Gives the permission back. */
  forget(host: MeetingHost): Promise<boolean>;
  /** Calls back after every change, until the returned function is called. */
  watch(changed: () => void): () => void;
}

/** Longest host name (RFC 1035); also bounds what is looked at. */
const LONGEST = 253;

/**
 * The host that a person means by a name (`stage`), a host, or the link of a meeting there; null for
 * whatever is not a subdomain of 8x8.vc, the only ones that Gavel may ask the browser for.
 */
export function readMoreHost(text: string): MeetingHost | null {
  const typed = text.trim().toLowerCase();
  const [host = ''] = typed.replace(/^https:\/\//, '').split(/[/?#]/, 1);
  if (host.length > LONGEST) return null;
  const whole = host.includes('.') ? host : `${host}.${MAIN_HOST}`;
  return whole !== MAIN_HOST && isMeetingHost(whole) ? whole : null;
}
