import type { Meeting } from '~/tests/simulator/meeting/meeting';
import type { JoinOptions } from '~/tests/simulator/meeting/participant';

/** `Guest 001` with the user id `auth0|…001`, as an identity provider makes them. */
export function guest(number: number): JoinOptions {
  const digits = String(number).padStart(3, '0');
  return { name: `Guest ${digits}`, userId: `auth0|65f1c0de8a9b4c7d2e3f0${digits}` };
}

export function guests(count: number): JoinOptions[] {
  return Array.from({ length: count }, (_, index) => guest(index + 1));
}

/** Lets so many people join over a time, evenly. */
export async function joinOver(meeting: Meeting, count: number, ms: number): Promise<void> {
  const began = performance.now();
  let joined = 0;
  while (joined < count) {
    const due = Math.min(count, Math.ceil(((performance.now() - began) / ms) * count));
    for (; joined < due; joined += 1) meeting.join(guest(joined + 1));
    await pause(10);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
