import type { Meeting } from './meeting';
import { PEOPLE } from './names';

export interface DriftOptions {
  /** Milliseconds between two changes. */
  readonly everyMs: number;
  /** People who are left alone, by participant id. */
  readonly except?: readonly string[];
  /** The most scripted people there may be; 12 when left out. */
  readonly atMost?: number;
  /** 0 ≤ n < 1, for a repeatable drift; `Math.random` when left out. */
  readonly random?: () => number;
}

/** A meeting that lives by itself. The timer never keeps a process alive. */
export function startDrift(meeting: Meeting, options: DriftOptions): () => void {
  const random = options.random ?? Math.random;
  let joined = 0;
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];

  const join = () => {
    const name = pick(PEOPLE) ?? PEOPLE[0];
    joined += 1;
    const userId = `drift-${joined}`;
    meeting.join({ name, userId, audioMuted: random() < 0.7, videoMuted: random() < 0.6 });
  };

  const step = () => {
    const people = meeting
      .participants()
      .filter((each) => !each.page && !options.except?.includes(each.id));
    const chosen = pick(people);
    const chance = random();
    if (chosen === undefined || (chance < 0.25 && people.length < (options.atMost ?? 12))) join();
    else if (chance < 0.4) meeting.leave(chosen.id);
    else if (chance < 0.5) meeting.rename(chosen.id, `${chosen.name.split(' ·')[0]} · away`);
    else if (chance < 0.75) meeting.raiseHand(chosen.id, !chosen.handRaised);
    else meeting.update(chosen.id, { audioMuted: !chosen.audioMuted });
  };

  const timer = setInterval(step, options.everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
