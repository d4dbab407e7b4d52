// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manyLabel, verdictLabel } from '~/components/ui/labels/verdict';
import { FRAME, target } from '~/tests/unit/actions/samples';
import { planSteps } from '~/utils/actions/steps';
import { OUTCOME_CODES, outcomeOf, type Reply } from '~/utils/jaas/outcome';
import { type Action, actionKindSchema, type Step, stepSchema } from '~/utils/journal/action';
import { type Judged, SEEN_WITHIN_MS, verdictOf } from '~/utils/journal/verdict';
import { AT, ended } from '../journal/activity-samples';

const OK: Reply = { answer: { status: 200 } };
const REFUSED: Reply = { answer: { status: 401 } };
const LOST: Reply = { failure: 'timeout' };
const NOBODY: Reply = { answer: { status: 404 } };
const NO_KEY: Reply = { failure: 'no-key' };

/** An action of this kind whose requests came to this, one after the other. */
function came(
  kind: Action['kind'],
  replies: readonly Reply[],
  change: Partial<Action> = {},
): Action {
  const steps = planSteps(kind, target(), replies.length > 1).map((step, at): Step => {
    const reply = replies[at];
    if (reply === undefined) return { ...step, state: 'skipped' };
    const outcome = outcomeOf(
      step.operation,
      step.operation === 'kick' ? 'current' : 'classic',
      reply,
    );
    return { ...step, state: outcome.result, outcome, startedAt: AT, endedAt: AT };
  });
  return ended({ kind, steps, endedAt: AT, frame: FRAME, ...change });
}

const said = (action: Judged, now = AT) => verdictLabel(action, now).headline('Mallory');
const LATER = AT + SEEN_WITHIN_MS;

describe('33: the verdict on a ban', () => {
  it('is “banned and gone” where JaaS accepted the ban and the page saw them leave', () => {
    expect(said(came('ban', [OK, OK], { leftAt: AT }))).toBe('Mallory is banned and gone');
    expect(said(came('ban', [OK], { leftAt: AT }))).toBe('Mallory is banned and gone');
    expect(said(came('ban', [OK, NOBODY], { leftAt: AT }))).toBe('Mallory is banned and gone');
  });

  it('waits a while to see them leave, then says that nobody did', () => {
    const action = came('ban', [OK, OK]);
    expect(said(action)).toBe('Mallory is banned. Waiting to see them leave…');
    expect(said(action, LATER - 1)).toBe(said(action));
    expect(said(action, LATER)).toBe('Mallory is banned, but was not seen leaving');
    expect(said({ ...action, frame: null })).toBe('Mallory is banned, but was not seen leaving');
  });

  it('says that they are still here only where that was seen', () => {
    expect(said(came('ban', [REFUSED, REFUSED]))).toBe('Mallory was not banned');
    const seen = { stillAt: AT };
    expect(said(came('ban', [REFUSED, REFUSED], seen))).toBe('Not banned. Mallory is still here');
    expect(said(came('ban', [OK, REFUSED]))).toBe('Mallory is banned, but was not removed');
    expect(said(came('ban', [OK, REFUSED], seen))).toBe('Mallory is banned, but still here');
  });

  it('says of a refused ban with an accepted removal what became of them', () => {
    expect(said(came('ban', [REFUSED, OK]))).toBe(
      'Mallory was not banned. Waiting to see them leave…',
    );
    expect(said(came('ban', [REFUSED, OK], { leftAt: AT }))).toBe(
      'Mallory was not banned, but is gone',
    );
  });

  it('says where nobody knows', () => {
    expect(said(came('ban', [LOST, LOST]))).toBe('Nobody knows whether Mallory is banned');
    expect(said(came('ban', [LOST, OK], { leftAt: AT }))).toBe(
      'Mallory is gone. Nobody knows whether they are banned',
    );
  });

  it('says that they came back', () => {
    const back = { leftAt: AT, backAt: AT + 1 };
    expect(said(came('ban', [OK, OK], back))).toBe('Mallory is banned, but came back');
    expect(said(came('remove', [OK], back))).toBe('Mallory was gone, but came back');
  });

  it('does not wait for whom nobody removed', () => {
    expect(verdictOf(came('ban', [NO_KEY]), AT)).toBe('notBanned');
    expect(verdictOf(came('ban', [OK]), AT)).toBe('banned');
  });
});

describe('33: the verdict on all else', () => {
  it.each<[Action['kind'], Reply, Partial<Action>, string]>([
    ['remove', OK, { leftAt: AT }, 'gone'],
    ['remove', OK, {}, 'removalWaiting'],
    ['remove', NOBODY, {}, 'removalUnknown'],
    ['remove', NOBODY, { stillAt: AT }, 'notRemovedHere'],
    ['remove', REFUSED, {}, 'notRemoved'],
    ['remove', REFUSED, { leftAt: AT }, 'notRemovedGone'],
    ['remove', NO_KEY, { leftAt: AT }, 'notRemovedGone'],
    ['remove', NOBODY, { leftAt: AT }, 'gone'],
    ['remove', LOST, { leftAt: AT }, 'gone'],
    ['ban-token', OK, {}, 'tokenBanned'],
    ['ban-token', REFUSED, {}, 'tokenNotBanned'],
    ['ban-token', LOST, {}, 'tokenUnknown'],
    ['end-meeting', OK, {}, 'ended'],
    ['end-meeting', NOBODY, {}, 'endUnknown'],
    ['end-meeting', NOBODY, { stillAt: AT }, 'notEndedHere'],
    ['end-meeting', NOBODY, { schedule: { dueAt: AT, dropped: null } }, 'over'],
    ['end-meeting', REFUSED, {}, 'notEnded'],
    ['call', OK, {}, 'called'],
    ['call', LOST, {}, 'callUnknown'],
    ['hang-up', REFUSED, {}, 'notHungUp'],
    ['test-key', NOBODY, {}, 'keyTaken'],
    ['test-key', REFUSED, {}, 'keyNotTaken'],
    ['test-key', { answer: { status: 403 } }, {}, 'keyNotTaken'],
    ['test-key', { answer: { status: 429 } }, {}, 'keyUnknown'],
    ['test-key', { answer: { status: 500 } }, {}, 'keyUnknown'],
    ['test-key', { failure: 'offline' }, {}, 'keyUnknown'],
    ['test-key', LOST, {}, 'keyUnknown'],
  ])('%s that came to %o, %o: %s', (kind, reply, change, wanted) => {
    expect(verdictOf(came(kind, [reply], change), AT)).toBe(wanted);
  });

  it('is that nothing was sent, or that it runs, where there is no outcome', () => {
    const action = came('ban', []);
    for (const state of ['pending', 'scheduled', 'cancelled', 'replaced', 'expired'] as const) {
      expect(verdictOf({ ...action, state }, AT)).toBe(state);
    }
    expect(said({ ...action, state: 'confirmed' })).toBe('Banning Mallory…');
  });
});

describe('33: the verdict on many', () => {
  const many = (kind: 'ban' | 'remove', people: readonly Judged[], now = AT) => {
    const { tone, text } = manyLabel(kind, people, now);
    return `${tone}: ${text}`;
  };
  const banned = came('ban', [OK, OK]);
  const removed = came('remove', [OK]);
  const gone = { leftAt: AT };
  const back = { leftAt: AT, backAt: AT + 1 };

  it('is green only where everybody banned was seen leaving, or nobody was to be removed', () => {
    expect(many('ban', [{ ...banned, ...gone }, came('ban', [OK])])).toBe('good: 2 banned');
    const partly = [{ ...banned, ...gone }, banned];
    expect(many('ban', partly)).toBe('plain: 2 banned, 1 not seen leaving');
    expect(many('ban', partly, LATER)).toBe('plain: 2 banned, 1 not seen leaving');
    expect(many('remove', [removed], LATER)).toBe('plain: 0 gone, 1 not seen leaving');
  });

  it('says who came back, banned or only removed', () => {
    expect(many('ban', [{ ...banned, ...back }])).toBe('warn: 1 banned, 1 came back');
    expect(many('remove', [{ ...removed, ...back }])).toBe('warn: 0 gone, 1 came back');
  });

  it('counts somebody who left by themself after a refused removal as not removed', () => {
    const left = came('remove', [REFUSED], gone);
    expect(said(left)).toBe('Mallory was not removed, but is gone');
    expect(many('remove', [left])).toBe('danger: 0 gone, 1 not');
  });
});

/** Any record, also one that no run could leave. */
const outcome = fc.record({
  result: fc.constantFrom('accepted', 'refused', 'failed', 'unknown'),
  code: fc.constantFrom(...OUTCOME_CODES),
  base: fc.constantFrom('classic', 'current'),
  sent: fc.boolean(),
} as const);
const step = fc
  .record({
    operation: fc.constantFrom(...stepSchema.shape.operation.options),
    startedAt: fc.constant(AT),
    endedAt: fc.constant(AT),
  })
  .chain((known) =>
    fc.oneof(
      outcome.map((one): Step => ({ ...known, state: one.result, outcome: one })),
      fc
        .constantFrom('waiting', 'sending', 'skipped')
        .map((state): Step => ({ ...known, state, outcome: null })),
    ),
  );
const seenAt = fc.constantFrom(null, AT);
const record = fc
  .record({
    kind: fc.constantFrom(...actionKindSchema.options),
    state: fc.constantFrom('confirmed', 'done', 'cancelled', 'expired'),
    frame: fc.constantFrom(null, FRAME),
    steps: fc.array(step, { maxLength: 2 }),
    leftAt: seenAt,
    backAt: seenAt,
    still: fc.boolean(),
  } as const)
  .map(({ still, ...known }): Judged => ({ ...known, ...(still ? { stillAt: AT } : {}) }));

/** What is left once all that says no, or that nobody knows, is taken away. */
const claims = (text: string) =>
  text.replaceAll(/\bnot banned\b|Nobody knows whether [^.]*|Nobody knows .*$/gi, '');

describe('33: a verdict never says more than was seen', () => {
  it('says banned only where JaaS accepted the ban, gone only where the page saw them leave', () => {
    fc.assert(
      fc.property(record, fc.constantFrom(AT, LATER), (action, now) => {
        const { headline, short, tone, kind } = verdictLabel(action, now);
        const accepted = (wanted: RegExp) =>
          action.steps.some(
            ({ operation, state }) => wanted.test(operation) && state === 'accepted',
          );
        for (const text of [claims(headline('Mallory')), claims(short)]) {
          if (/\bbanned\b/i.test(text)) expect(accepted(/^ban-/), kind).toBe(true);
          if (/(?<!not )\bgone\b/i.test(text)) {
            expect(
              [action.leftAt, action.backAt].some((at) => at !== null),
              kind,
            ).toBe(true);
          }
          if (/\bis gone|\band gone|^gone/i.test(text)) expect(action.leftAt, kind).not.toBeNull();
          if (/still here/i.test(text)) expect(action.stillAt, kind).toBeDefined();
          if (/JaaS accepted|Removal accepted/.test(text)) expect(accepted(/./), kind).toBe(true);
        }
        if (tone === 'good') expect(action.state, kind).toBe('done');
      }),
      { numRuns: 3000 },
    );
  });
});
