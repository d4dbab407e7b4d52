import type { HostKey } from '~/tests/e2e/support/host-key';
import type { World } from '~/tests/e2e/support/open-world';
import type { Camera } from './camera';

/** What looks at a scene: the camera, or whoever else wants to see every state (`tests/e2e/accessible`). */
export type Viewer = Pick<Camera, 'take' | 'takeSizes' | 'takeForced'>;

/** What a scene needs to be set and taken. */
export interface Studio {
  readonly world: World;
  /** In Gavel already, as “Forum”. */
  readonly key: HostKey;
  readonly camera: Viewer;
}

/** One after another; each leaves the browser as it found it. */
export type Scenes = Readonly<Record<string, (studio: Studio) => Promise<void>>>;
