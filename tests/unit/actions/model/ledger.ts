import { expect } from 'vitest';
import type { Action, ActionState, Step } from '~/utils/actions/action';
import type { Confirmation } from '~/utils/actions/desk';
import type { Outcome } from '~/utils/jaas/outcome';

/** What one record may become, one write at a time. */
const NEXT: Record<ActionState, readonly ActionState[]> = {
  staged: ['staged', 'confirmed', 'cancelled', 'replaced', 'expired'],
  confirmed: ['confirmed', 'done'],
  done: ['done'],
  cancelled: [],
  replaced: [],
  expired: [],
};

interface Sent {
  readonly worker: number;
  /** What JaaS said of it; null as long as it has not. */
  outcome: Outcome | null;
}

/**
 * What really happened, seen from outside: what the host did and was told, what was written, what
 * left. Fails at once where one of these contradicts another.
 */
export class Ledger {
  readonly sent = new Map<string, Sent>();
  private readonly written = new Map<string, Action>();
  private readonly wasSending = new Set<string>();
  private readonly confirmations: Confirmation[] = [];
  private readonly cancelled = new Set<string>();
  private readonly tokenIds = new Set<string>();

  /** The ids of all records, oldest first. */
  get ids(): string[] {
    return [...this.written.keys()];
  }

  hostConfirms(confirmation: Confirmation): void {
    this.confirmations.push(confirmation);
  }

  hostBansToken(id: string): void {
    this.tokenIds.add(id);
  }

  /** The host was told that the request is cancelled: from then on it must not be confirmed. */
  hostWasToldCancelled(id: string): void {
    this.cancelled.add(id);
  }

  /** A record as a transaction left it. */
  wrote(action: Action, now: number): void {
    const before = this.written.get(action.id);
    this.written.set(action.id, action);
    action.steps.forEach(({ operation, state }) => {
      if (state === 'sending') this.wasSending.add(`${action.id} ${operation}`);
    });
    if (before === undefined) {
      const born = this.tokenIds.has(action.id) ? 'confirmed' : 'staged';
      expect(action.state, 'a new record').toBe(born);
      return;
    }
    expect(NEXT[before.state], `${before.state} became ${action.state}`).toContain(action.state);
    if (before.state === 'staged' && action.state === 'confirmed') {
      expect(now, 'confirmed when its minute was over').toBeLessThan(before.expiresAt);
      expect(this.cancelled, 'confirmed after the host was told that it is cancelled').not.toContain(
        action.id,
      );
    }
    before.steps.forEach((step, index) => expectForward(step, action.steps[index]));
  }

  /** A request leaves. */
  leaves(action: Action, operation: Step['operation'], token: string | null, worker: number): void {
    const key = `${action.id} ${operation}`;
    expect(this.sent.has(key), `${operation} of one action sent twice`).toBe(false);
    expect(this.wasSending, `${operation} sent without having been written down`).toContain(key);
    if (operation === 'ban-token') {
      expect(token, 'a token ban sent without its token').not.toBeNull();
    } else {
      expect(this.wasConfirmed(action, operation), `${operation} sent and not confirmed`).toBe(true);
    }
    this.sent.set(key, { worker, outcome: null });
  }

  answered(id: string, operation: Step['operation'], outcome: Outcome): void {
    const sent = this.sent.get(`${id} ${operation}`);
    if (sent) sent.outcome = outcome;
  }

  /** What is sent is what the host saw when they said yes, and no more than they said yes to. */
  private wasConfirmed({ id, target }: Action, operation: Step['operation']): boolean {
    return this.confirmations.some(
      ({ id: confirmed, seen, alsoRemove }) =>
        confirmed === id &&
        seen?.participantId === target?.participantId &&
        seen?.userId === target?.userId &&
        seen?.name === target?.name &&
        (operation === 'ban-user' || alsoRemove),
    );
  }

  /** The journal against what really left: it may not know an answer, but it must never lie. */
  expectTrue(action: Action): void {
    for (const { operation, state, outcome } of action.steps) {
      const sent = this.sent.get(`${action.id} ${operation}`);
      const said = `${operation} is ${state} (${outcome?.code})`;
      if (sent === undefined) {
        const claimsSent = state === 'accepted' || outcome?.status !== undefined;
        expect(claimsSent, `${said} and never left`).toBe(false);
      } else {
        expect(['skipped', 'waiting'], said).not.toContain(state);
        expect(state === 'failed' && outcome?.sent === false, `${said} and left`).toBe(false);
        if (outcome && outcome.code !== 'interrupted') expect(outcome).toEqual(sent.outcome);
      }
    }
  }
}

/** What each state of a step may become. `unknown` gives way to the answer, should it come late. */
const STEP_NEXT: Record<Step['state'], readonly Step['state'][]> = {
  waiting: ['sending', 'skipped', 'failed'],
  sending: ['accepted', 'refused', 'failed', 'unknown'],
  unknown: ['accepted', 'refused', 'failed', 'unknown'],
  accepted: [],
  refused: [],
  failed: [],
  skipped: [],
};

function expectForward(before: Step, after: Step | undefined): void {
  expect(after?.operation).toBe(before.operation);
  if (after === undefined || after.state === before.state) return;
  expect(STEP_NEXT[before.state], `a step that was ${before.state}`).toContain(after.state);
}
