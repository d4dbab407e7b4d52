import type { Meeting } from '../meeting/meeting';

/** Milliseconds until somebody picks up. */
const RINGING_MS = 150;

/** Calls made by dial-out: ringing, waiting for a first participant, or answered. */
export class Phones {
  readonly #calls = new Map<string, () => void>();

  /** A call into an empty room waits for the first participant (JaaS docs). */
  call(meeting: Meeting, phoneNo: string): void {
    const key = keyOf(meeting, phoneNo);
    this.#calls.get(key)?.();
    if (meeting.exists) {
      this.#ring(key, meeting, phoneNo);
      return;
    }
    const stop = meeting.subscribe((change) => {
      if (change.type !== 'joined') return;
      stop();
      this.#ring(key, meeting, phoneNo);
    });
    this.#calls.set(key, stop);
  }

  has(meeting: Meeting, phoneNo: string): boolean {
    return this.#calls.has(keyOf(meeting, phoneNo)) || callers(meeting, phoneNo).length > 0;
  }

  hangUp(meeting: Meeting, phoneNo: string): void {
    const key = keyOf(meeting, phoneNo);
    this.#calls.get(key)?.();
    this.#calls.delete(key);
    for (const caller of callers(meeting, phoneNo)) meeting.leave(caller.id, 'hang-up');
  }

  stop(): void {
    for (const cancel of this.#calls.values()) cancel();
    this.#calls.clear();
  }

  #ring(key: string, meeting: Meeting, phoneNo: string): void {
    const timer = setTimeout(() => {
      this.#calls.delete(key);
      meeting.joinCaller(phoneNo);
    }, RINGING_MS);
    timer.unref();
    this.#calls.set(key, () => clearTimeout(timer));
  }
}

const keyOf = (meeting: Meeting, phoneNo: string) => `${meeting.fullName} ${phoneNo}`;

const callers = (meeting: Meeting, phoneNo: string) =>
  meeting.participants().filter((each) => each.phoneNo === phoneNo);
