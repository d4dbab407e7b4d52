import type { AuditLine } from '~/examples/token-service/audit';
import type { HostKey, MeetingTokenUser } from '~/tests/e2e/support/host-key';
import type { World } from '~/tests/e2e/support/open-world';
import type { OrganisedWorld } from '~/tests/e2e/support/organisation';
import type { MeetingPage } from '~/tests/e2e/support/panel';
import type { Meeting } from '~/tests/simulator/meeting/meeting';
import type { Expected } from './received';

/** What the steps of the story have at hand. */
export interface Stage {
  readonly world: World;
  /** What JaaS knows, whoever signs with it. */
  readonly key: HostKey;
  /** The claims of an admin token, as whoever signs makes it: these and no other. */
  readonly claims: readonly string[];
  readonly host: MeetingTokenUser;
  /** The meeting as the simulator has it. */
  readonly meeting: Meeting;
  /** The page the host has joined it in. */
  page: MeetingPage | null;
  /** What a token service has logged so far, oldest first. */
  readonly audit: readonly AuditLine[];
}

/** Of a host who holds the key. */
export interface KeyStage extends Stage {
  /** The private key as a file, as the JaaS console downloads it. */
  readonly keyFile: string;
}

/** Of a host whose organisation signs. */
export interface OrganisedStage extends Stage {
  readonly organised: OrganisedWorld;
}

/** What was seen of a step, on both sides. */
export interface Evidence {
  /** What the host read. */
  readonly read: readonly string[];
  /** The requests that JaaS must have received, in this order; an empty list means that none was sent. */
  readonly sent: readonly Expected[];
  /** They were sent at the same time: their order says nothing, and they are told in numbers. */
  readonly together?: true;
  /** What became true in the meeting, beyond the requests. */
  readonly facts?: readonly string[];
  /** What else there is to read, each under its label. */
  readonly more?: Readonly<Record<string, readonly string[]>>;
  /** Screenshots. */
  readonly pictures: readonly string[];
}

export interface Step<S extends Stage = Stage> {
  readonly title: string;
  /** What the token service must have logged by its end, as `auditedAs` says it; nothing when left out. */
  readonly audited?: readonly string[];
  /** @throws when the host did not see what belongs to the step, or the meeting shows otherwise */
  play(stage: S): Promise<Evidence>;
}

/** The host's meeting page. */
export function joinedPage({ page }: Stage): MeetingPage {
  if (!page) throw new Error('The host has not joined a meeting yet.');
  return page;
}
