import type { HostKey } from '~/tests/e2e/support/host-key';
import type { World } from '~/tests/e2e/support/open-world';
import type { Camera } from './camera';

/** What a scene needs to be set and taken. */
export interface Studio {
  readonly world: World;
  /** In Gavel already, as “Forum”. */
  readonly key: HostKey;
  readonly camera: Camera;
}

/** One after another; each leaves the browser as it found it. */
export type Scenes = Readonly<Record<string, (studio: Studio) => Promise<void>>>;
