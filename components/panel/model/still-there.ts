import { asksFrom } from '~/utils/journal/evidence';
import type { Snapshot } from '~/utils/meeting/snapshot';
import type { ActionView } from '~/utils/messages/protocol-panel';
import { type Link, oncePerId } from './background-link';
import { createAlarm, type Timing } from './timers';

/** Tells the background what the page still shows although JaaS does not know it, as soon as that can be said. */
export function watchStillThere(
  link: Link,
  timing: Timing,
  look: () => { readonly views: readonly ActionView[]; readonly snapshot: Snapshot | null },
): () => void {
  const once = oncePerId();

  function update(): void {
    const { views, snapshot } = look();
    const now = timing.now();
    for (const view of views) {
      const from = asksFrom(view);
      if (from === null) continue;
      if (from > now) wake(from);
      else if (isShown(view, snapshot))
        once(view.id, () => link.send('panel.saw-still', { id: view.id }));
    }
  }

  const wake = createAlarm(update, timing);
  return update;
}

/** Whether the page shows whom or what a request is about, this moment: a meeting is shown by being in it. */
function isShown({ kind, target }: ActionView, snapshot: Snapshot | null): boolean {
  if (snapshot?.phase !== 'joined') return false;
  if (kind === 'end-meeting') return true;
  return snapshot.participants.some(({ id }) => id === target?.participantId);
}
