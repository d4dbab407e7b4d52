import { describe, expect, it } from 'vitest';
import { QUIET_MS } from '~/components/ui/guard';
import { planSteps } from '~/utils/actions/steps';
import { type Outcome, outcomeOf } from '~/utils/jaas/outcome';
import type { Action, Step } from '~/utils/journal/action';
import { person } from '../actions/batch-samples';
import { FakeBackground, now, requestOf, waits } from './fake-port';
import { click, close, descriptionOf, get, names, openAndSettle, pass, words } from './page';

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

/** With what JaaS said to one step of one of them. */
function answered(
  actions: readonly Action[],
  at: number,
  operation: Step['operation'],
  outcome: Outcome,
): Action[] {
  return actions.map((action, n) => {
    if (n !== at) return action;
    const steps = action.steps.map((step) =>
      step.operation === operation ? { ...step, state: outcome.result, outcome } : step,
    );
    return { ...action, steps };
  });
}

/** With the time at which the page saw each of them leave. */
const allGone = (actions: readonly Action[]) =>
  actions.map((action): Action => ({ ...action, leftAt: now() }));

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
    await click(get('button', 'Ban 3 people'));
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
    expect(text).toContain('2 to ban · 1 only to remove · 1 moderator among them');
    expect(text).toContain('What changed is marked.');
    expect(text).toContain('Left out: Person 3. This is you');
  });

  it('with a moderator in it wants a tick first, and says so', async () => {
    const actions = people(3, (n) => (n === 2 ? { target: person(2, { role: 'moderator' }) } : {}));
    const background = await asked(actions);
    const ban = get('button', 'Ban 3 people');
    expect(ban.getAttribute('aria-disabled')).toBe('true');
    expect(descriptionOf(ban)).toContain('First tick the box “Yes, including 1 moderator”');
    await click(ban);
    expect(background.sentOf('request.confirm')).toEqual([]);
    await click(get('checkbox', 'Yes, including 1 moderator'));
    expect(descriptionOf(ban)).toBe('');
    await click(ban);
    expect(background.sentOf('request.confirm')).toHaveLength(1);
  });

  it('wants a tick from twenty people on', async () => {
    await asked(people(19));
    expect(names('checkbox')).toEqual(['Also remove from this meeting']);
    await close();
    await asked(people(20));
    expect(names('checkbox')).toContain('Yes, all 20 people');
  });

  it('lists first who changed, then moderators, then those of a shared user id', async () => {
    await asked(
      people(5, (n) => {
        if (n === 2) return { target: person(2, { sharedBy: 2 }) };
        if (n === 3) return { target: person(3, { role: 'moderator' }) };
        return n === 4 ? { changes: ['renamed'] } : {};
      }),
    );
    const list = document.querySelector('.people__list')?.textContent ?? '';
    const order = [...list.matchAll(/Person (\d)/g)].map(([, n]) => n);
    expect(order).toEqual(['4', '3', '2', '0', '1']);
  });

  it('groups by why they were chosen, counted, and first the group with who needs a second look', async () => {
    await asked(
      people(5, (n) => {
        if (n === 0) return { chosenBy: 'joined5' };
        if (n === 2) return { chosenBy: 'sameUserId' };
        if (n === 3) return { target: person(3, { role: 'moderator' }) };
        return n === 4 ? { chosenBy: 'joined5' } : {};
      }),
    );
    expect(words()).toContain(
      'Chosen by hand (2) · Joined in the last 5 minutes (2) · Same user ID as one of them (1)',
    );
    const groups = [...document.querySelectorAll('.people__group')].map((one) => [
      one.querySelector('ul')?.getAttribute('aria-label'),
      [...(one.textContent ?? '').matchAll(/Person (\d)/g)].map(([, n]) => n),
    ]);
    expect(groups).toEqual([
      ['Chosen by hand (2)', ['3', '1']],
      ['Joined in the last 5 minutes (2)', ['0', '4']],
      ['Same user ID as one of them (1)', ['2']],
    ]);
  });

  it('has no groups where all were chosen by hand', async () => {
    await asked(people(3));
    expect(document.querySelectorAll('.people__group')).toHaveLength(0);
    expect(words()).not.toContain('Chosen by hand');
  });

  it('counts nobody for whom nothing is done once “Also remove” is not ticked', async () => {
    const actions = people(20, (n) => {
      if (n === 1) return { kind: 'remove', target: person(1, { userId: 'auth0|0' }) };
      return n === 2 ? { kind: 'remove', target: person(2, { userId: null }) } : {};
    });
    const background = await asked(actions);
    expect(names('heading')).toEqual(['Ban 20 people?']);
    expect(words()).toContain('18 to ban · 2 only to remove');
    expect(words()).toContain('Same ID, removed');
    expect(names('checkbox')).toContain('Yes, all 20 people');
    await click(get('checkbox', 'Also remove from this meeting'));
    expect(names('heading')).toEqual(['Ban 19 people?']);
    expect(words()).toContain('18 to ban · 1 only to remove');
    expect(words()).toContain('Same ID, banned once');
    expect(words()).not.toContain('Same ID, removed');
    expect(names('checkbox')).not.toContain('Yes, all 20 people');
    await pass(QUIET_MS);
    background.replies['request.confirm'] = () => ({ ok: false, code: 'no-key', request: null });
    await click(get('button', 'Ban 19 people'));
    expect(background.sentOf('request.confirm')).toMatchObject([{ alsoRemove: false }]);
  });

  it('says in the list of whom a caution in numbers is, and lists them before others', async () => {
    await asked(
      people(4, (n) => {
        if (n === 1) return { target: person(1, { name: 'Person 1\u202e' }) };
        if (n === 2) return { target: person(2, { userId: '1.2345e+17' }) };
        return n === 3 ? { target: person(3, { shared: true }) } : {};
      }),
    );
    const rows = [...document.querySelectorAll('.people__list > li')].map((row) => row.textContent);
    expect(rows).toEqual([
      expect.stringMatching(/Person 1.*Unusual characters/),
      expect.stringMatching(/Person 2.*Unusual ID/),
      expect.stringMatching(/Person 3.*ID of others too/),
      expect.stringMatching(/^Person 0auth0\|0$/),
    ]);
    expect(words()).toMatch(/1 name contains misleading characters.*Unusual characters/);
  });

  it('cannot be answered before everybody could be read', async () => {
    const background = new FakeBackground({ waiting: [requestOf(people(3))] });
    background.replies['request.records'] = () => new Promise(() => undefined);
    await openAndSettle(background);
    await click(get('button', 'Ban 3 people'));
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

  const groups = () =>
    [...document.querySelectorAll('details')].map((one) => [
      one.querySelector('.group__title')?.textContent,
      one.open,
    ]);

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
    expect(words()).toMatch(
      /1 banned, 1 not seen leaving, 5 not.*Not banned 1.*Not sent 4.*Banned, not gone yet 1/,
    );
    background.replies['request.repeat'] = () => ({ ok: false, code: 'no-key' });
    await click(get('button', 'Try again for 5 people'));
    expect(background.sentOf('request.repeat')).toEqual([{ id: BATCH, base: null }]);
  });

  it('35: says of one person what is true of them, failed first and open, accepted closed', async () => {
    const bad = outcomeOf('ban-user', 'classic', { answer: { status: 400 } });
    const actions = allGone(
      answered(
        ended(people(3), () => OK),
        1,
        'ban-user',
        bad,
      ),
    );
    await shown(actions, false);
    expect(names('heading')).toEqual(['2 banned, 1 not']);
    expect(words()).toContain(
      'Person 1 was not banned, but is gone. JaaS did not understand the request (400).',
    );
    expect(groups()).toEqual([
      ['Not banned, gone', true],
      ['Banned and gone', false],
    ]);
  });

  it.each([[0], [1]])(
    'keeps open and first those among whom somebody was refused (%i)',
    async (bad) => {
      const lost = outcomeOf('ban-user', 'classic', { failure: 'timeout' });
      const refused = answered(
        ended(people(3), () => OK),
        bad,
        'kick',
        REFUSED,
      );
      const actions = allGone(answered(refused, 2, 'ban-user', lost));
      await shown(actions, false);
      expect(groups()).toEqual([
        ['Banned and gone', true],
        ['Gone, ban unknown', true],
      ]);
    },
  );

  it('ends what it says of one person as that sentence ends', async () => {
    const bad = outcomeOf('ban-user', 'classic', { answer: { status: 400 } });
    const actions = answered(
      ended(people(2), () => OK),
      1,
      'ban-user',
      bad,
    );
    await shown(actions, false);
    expect(words()).toContain(
      'Person 1 was not banned. Waiting to see them leave… JaaS did not understand',
    );
  });

  it('38: can be stopped or closed while it runs, and goes on when it is closed', async () => {
    await shown(
      ended(people(4), (n) => (n < 3 ? OK : null)),
      true,
    );
    expect(names('button')).toEqual(['Stop', 'Close']);
    expect(words()).toContain('It goes on when you close this.');
  });

  it('says so where nothing runs any more because nothing can be written', async () => {
    await shown(
      ended(people(2), () => null),
      false,
    );
    expect(names('alert').join()).toContain('cannot save its record');
  });
});
