import type { Participant } from './participant';

/** Why somebody is no longer in the room. */
export type LeaveCause = 'left' | 'kicked' | 'destroyed' | 'hang-up' | 'connection-lost';

/** What happened in a meeting, as listeners get it. */
export type MeetingChange =
  | { readonly type: 'joined'; readonly participant: Participant }
  | { readonly type: 'left'; readonly participant: Participant; readonly cause: LeaveCause }
  | { readonly type: 'updated'; readonly participant: Participant }
  | { readonly type: 'moved'; readonly from: Participant; readonly participant: Participant }
  | { readonly type: 'speaker'; readonly participant: Participant }
  | { readonly type: 'refused'; readonly userId?: string | undefined; readonly name: string }
  | { readonly type: 'destroyed' }
  | { readonly type: 'lobby' }
  | { readonly type: 'breakouts' }
  | { readonly type: 'visitors' };

/** One line of a meeting's history. `at` is milliseconds since the epoch on the simulator's clock. */
export type MeetingEvent = MeetingChange & { readonly at: number };

export type MeetingListener = (change: MeetingChange) => void;
