import type { Departure } from '~/utils/meeting/roster';
import type { RosterPerson } from '~/utils/meeting/roster-person';
import type { Named } from '~/utils/meeting/snapshot';
import type { Everybody, Shown } from './lists';

/** Somebody who can be selected: in the room, or known by a user id that can still be banned. */
export type Candidate =
  | { readonly in: 'room'; readonly one: RosterPerson }
  | { readonly in: 'lobby'; readonly one: Named }
  | { readonly in: 'past'; readonly one: Departure };

/** Where a candidate is: who changes it is not the one who was selected any more. */
export type Standing = Candidate['in'];

/** Not oneself; and of those who are not in the room, only whom a ban can reach. */
export function isSelectable({ in: standing, one }: Candidate): boolean {
  return standing === 'room' ? !one.me : one.userId !== null;
}

/** All who can be selected, from the top of the panel to its end. */
export function candidates({ lobby, people, departed }: Everybody): Candidate[] {
  return [
    ...lobby.map((one) => ({ in: 'lobby', one }) as const),
    ...people.map((one) => ({ in: 'room', one }) as const),
    ...departed.map((one) => ({ in: 'past', one }) as const),
  ].filter(isSelectable);
}

/** Those of them whom the host sees, in that order. */
export function shownCandidates({ waiting, here, left }: Shown): Candidate[] {
  return candidates({ lobby: waiting, people: here, departed: left });
}
