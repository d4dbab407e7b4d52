// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { beginStep, endStep, nextStep, planSteps } from '~/utils/actions/steps';
import type { Outcome } from '~/utils/jaas/outcome';
import { staged, target } from './samples';

const outcome = (code: Outcome['code'], result: Outcome['result'] = 'refused'): Outcome => ({
  result,
  code,
  base: 'classic',
  sent: true,
});
const banAndKick = () => staged({ state: 'confirmed', steps: planSteps('ban', target(), true) });

describe('the requests of what was confirmed', () => {
  it.each([
    ['ban', true, ['ban-user', 'kick']],
    ['ban', false, ['ban-user']],
    ['remove', true, ['kick']],
    ['ban-token', true, ['ban-token']],
    ['call', false, ['dial-out']],
    ['hang-up', false, ['hang-up']],
    ['end-meeting', false, ['end-meeting']],
    ['test-key', false, ['end-meeting']],
  ] as const)('of %s (also remove: %s) are %j', (kind, alsoRemove, operations) => {
    const steps = planSteps(kind, target(), alsoRemove);
    expect(steps).toEqual(
      operations.map((operation) => ({
        operation,
        state: 'waiting',
        startedAt: null,
        endedAt: null,
        outcome: null,
      })),
    );
  });

  it('of a ban are the ban alone where there is nobody to remove', () => {
    for (const who of [target({ participantId: null }), null]) {
      expect(planSteps('ban', who, true).map(({ operation }) => operation)).toEqual(['ban-user']);
    }
  });

  it('are sent in their order, and each once', () => {
    const first = beginStep(banAndKick(), 0, 5);
    expect(nextStep(banAndKick())).toBe(0);
    expect(first.steps[0]).toMatchObject({ state: 'sending', startedAt: 5 });
    expect(nextStep(first)).toBe(1);
    expect(nextStep(beginStep(first, 1, 6))).toBeNull();
  });

  it('are over with the last of them, and not before', () => {
    const both = beginStep(beginStep(banAndKick(), 0, 5), 1, 6);
    const one = endStep(both, 0, outcome('accepted', 'accepted'), 7);
    expect(one).toMatchObject({ state: 'confirmed', endedAt: null });
    expect(one.steps[0]).toMatchObject({ state: 'accepted', endedAt: 7 });
    expect(endStep(one, 1, outcome('busy', 'failed'), 8)).toMatchObject({
      state: 'done',
      endedAt: 8,
    });
  });

  it.each(['no-key', 'signing-failed'] as const)(
    'after "%s" are not sent any more, for it would be the same again',
    (code) => {
      const after = endStep(beginStep(banAndKick(), 0, 5), 0, outcome(code), 7);
      expect(after.steps.map(({ state }) => state)).toEqual(['refused', 'skipped']);
      expect(after).toMatchObject({ state: 'done', endedAt: 7 });
    },
  );

  it.each([
    'token-refused',
    'not-allowed',
    'in-front',
    'redirected',
    'offline',
    'unknown-address',
    'not-understood',
    'no-permission',
    'bad-request',
  ] as const)('F11: after "%s" go on, for the person is still there', (code) => {
    const after = endStep(beginStep(banAndKick(), 0, 5), 0, outcome(code), 7);
    expect(nextStep(after)).toBe(1);
    expect(after.state).toBe('confirmed');
  });
});
