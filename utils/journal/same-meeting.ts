import { MAIN_HOST } from '~/utils/jaas/meeting-host';
import type { Action } from './action';

type InMeeting = Action['meeting'];

/**
 * Whether two addresses are written alike: AppID, room and host. A room of the same name on another
 * host can be another room; see `meetingKey` for what a server takes for one.
 */
export function sameMeeting(a: InMeeting | undefined, b: InMeeting | undefined): boolean {
  return (
    a?.appId === b?.appId &&
    a?.room === b?.room &&
    (a?.host ?? MAIN_HOST) === (b?.host ?? MAIN_HOST)
  );
}
