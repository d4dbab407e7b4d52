// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { seenLeaving } from '~/components/panel/model/leaves';
import type { Leave } from '~/utils/meeting/leave';
import { accepted, action, MALLORY, START } from './fixture';

const LEFT: Leave = {
  ...MALLORY,
  joinedAt: START,
  leftAt: START + 10,
  witnessed: true,
  backAs: null,
  movedAs: null,
};

/** Of a removal that ended like this. */
function told(state: string, code: string | null, result: string = state): string[] {
  const outcome = code && { result, code, base: 'classic', sent: true };
  const kick = { ...accepted('kick'), state, outcome } as never;
  return seenLeaving([LEFT], [action(MALLORY, { kind: 'remove', state: 'done', steps: [kick] })]);
}

describe('somebody who is seen leaving after they were to be removed', () => {
  it.each<[string, string | null, string?]>([
    ['sending', null],
    ['accepted', 'accepted'],
    ['unknown', 'timeout'],
    ['unknown', 'no-such-person'],
    ['failed', 'server-fault'],
    ['failed', 'said-failed'],
  ])('is told of where JaaS may have done it: %s, %s', (state, code) => {
    expect(told(state, code)).toEqual([MALLORY.id]);
  });

  it.each<[string, string | null]>([
    ['waiting', null],
    ['refused', 'token-refused'],
    ['failed', 'offline'],
  ])('has left by themselves where it was not done: %s, %s', (state, code) => {
    expect(told(state, code)).toEqual([]);
  });
});
