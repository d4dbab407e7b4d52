import type { Marks } from '~/utils/bans/marks';
import type { AppId } from '~/utils/jaas/ids';

/** What the page of bans does outside itself, besides what the activity does. */
export interface BansPort {
  readonly marks: Marks;
  /** Tells the panels of these AppIDs, and Gavel's other pages, that their marks are others now. */
  changed(appIds: readonly AppId[]): Promise<void>;
}
