import { expect } from 'vitest';
import type { Confirmation } from '~/utils/actions/request';
import type { Outcome } from '~/utils/jaas/outcome';
import type { Action, ActionState, Step } from '~/utils/journal/action';

type Operation = Step['operation'];

/** What a record may become by one write. */
const NEXT: Record<ActionState, readonly ActionState[]> = {
  scheduled: [],
  pending: ['pending', 'confirmed', 'cancelled', 'replaced', 'expired'],
  confirmed: ['confirmed', 'done'],
  done: ['done'],
  cancelled: [],
  replaced: [],
  expired: [],
};

/** What a step may become by one write. What was answered stays; `unknown` yields to an answer. */
const STEP_NEXT: Record<Step['state'], readonly Step['state'][]> = {
  waiting: ['sending', 'skipped', 'failed'],
  sending: ['accepted', 'refused', 'failed', 'unknown'],
  unknown: ['accepted', 'refused', 'failed'],
  accepted: [],
  refused: [],
  failed: [],
  skipped: [],
};

/** A request that left. */
export interface Sent {
  readonly worker: number;
  /** What JaaS answered to that worker; null as long as it has not. */
  outcome: Outcome | null;
}

/**
 * What really happened, seen from outside: what the host did and was told, what was written, what
 * left. Every method fails where one of these contradicts another.
 */
export class Ledger {
  private readonly sent = new Map<string, Sent>();
  private readonly written = new Map<string, Action>();
  private readonly begun = new Set<string>();
  private readonly confirmations: Confirmation[] = [];
  private readonly confirmed = new Set<string>();
  private readonly cancelled = new Set<string>();
  private readonly tokenBans = new Set<string>();

  /** The ids of all records, newest first. */
  get ids(): string[] {
    return [...this.written.keys()].reverse();
  }

  hostConfirms(confirmation: Confirmation): void {
    this.confirmations.push(confirmation);
  }

  hostBansToken(id: string): void {
    this.tokenBans.add(id);
  }

  hostWasToldConfirmed(id: string): void {
    expect(this.confirmed.has(id), 'told twice that it was confirmed').toBe(false);
    this.confirmed.add(id);
  }

  hostWasToldCancelled(id: string): void {
    this.cancelled.add(id);
  }

  /** A record as a transaction left it. */
  wrote(action: Action, now: number): void {
    const before = this.written.get(action.id);
    this.written.set(action.id, action);
    for (const { operation, state } of action.steps) {
      if (state === 'sending') this.begun.add(keyOf(action.id, operation));
    }
    if (before === undefined) {
      const born = this.tokenBans.has(action.id) ? 'confirmed' : 'pending';
      expect(action.state, 'a new record').toBe(born);
      return;
    }
    expect(NEXT[before.state], `a record that was ${before.state}`).toContain(action.state);
    if (before.state === 'pending' && action.state === 'confirmed') {
      expect(now, 'confirmed after its minute').toBeLessThan(before.expiresAt);
      expect(this.cancelled.has(action.id), 'confirmed, and the host was told cancelled').toBe(
        false,
      );
    }
    before.steps.forEach((step, index) => {
      const after = action.steps[index]?.state;
      const name = `${step.operation} that was ${step.state}`;
      if (after !== step.state) expect(STEP_NEXT[step.state], name).toContain(after);
    });
  }

  /** A request leaves. */
  leaves(action: Action, operation: Operation, token: string | null, worker: number): Sent {
    const key = keyOf(action.id, operation);
    expect(this.sent.has(key), `${operation} of one action sent twice`).toBe(false);
    expect(this.begun.has(key), `${operation} sent before it was written down`).toBe(true);
    if (operation === 'ban-token') expect(token, 'sent without its token').not.toBeNull();
    else expect(this.isConfirmed(action, operation), `${operation} not confirmed`).toBe(true);
    expect(this.cancelled.has(action.id), `${operation} sent and cancelled`).toBe(false);
    const sent: Sent = { worker, outcome: null };
    this.sent.set(key, sent);
    return sent;
  }

  /** What is sent is what the host saw when they said yes, and no more than they said yes to. */
  private isConfirmed({ id, kind, target }: Action, operation: Operation): boolean {
    return this.confirmations.some(
      ({ id: confirmed, seen, alsoRemove }) =>
        confirmed === id &&
        seen.some(
          (person) =>
            person.participantId === target?.participantId &&
            person.userId === target?.userId &&
            person.name === target?.name,
        ) &&
        (kind === 'remove' || operation === 'ban-user' || alsoRemove),
    );
  }

  /**
   * The journal against what left. Where no answer came it may say that it does not know; it must
   * never say sent of what was not, not sent of what was, or another answer than JaaS gave.
   *
   * @param survived whether a worker lived to write down what it was answered
   */
  expectTrue(action: Action, survived: (worker: number) => boolean): void {
    for (const { operation, state, outcome } of action.steps) {
      const sent = this.sent.get(keyOf(action.id, operation));
      const said = `${operation} is ${state} (${outcome?.code})`;
      if (sent === undefined) {
        // `sending` was written and the worker killed before the request left: nobody can know.
        const isOpen = outcome === null || outcome.code === 'interrupted' || !outcome.sent;
        expect(isOpen, `${said}, and never left`).toBe(true);
      } else if (sent.outcome !== null && survived(sent.worker)) {
        expect(outcome, said).toEqual(sent.outcome);
      } else {
        expect([sent.outcome?.code, 'interrupted'], said).toContain(outcome?.code);
      }
    }
  }
}

function keyOf(id: string, operation: Operation): string {
  return `${id} ${operation}`;
}
