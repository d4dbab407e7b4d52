import { isEndedAgain } from '~/utils/actions/closure';
import type { RequestDeps } from '~/utils/actions/request';
import { cameToNothing, hasCome } from '~/utils/actions/schedule';
import { createScheduledEnds } from '~/utils/actions/scheduled-end';
import type { AppId } from '~/utils/jaas/ids';
import type { Action } from '~/utils/journal/action';
import { meetingKey } from '~/utils/journal/search';
import type { Keyring } from '~/utils/keys/keyring';
import type { StorageArea } from '~/utils/storage/item';
import { setScheduledEndAlarm } from './alarms';
import { openRecordIds, type RecordIds } from './record-ids';

export interface EndsDeps extends Pick<RequestDeps, 'journal' | 'now' | 'keyFor' | 'look'> {
  readonly keys: Pick<Keyring, 'choose' | 'unlockedUntil'>;
  readonly unacknowledged: Unacknowledged;
  readonly run: (id: string) => void;
  readonly tellEverybody: () => Promise<void>;
  readonly report: (error: unknown) => void;
}

/** Scheduled ends of meetings, as the background drives them. */
export function createEnds(deps: EndsDeps) {
  const { journal, keys, unacknowledged, run, tellEverybody, report } = deps;
  const scheduledEnds = createScheduledEnds(deps);

  /** Sends what is due, and says what became too late. Called whenever the worker looks at the clock. */
  async function runDue(): Promise<void> {
    for (const action of await scheduledEnds.runDue()) {
      if (action.state === 'confirmed') run(action.id);
      else await follow(action);
    }
    await setScheduledEndAlarm(await scheduledEnds.scheduled(), deps.now());
  }

  /** What a change of any record means for scheduled ends. */
  async function follow(action: Action): Promise<void> {
    if (action.kind !== 'end-meeting' || action.state !== 'done' || isEndedAgain(action)) return;
    if (cameToNothing(action)) await unacknowledged.add(action.id);
    // Whoever comes together there later has another meeting, which nobody meant to end.
    else if (hasCome(action)) {
      await scheduledEnds.dropFor(action.meeting, 'ended-before');
      await forgetNews(action.meeting);
    }
    changed();
  }

  /** What was to be said of this meeting's earlier ends is over: it has ended. */
  async function forgetNews(meeting: Action['meeting']): Promise<void> {
    for (const id of await unacknowledged.ids()) {
      const told = await journal.get(id);
      if (told && meetingKey(told.meeting) === meetingKey(meeting)) await unacknowledged.remove(id);
    }
  }

  function changed(): void {
    scheduledEnds
      .scheduled()
      .then((scheduled) => setScheduledEndAlarm(scheduled, deps.now()))
      .then(tellEverybody)
      .catch(report);
  }

  async function locksAt(appId: AppId): Promise<number | null> {
    // A token service has no passphrase: it is asked when the time has come.
    if ((await deps.keyFor(appId)).service !== undefined) return null;
    const chosen = await keys.choose(appId);
    if (!chosen.ok || chosen.record.mode === 'device') return null;
    return keys.unlockedUntil();
  }

  return {
    scheduledEnds,
    unacknowledged,
    locksAt,
    changed,
    runDue,
    follow: (action: Action): void => void follow(action).catch(report),
  };
}

/**
 * Which meant ends came to nothing without the host having been told. What became of them stands in
 * the journal; this is only what the badge and the popup still have to say, also after a restart.
 */
export type Unacknowledged = RecordIds;

/** @param exists whether there still is such a record: what was cleared away is nothing to tell */
export function openUnacknowledged(
  area: StorageArea,
  exists: (id: string) => Promise<boolean>,
): Unacknowledged {
  return openRecordIds(area, 'unacknowledged-ends', exists);
}
