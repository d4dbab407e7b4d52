import type { Knocker } from '../page/protocol';
import { identityOf, type JoinOptions, newParticipantId } from './participant';

interface Waiting {
  readonly knocker: Knocker;
  readonly options: JoinOptions;
  readonly answered: (admitted: boolean) => void;
}

/** The people who wait to be let in. */
export class Lobby {
  enabled = false;
  readonly #waiting = new Map<string, Waiting>();

  constructor(
    private readonly admitted: (options: JoinOptions) => void,
    private readonly changed: () => void,
  ) {}

  /**
   * Somebody knocks; returns their id in the lobby room. A page passes `answered` and joins by
   * itself; a scripted person joins as soon as they are admitted.
   */
  knock(options: JoinOptions, answered?: (admitted: boolean) => void): string {
    const id = options.participantId ?? newParticipantId();
    const knocker: Knocker = {
      id,
      name: options.name,
      ...(options.email !== undefined && { email: options.email }),
      ...(options.userId !== undefined && { user: identityOf(options) }),
    };
    const join = (yes: boolean) => {
      if (yes) this.admitted({ ...options, participantId: id });
    };
    this.#waiting.set(id, { knocker, options, answered: answered ?? join });
    this.changed();
    return id;
  }

  admit(id: string): void {
    this.#answer(id, true);
  }

  deny(id: string): void {
    this.#answer(id, false);
  }

  /** Somebody stopped waiting. */
  withdraw(id: string): void {
    if (this.#waiting.delete(id)) this.changed();
  }

  waiting(): readonly Knocker[] {
    return [...this.#waiting.values()].map((each) => each.knocker);
  }

  #answer(id: string, admitted: boolean): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    this.#waiting.delete(id);
    this.changed();
    waiting.answered(admitted);
  }
}
