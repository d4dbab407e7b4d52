import { expect } from 'vitest';
import type { Action, Step } from '~/utils/journal/action';
import { openJournal } from '~/utils/journal/journal';
import { lives } from './life';

type Operation = Step['operation'];

/** A request that has left, by what it asks for. */
export interface Post {
  readonly operation: Operation;
  /** The user id, participant id, conference or token that it is about. */
  readonly subject: string;
}

const ACTIONS: Readonly<Record<string, Operation>> = {
  DESTROY: 'end-meeting',
  KICK_PARTICIPANT: 'kick',
};

interface Body {
  readonly jwt?: string;
  readonly action?: string;
  readonly payload?: { readonly participantId?: string; readonly conferenceFullName?: string };
}

/** JaaS: notes what was asked of it, and whether the journal had said so before. */
export class FakeJaas {
  readonly posts: Post[] = [];
  /** What it answers, one after the other; the last one over and over. */
  statuses = [200];
  readonly faults: string[] = [];

  readonly fetch = async (url: string, { method, body }: RequestInit): Promise<Response> => {
    if (method !== 'POST') return new Response(null, { status: 200 });
    const post = postOf(url, typeof body === 'string' ? (JSON.parse(body) as Body) : {});
    this.posts.push(post);
    if (!(await isWrittenDown(post))) this.faults.push(`${post.operation} was not written down`);
    const status = this.statuses[Math.min(this.posts.length, this.statuses.length) - 1] ?? 200;
    return new Response(status === 200 ? null : '{"message":"no"}', { status });
  };

  about(action: Action, operation: Operation): Post[] {
    return this.posts.filter((post) => isAbout(post, action, operation));
  }

  /** What a record says of a step against what was asked here. */
  expectTruth(action: Action, most: number): void {
    // Of a meeting that is kept closed each further end is sent once at most, and was where JaaS took it.
    const further = action.closure?.ends ?? [];
    const taken = further.filter(({ state }) => state === 'accepted').length;
    const mayHaveLeft = further.filter(({ outcome }) => outcome?.sent !== false).length;
    for (const { operation, state, outcome } of action.steps) {
      const asked = this.about(action, operation).length;
      const said = `${operation} is ${state} (${outcome?.code}), asked ${asked} times`;
      expect(asked, said).toBeLessThanOrEqual(most + mayHaveLeft);
      if (state === 'accepted') expect(asked, said).toBeGreaterThan(taken);
      if (state === 'skipped' || (outcome && !outcome.sent)) expect(asked, said).toBe(0);
      if (state === 'unknown') expect(outcome?.code, said).toBe('interrupted');
    }
  }
}

function postOf(url: string, { jwt, action, payload }: Body): Post {
  if (jwt !== undefined) return { operation: 'ban-token', subject: jwt };
  if (action !== undefined) {
    const operation = ACTIONS[action];
    if (operation === undefined) throw new Error(action);
    return { operation, subject: payload?.participantId ?? payload?.conferenceFullName ?? '' };
  }
  const segments = new URL(url).pathname.split('/').map(decodeURIComponent);
  return { operation: 'ban-user', subject: segments.at(-1) ?? '' };
}

function isAbout({ operation, subject }: Post, action: Action, wanted: Operation): boolean {
  if (operation !== wanted) return false;
  if (operation === 'ban-user') return subject === action.target?.userId;
  if (operation === 'kick') return subject === action.target?.participantId;
  return true;
}

/** Whether a record on the disk says at this moment that exactly this is being sent. */
async function isWrittenDown(post: Post): Promise<boolean> {
  const underWay = await lives.exit(() => openJournal().inState('confirmed', 'done'));
  return underWay.some((action) =>
    [...action.steps, ...(action.closure?.ends ?? [])].some(
      ({ operation, state }) => state === 'sending' && isAbout(post, action, operation),
    ),
  );
}
