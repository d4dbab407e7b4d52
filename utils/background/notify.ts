import type { createDesk } from '~/utils/actions/desk';
import type { Frame } from '~/utils/journal/action';
import { byRequest } from '~/utils/journal/batch-summary';
import { setExpiryBell } from './alarms';
import { showWaiting } from './badge';
import type { BannedHere } from './banned-present';
import { tellPages, tellPanel } from './broadcast';
import { latest } from './latest';
import type { Meetings } from './meetings';
import { reportBug } from './report';
import { createTeller } from './teller';
import type { Untold } from './untold';

export interface TellingDeps {
  readonly desk: Pick<ReturnType<typeof createDesk>, 'settle'>;
  readonly meetings: Pick<Meetings, 'all'>;
  readonly bannedHere: Pick<BannedHere, 'any'>;
  readonly untold: Pick<Untold, 'ids'>;
}

/** How pages, panels and the badge hear of changes. */
export function createTelling({ desk, meetings, bannedHere, untold }: TellingDeps) {
  const updateBadge = latest(async () => {
    try {
      const [waiting, someBanned, notEnded] = await Promise.all([
        desk.settle(),
        bannedHere.any(),
        untold.ids(),
      ]);
      await Promise.all([
        showWaiting(byRequest(waiting).length, someBanned, notEnded.length > 0),
        setExpiryBell(waiting),
      ]);
    } catch (error) {
      reportBug(error);
    }
  });

  async function tellEverybody(): Promise<void> {
    await updateBadge();
    tellPages();
    for (const { frame } of await meetings.all()) tellPanel(frame);
  }

  /** Something of this meeting, or of none, has changed. */
  const changed = createTeller<Frame | null>(
    (frames) => {
      tellPages();
      for (const frame of frames) if (frame) tellPanel(frame);
      void updateBadge();
    },
    (frame) => JSON.stringify(frame),
  );

  // Each request notes the use of its key.
  const everybody = createTeller(
    () => void tellEverybody().catch(reportBug),
    (all: 'everybody') => all,
  );

  const badge = createTeller(
    () => void updateBadge(),
    (one: 'badge') => one,
  );

  return {
    changed,
    updateBadge,
    tellEverybody,
    /** A moment later, and of what follows soon after together. */
    tellEverybodySoon: () => everybody('everybody'),
    updateBadgeSoon: () => badge('badge'),
  };
}
