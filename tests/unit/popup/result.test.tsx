import { describe, expect, it } from 'vitest';
import { RUN_MS } from '~/components/ui/guard';
import { type Outcome, outcomeOf } from '~/utils/jaas/outcome';
import type { Action, Step } from '~/utils/journal/action';
import { SEEN_WITHIN_MS } from '~/utils/journal/verdict';
import { KEY_ID } from '../actions/samples';
import { pressOn } from '../press';
import { alone, confirmedFrom, FakeBackground, now, STAGED_ID, waits } from './fake-port';
import { click, get, names, openAndSettle, pass, words } from './page';

const OK = { answer: { status: 200 } };

/** A confirmed ban and removal whose steps ended as given; null: not yet. */
function ended(...replies: (Parameters<typeof outcomeOf>[2] | null)[]): Action {
  const action = confirmedFrom(waits());
  const steps = action.steps.map((step, index): Step => {
    const reply = replies[index];
    if (!reply) return index === 0 || replies[index - 1] ? { ...step, state: 'sending' } : step;
    const base = step.operation === 'kick' ? 'current' : 'classic';
    const outcome: Outcome = outcomeOf(step.operation, base, reply);
    return { ...step, state: outcome.result, outcome, endedAt: now() };
  });
  const over = replies.every((reply) => reply !== null) && replies.length === steps.length;
  return {
    ...action,
    keyId: KEY_ID,
    steps,
    ...(over ? { state: 'done', endedAt: now() } : {}),
  };
}

/** Confirms a ban whose action then stands as given. */
async function confirmed(action: Action): Promise<FakeBackground> {
  const background = new FakeBackground({ waiting: [waits()] });
  background.replies['request.confirm'] = () => {
    background.state = { ...background.state, waiting: [], recent: [alone(action)] };
    return { ok: true, request: alone(action) };
  };
  await openAndSettle(background);
  await click(get('button', 'Ban and remove'));
  return background;
}

const said = () => names('status').join(' ');

describe('while it runs', () => {
  it('says what is asked for, never that it is done', async () => {
    await confirmed(ended(null));
    expect(said()).toContain('Asking JaaS for the ban…');
    expect(said()).toContain('The removal has not been sent yet');
    expect(words()).not.toMatch(/accepted/);
    expect(words()).toContain('It goes on when you close this.');
  });

  it('is not said to wait any more, though what was read before says so', async () => {
    const background = new FakeBackground({ waiting: [waits()] });
    background.replies['request.confirm'] = () => ({ ok: true, request: alone(ended(null)) });
    await openAndSettle(background);
    await click(get('button', 'Ban and remove'));
    expect(said()).toContain('Asking JaaS for the ban…');
    expect(words()).not.toMatch(/waiting for you/);
  });

  it('follows each step as it comes in', async () => {
    const background = await confirmed(ended(null));
    background.change({ recent: [ended(OK, null)] });
    await pass(0);
    expect(said()).toMatch(/JaaS accepted the ban \d\d:06:\d\d.*Asking JaaS for the removal…/);
  });
});

describe('a background that the browser stops meanwhile', () => {
  it('is asked again while something is under way, so that it starts and sees what is left', async () => {
    const background = await confirmed(ended(null));
    background.state = { ...background.state, recent: [alone(ended(OK, OK))] };
    await pass(5000);
    expect(said()).toMatch(/JaaS accepted the ban/);
    const { questions } = background;
    await pass(60_000);
    expect(background.questions).toBe(questions);
  });

  it('did what it was asked for before it could answer: the popup says what came of it', async () => {
    const background = new FakeBackground({ waiting: [waits()] });
    background.replies['request.confirm'] = async () => {
      background.state = { ...background.state, waiting: [], recent: [alone(ended(null))] };
      throw new Error('The message port closed before a response was received.');
    };
    await openAndSettle(background);
    await click(get('button', 'Ban and remove'));
    await pass(0);
    expect(said()).toContain('Asking JaaS for the ban…');
    expect(words()).not.toContain('Gavel did not answer');
  });

  it('is not said to be silent any more once it has answered', async () => {
    const background = await confirmed(ended(null));
    const state = background.state;
    background.replies['popup.state'] = () => Promise.reject(new Error('no receiver'));
    background.change();
    await pass(0);
    expect(words()).toContain('Gavel did not answer');
    background.replies['popup.state'] = () => state;
    await pass(5000);
    expect(words()).not.toContain('Gavel did not answer');
    expect(said()).toContain('Asking JaaS for the ban…');
  });
});

describe('after an accepted ban and removal', () => {
  it('waits to see the person leave, then says when they left', async () => {
    const background = await confirmed(ended(OK, OK));
    expect(said()).toContain('Waiting to see them leave…');
    background.change({ recent: [{ ...ended(OK, OK), leftAt: now() }] });
    await pass(0);
    expect(said()).toMatch(/Left the meeting \d\d:06:\d\d/);
    expect(names('alert')).toEqual([]);
  });

  it('says after a while that nobody was seen leaving', async () => {
    await confirmed(ended(OK, OK));
    await pass(SEEN_WITHIN_MS + 1000);
    expect(said()).toContain('Not seen leaving yet');
  });

  it('F9: looks whether somebody whom JaaS does not know is still here, and says what it sees', async () => {
    const action = ended(OK, { answer: { status: 404 } });
    const background = await confirmed(action);
    expect(said()).toMatch(/Removal, outcome unknown.*Looking whether they are still here…/);
    expect(names('alert').join(' ')).toMatch(/JaaS does not know them in this room \(404\)/);
    background.change({ recent: [{ ...action, stillAt: now() }] });
    await pass(0);
    expect(said()).toMatch(/Not removed/);
    expect(said()).not.toMatch(/Looking whether/);
    expect(names('alert')[0]).toMatch(/\(404\)\. They are still here\..*breakout room/);
    background.change({ recent: [{ ...action, stillAt: now(), leftAt: now() }] });
    await pass(0);
    expect(said()).toMatch(/They had already left the meeting.*Left the meeting/);
    expect(names('alert')).toEqual([]);
  });

  it('F9: leaves it to the host to look where the page said nothing', async () => {
    await confirmed(ended(OK, { answer: { status: 404 } }));
    await pass(SEEN_WITHIN_MS + 1000);
    expect(said()).not.toMatch(/Looking whether/);
    expect(names('alert').join(' ')).toMatch(/Check whether they are still in the meeting/);
  });
});

describe('when something went wrong', () => {
  it('says what happened, whether anything was done, and the next step, in one alert', async () => {
    const background = await confirmed(ended({ answer: { status: 401 } }, OK));
    expect(said()).toMatch(/Not banned/);
    const [alert = ''] = names('alert');
    expect(alert).toMatch(/JaaS refused the token \(401\)\. They were not banned\..*ed85b6/);
    await click(get('button', 'Open keys'));
    expect(background.port.openOptions).toHaveBeenCalledWith('#keys');
  });

  it('404: names the address that answered and asks again for the other one', async () => {
    const action = ended({ answer: { status: 404 } }, OK);
    const background = await confirmed(action);
    expect(names('alert')[0]).toMatch(/api-vo\.jitsi\.net .*404.*8x8\.vc/);
    await click(get('button', 'Try the other address'));
    expect(background.sentOf('request.repeat')).toEqual([{ id: action.id, base: 'current' }]);
    expect(names('heading')).toEqual(['Ban Mallory?']);
    expect(background.state.waiting.map(({ id }) => id)).toEqual([STAGED_ID]);
  });

  it('no answer: says that nobody knows, and repeats on demand', async () => {
    const action = ended({ failure: 'timeout' }, { failure: 'timeout' });
    const background = await confirmed(action);
    expect(said()).toMatch(/Ban, outcome unknown.*Removal, outcome unknown/);
    expect(names('alert').join(' ')).toMatch(/not known whether/);
    const repeat = document.querySelector<HTMLElement>('.notice button');
    if (repeat) await click(repeat);
    expect(background.sentOf('request.repeat')).toEqual([{ id: action.id, base: null }]);
  });

  it('a repetition that is refused says why', async () => {
    const background = await confirmed(ended({ failure: 'offline' }));
    background.replies['request.repeat'] = () => ({ ok: false, code: 'journal-failed' });
    await click(get('button', 'Try again'));
    expect(names('alert').join(' ')).toMatch(/cannot record what it does/);
  });

  it('no permission: asks the browser for it', async () => {
    const background = await confirmed(ended({ failure: 'no-permission' }));
    await click(get('button', 'Allow access'));
    expect(background.port.allowAccess).toHaveBeenCalledOnce();
  });
});

describe('33: the headline', () => {
  it('says first what came of it, and more once more was seen', async () => {
    const background = await confirmed(ended(null));
    expect(names('heading')).toEqual(['Banning Mallory…']);
    background.change({ recent: [{ ...ended(OK, OK), leftAt: now() }] });
    await pass(0);
    expect(names('heading')).toEqual(['Mallory is banned and gone']);
  });

  it('34: says how to remove somebody in Jitsi whom Gavel could not', async () => {
    const refused = { answer: { status: 401 } };
    const background = await confirmed(ended(refused, refused));
    expect(names('heading')).toEqual(['Mallory was not banned']);
    expect(words()).toMatch(/As a moderator you can remove them in Jitsi: .*“Kick out”/);
    expect(names('alert')).toHaveLength(1);
    await click(get('button', 'Try again'));
    expect(background.sentOf('request.repeat')).toHaveLength(1);
  });

  it('34: says how to remove nobody who has no tile any more', async () => {
    const refused = { answer: { status: 401 } };
    const action = ended(refused, refused);
    const target = action.target && { ...action.target, participantId: null };
    await confirmed({ ...action, target });
    expect(names('heading')).toEqual(['Mallory was not banned']);
    expect(words()).not.toMatch(/on their tile/);
  });

  it('34: says of whom it saw come back only that', async () => {
    await confirmed({ ...ended(OK, OK), leftAt: now(), backAt: now() });
    expect(words()).toContain('They came back. If they are still here, remove them once more.');
  });

  it('34: says why the removal was not tried', async () => {
    await confirmed({
      ...ended({ failure: 'no-key' }),
      state: 'done',
      steps: ended({ failure: 'no-key' }, OK).steps.map((step, at) =>
        at === 0 ? step : { ...step, state: 'skipped', outcome: null, endedAt: null },
      ),
    });
    expect(said()).toContain(
      'The removal was not attempted, because it would be signed in the same way',
    );
  });
});

describe('Done', () => {
  const press = async (change: KeyboardEventInit = {}) => {
    const key = new KeyboardEvent('keydown', { key: 'Enter', cancelable: true, ...change });
    return get('button', 'Done').dispatchEvent(key);
  };

  it('has the focus once all is well, and takes no Enter that was meant for the question', async () => {
    await confirmed({ ...ended(OK, OK), leftAt: now() });
    expect(document.activeElement).toBe(get('button', 'Done'));
    expect(await press()).toBe(false);
    await pass(RUN_MS);
    expect(await press({ repeat: true })).toBe(false);
    expect(await press()).toBe(true);
  });

  it('leaves the focus on the headline where something went wrong', async () => {
    await confirmed(ended({ answer: { status: 401 } }, OK));
    expect(document.activeElement?.tagName).toBe('H1');
  });

  it('goes back, and closes the small window', async () => {
    const background = await confirmed(ended(OK, OK));
    await click(get('button', 'Done'));
    expect(names('heading')).toContain('No meeting in this tab');
    expect(background.port.closeWindow).toHaveBeenCalledOnce();
  });

  it('is not what the second click of a double click on the question does', async () => {
    const background = await confirmed(ended(OK, OK));
    pressOn(get('button', 'Done'), 2);
    await pass(0);
    expect(names('heading')).toEqual(['Mallory is banned. Waiting to see them leave…']);
    expect(background.port.closeWindow).not.toHaveBeenCalled();
  });
});
