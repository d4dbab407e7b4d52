import type { HostKey } from '~/tests/e2e/support/host-key';
import type { World } from '~/tests/e2e/support/open-world';
import type { MeetingPage } from '~/tests/e2e/support/panel';
import type { Meeting } from '~/tests/simulator/meeting/meeting';
import type { Expected } from './received';

/** What the steps of the story have at hand. */
export interface Stage {
  readonly world: World;
  readonly key: HostKey;
  /** The private key as a file, as the JaaS console downloads it. */
  readonly keyFile: string;
  /** The meeting as the simulator has it. */
  readonly meeting: Meeting;
  /** The page the host has joined it in. */
  page: MeetingPage | null;
}

/** What was seen of a step, on both sides. */
export interface Evidence {
  /** What the host read. */
  readonly read: readonly string[];
  /** The requests that JaaS must have received, in this order; an empty list means that none was sent. */
  readonly sent: readonly Expected[];
  /** What became true in the meeting, beyond the requests. */
  readonly facts?: readonly string[];
  /** Screenshots. */
  readonly pictures: readonly string[];
}

export interface Step {
  readonly title: string;
  /** @throws when the host did not see what belongs to the step, or the meeting shows otherwise */
  play(stage: Stage): Promise<Evidence>;
}

/** The host's meeting page. */
export function joinedPage({ page }: Stage): MeetingPage {
  if (!page) throw new Error('The host has not joined a meeting yet.');
  return page;
}
