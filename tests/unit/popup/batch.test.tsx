import { describe, expect, it } from 'vitest';
import { QUIET_MS } from '~/components/ui/guard';
import { planSteps } from '~/utils/actions/steps';
import { type Outcome, outcomeOf } from '~/utils/jaas/outcome';
import type { Action } from '~/utils/journal/action';
import { person } from '../actions/batch-samples';
import { FakeBackground, now, requestOf, waits } from './fake-port';
import { click, get, names, openAndSettle, pass, words } from './page';

const BATCH = '5a0c7e52-1111-4c39-8f63-8d1f0c2d0a01';

function people(count: number, change: (n: number) => Partial<Action> = () => ({})): Action[] {
  return Array.from({ length: count }, (_, n) => ({
    ...waits({
      id: `0b8f5c1e-7a52-4f37-9d0e-${String(n).padStart(12, '0')}`,
      request: BATCH,
      target: person(n),
    }),
    ...change(n),
  }));
}

/** A popup with a batch that waits. */
async function asked(actions: Action[]) {
  const background = new FakeBackground({ waiting: [requestOf(actions)] });
  background.replies['request.records'] = () => ({
    request: requestOf(actions),
    records: actions,
  });
  await openAndSettle(background);
  await pass(QUIET_MS);
  return background;
}

function ended(actions: Action[], outcome: (n: number) => Outcome | null): Action[] {
  return actions.map((action, n): Action => {
    const given = outcome(n);
    const steps = planSteps(action.kind, action.target, true).map((step) => ({
      ...step,
      ...(given ? { state: given.result, outcome: given, endedAt: now() } : {}),
    }));
    const at = now();
    return given
      ? { ...action, steps, state: 'done', confirmedAt: at, endedAt: at }
      : { ...action, steps, state: 'confirmed', confirmedAt: at };
  });
}

const OK = outcomeOf('kick', 'current', { answer: { status: 200 } });
const HELD = outcomeOf('ban-user', 'classic', { failure: 'held-back' });
const REFUSED = outcomeOf('ban-user', 'classic', { answer: { status: 401 } });

describe('the question about many', () => {
  it('names how many, lists everybody, and is answered for exactly those', async () => {
    const background = await asked(people(3));
    expect(names('heading')).toEqual(['Ban 3 people?']);
    for (const name of ['Person 0', 'Person 1', 'Person 2']) expect(words()).toContain(name);
    background.replies['request.confirm'] = () => ({
      ok: true,
      request: requestOf(people(3), true),
    });
    await click(get('button', 'Ban'));
    expect(background.sentOf('request.confirm')).toMatchObject([
      { id: BATCH, alsoRemove: true, seen: [{ name: 'Person 0' }, {}, {}] },
    ]);
  });

  it('says before who is only removed, who is a moderator, who changed and who is left out', async () => {
    await asked([
      ...people(4, (n) => {
        if (n === 0) return { kind: 'remove', target: person(0, { userId: null }) };
        if (n === 1) return { target: person(1, { role: 'moderator' }) };
        if (n === 2) return { changes: ['renamed'] };
        return { state: 'cancelled', changes: ['yourself'] };
      }),
    ]);
    expect(names('heading')).toEqual(['Ban 3 people?']);
    const text = words();
    expect(text).toContain('1 of them has no user ID that can be banned and will only be removed.');
    expect(text).toContain('1 of them is a moderator.');
    expect(text).toContain('What changed is marked.');
    expect(text).toContain('Left out: Person 3. This is you');
  });

  it('cannot be answered before everybody could be read', async () => {
    const background = new FakeBackground({ waiting: [requestOf(people(3))] });
    background.replies['request.records'] = () => new Promise(() => undefined);
    await openAndSettle(background);
    await click(get('button', 'Ban'));
    expect(background.sentOf('request.confirm')).toEqual([]);
  });

  it('is cancelled as one', async () => {
    const background = await asked(people(3));
    background.replies['request.cancel'] = () => {
      background.state = { ...background.state, waiting: [] };
      return { ok: true, request: { ...requestOf(people(3)), state: 'cancelled' } };
    };
    await click(get('button', 'Cancel'));
    expect(background.sentOf('request.cancel')).toEqual([{ id: BATCH }]);
    expect(words()).not.toContain('Ban 3 people?');
  });
});

describe('the result of many', () => {
  async function shown(actions: Action[], running: boolean) {
    const view = requestOf(actions, running);
    const background = new FakeBackground({ recent: [view] });
    background.replies['request.records'] = () => ({ request: view, records: actions });
    await openAndSettle(background);
    const line = names('button').find((name) => name.startsWith('Ban of'));
    await click(get('button', line ?? ''));
    await pass(0);
    return background;
  }

  it('is one line among what happened last, and shows how far it is', async () => {
    const actions = ended(people(4), (n) => (n < 3 ? OK : null));
    const background = await shown(actions, true);
    const progress = document.querySelector('progress');
    expect([progress?.value, progress?.max]).toEqual([3, 4]);
    expect(words()).toContain('3 of 4');
    background.replies['request.stop'] = () => ({});
    await click(get('button', 'Stop'));
    expect(background.sentOf('request.stop')).toEqual([{ id: BATCH }]);
  });

  it('says what holds for many once, and offers to repeat for them', async () => {
    const outcome = (n: number) => (n === 0 ? OK : n === 1 ? REFUSED : HELD);
    const background = await shown(ended(people(6), outcome), false);
    expect(words().split('because the requests it had just sent for others').length - 1).toBe(1);
    expect(words()).toMatch(/Refused 1.*Not sent 4.*Accepted 1/);
    background.replies['request.repeat'] = () => ({ ok: false, code: 'no-key' });
    await click(get('button', 'Repeat for 5 people'));
    expect(background.sentOf('request.repeat')).toEqual([{ id: BATCH, base: null }]);
  });

  it('says so where nothing runs any more because nothing can be written', async () => {
    await shown(
      ended(people(2), () => null),
      false,
    );
    expect(names('alert').join()).toContain('cannot save its record');
  });
});
