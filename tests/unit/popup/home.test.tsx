import { describe, expect, it, vi } from 'vitest';
import { outcomeOf } from '~/utils/jaas/outcome';
import type { Action } from '~/utils/journal/action';
import { APP_ID, FRAME, ID } from '../actions/samples';
import { room } from '../jaas/samples';
import { confirmedFrom, FakeBackground, KEY, meeting, now, OTHER_ID, waits } from './fake-port';
import { all, click, close, get, names, open, pass, textOf, words } from './page';

const here = () => new FakeBackground({ meetings: [meeting()], inThisTab: 1 });
const elsewhere = { tabId: 8, frameId: 0 };

/** A ban alone that ended as given. */
function ended(reply: Parameters<typeof outcomeOf>[2], change: Partial<Action> = {}): Action {
  const action = confirmedFrom(waits(change), false);
  const outcome = outcomeOf('ban-user', 'classic', reply);
  const steps = action.steps.map((step) => ({ ...step, state: outcome.result, outcome }));
  return { ...action, state: 'done', endedAt: now(), steps };
}

describe('the meeting of this tab', () => {
  it('is shown by its name, with who is in it, the key and how long', async () => {
    await open(here());
    expect(names('heading')).toEqual(['Weekly Forum']);
    expect(words()).toMatch(/Weekly Forum\s*weekly-forum/);
    expect(words()).toContain('83 participants · for 5 min · key “Forum”');
  });

  it('is ended after a question: the click alone sends nothing', async () => {
    const background = here();
    await open(background);
    await click(get('button', 'End meeting for everyone'));
    expect(background.sent).toEqual([
      {
        type: 'request.stage',
        payload: { kind: 'end-meeting', frame: FRAME, meeting: meeting().meeting },
      },
    ]);
    expect(names('button')).toContain('Cancel');
  });

  it('without a key cannot be ended; the key can be added', async () => {
    const background = here();
    background.state = {
      ...background.state,
      meetings: [meeting({ key: { state: 'none', label: null } })],
      keys: [],
    };
    await open(background);
    expect(names('button')).not.toContain('End meeting for everyone');
    expect(words()).toMatch(/no key for this AppID/);
    await click(get('button', 'Add a key'));
    expect(background.port.openOptions).toHaveBeenCalledWith('#keys');
  });

  it('with a locked key asks for the passphrase first', async () => {
    const background = here();
    background.state = {
      ...background.state,
      meetings: [meeting({ key: { state: 'locked', label: 'Forum' } })],
    };
    await open(background);
    expect(names('button')).not.toContain('End meeting for everyone');
    get('textbox', 'Passphrase');
  });

  it('is drawn again and again although it changes faster than the background answers', async () => {
    const background = here();
    await open(background);
    const answers: (() => void)[] = [];
    background.replies['popup.state'] = () => {
      const { state } = background;
      return new Promise((resolve) => answers.push(() => resolve(state)));
    };
    const drawn = new Set<string>();
    for (let count = 100; count < 124; count += 1) {
      background.change({ meetings: [meeting({ count })] });
      await pass(0);
      // Whatever is answered, something newer was told before.
      if (answers.length > 0 && count > 100) answers.shift()?.();
      await pass(0);
      drawn.add(/(\d+) participants/.exec(words())?.[1] ?? '');
    }
    expect(drawn.size).toBeGreaterThan(10);
  });

  it('that is gone when the button is pressed is said to be gone', async () => {
    const background = here();
    background.replies['request.stage'] = () => ({ ok: false, code: 'not-in-meeting' });
    await open(background);
    await click(get('button', 'End meeting for everyone'));
    expect(names('alert').join(' ')).toMatch(/no longer open/);
  });
});

describe('meetings of other tabs', () => {
  it('are to be chosen from, and the one that was chosen is the one that is ended', async () => {
    const other = meeting({
      meeting: { appId: APP_ID, room: room('standup') },
      frame: elsewhere,
      title: 'standup',
      count: 1,
    });
    const background = new FakeBackground({ meetings: [meeting(), other] });
    await open(background);
    expect(names('heading')).toEqual(['Open meetings']);
    const choice = all('button').find(({ name }) => name.startsWith('standup'));
    expect(choice?.name).toContain('1 participant');
    if (choice) await click(choice.element);
    expect(names('heading')).toEqual(['Standup']);
    expect(words()).not.toContain('standup');
    await click(get('button', 'End meeting for everyone'));
    expect(background.sentOf('request.stage')).toEqual([
      { kind: 'end-meeting', frame: elsewhere, meeting: other.meeting },
    ]);
  });

  it('need no choice where there is only one, which says that it is elsewhere', async () => {
    await open(new FakeBackground({ meetings: [meeting()] }));
    expect(names('heading')).toEqual(['Weekly Forum']);
    expect(words()).toContain('another tab');
  });
});

describe('no meeting', () => {
  it('says how to come to one', async () => {
    await open(new FakeBackground());
    expect(names('heading')).toEqual(['No meeting in this tab']);
    expect(words()).toContain('8x8.vc');
    expect(get('button', 'More').getAttribute('aria-expanded')).toBe('true');
    get('button', 'Ban by user ID…');
    expect(names('button')).not.toContain('Call a phone number…');
  });

  it('and no key: the key comes first, and nothing can be banned by hand', async () => {
    await open(new FakeBackground({ keys: [] }));
    get('button', 'Add a key');
    expect(names('button')).not.toContain('Ban by user ID…');
    expect(names('button')).not.toContain('Ban a token…');
  });
});

describe('what happened last', () => {
  it('says what came of what JaaS accepted, and when the person was seen leaving', async () => {
    const base = confirmedFrom(waits());
    const steps = base.steps.map((step) => ({
      ...step,
      state: 'accepted' as const,
      outcome: outcomeOf(step.operation, 'classic', { answer: { status: 200 } }),
    }));
    const leftAt = now();
    await open(new FakeBackground({ recent: [{ ...base, state: 'done', steps, leftAt }] }));
    const row = textOf(document.querySelector('.recent li') ?? document.body);
    expect(row).toMatch(/^Mallory is banned and gone ?left at \d\d:06/);
    expect(names('button')).not.toContain('Repeat for Mallory');
  });

  it('offers to repeat what nobody knows the outcome of, and asks again before it sends', async () => {
    const action = ended({ failure: 'timeout' }, { id: OTHER_ID });
    const background = new FakeBackground({ recent: [action] });
    await open(background);
    expect(words()).toMatch(/not known whether/);
    await click(get('button', 'Repeat for Mallory'));
    expect(background.sent).toEqual([
      { type: 'request.repeat', payload: { id: OTHER_ID, base: null } },
    ]);
    expect(names('heading')).toEqual(['Ban Mallory?']);
  });

  it('is of this meeting first, three whole ones, with day and room where those are others', async () => {
    const before = now() - 30 * 3_600_000;
    const of = (id: string, change: Partial<Action>) =>
      ended({ answer: { status: 200 } }, { id, request: id, ...change });
    const elsewhereAt = { appId: APP_ID, room: room('standup') };
    const target = (name: string) => ({ target: { ...waits().target, name } }) as Partial<Action>;
    const other = { ...of(OTHER_ID, { ...target('Zoe'), meeting: elsewhereAt }), endedAt: before };
    const ours = [1, 2, 3].map((n) =>
      of(OTHER_ID.replace(/^./, String(n)), target(`Mallory ${n}`)),
    );
    const background = new FakeBackground({
      meetings: [meeting()],
      inThisTab: 1,
      recent: [other, ...ours.slice(0, 2)],
    });
    await open(background);
    get('heading', 'Last actions');
    const rows = () => [...document.querySelectorAll('.recent li')].map((row) => textOf(row));
    expect(rows().map((row) => row.slice(0, 9))).toEqual(['Mallory 1', 'Mallory 2', 'Zoe is ba']);
    expect(rows()[0]).toMatch(/\d\d:06$/);
    expect(rows()[2]).toMatch(/Sun, Mar 1, \d\d:06 ?standup$/);
    background.change({ recent: [other, ...ours] });
    await pass(0);
    expect(rows().map((row) => row.slice(0, 9))).toEqual(['Mallory 1', 'Mallory 2', 'Mallory 3']);
    await click(get('button', 'All activity'));
    expect(background.port.openOptions).toHaveBeenCalledWith('#activity');
  });

  it('that failed leads to the keys where it is the key, and can be put away', async () => {
    const background = new FakeBackground({ recent: [ended({ answer: { status: 401 } })] });
    background.replies['request.dismiss'] = () => {
      background.state = { ...background.state, recent: [] };
      return {};
    };
    await open(background);
    await click(get('button', 'Open keys: Mallory'));
    expect(background.port.openOptions).toHaveBeenCalledWith('#keys');
    await click(get('button', 'Dismiss: Mallory'));
    expect(background.sentOf('request.dismiss')).toEqual([{ id: ID }]);
    expect(names('heading')).not.toContain('Last actions');
  });

  it('does not offer to repeat what would be refused again', async () => {
    const action = ended({ answer: { status: 403 } });
    await open(new FakeBackground({ recent: [action] }));
    expect(names('button').filter((name) => name.startsWith('Repeat'))).toEqual([]);
  });

  it('leads to all that is known about it', async () => {
    await open(new FakeBackground({ recent: [ended({ answer: { status: 401 } })] }));
    const row = document.querySelector<HTMLElement>('.recent__show');
    if (row) await click(row);
    expect(names('heading')).toEqual(['Mallory was not banned']);
    get('button', 'Open keys');
  });
});

describe('the background', () => {
  it('that does not answer is told, in place of an empty popup', async () => {
    const background = new FakeBackground();
    background.replies['popup.state'] = () => Promise.reject(new Error('gone'));
    await open(background);
    expect(names('alert').join(' ')).toMatch(/did not answer/);
  });

  it('is asked once more, not many times, for a burst of changes', async () => {
    const background = here();
    await open(background);
    const before = background.questions;
    for (let i = 0; i < 20; i++) background.change({ meetings: [meeting({ count: i })] });
    await open(background);
    expect(background.questions - before).toBeLessThanOrEqual(2);
    expect(words()).toContain('19 participants');
  });
});

describe('the icons', () => {
  it('opens the activity and the options', async () => {
    const background = new FakeBackground({ keys: [KEY] });
    await open(background);
    await click(get('button', 'Activity'));
    await click(get('button', 'Options'));
    expect(background.port.openOptions).toHaveBeenNthCalledWith(1, '#activity');
    expect(background.port.openOptions).toHaveBeenNthCalledWith(2, '#keys');
  });
});

describe('F23: access to 8x8.vc that the browser keeps back', () => {
  const withheld = (state = {}) => {
    const background = new FakeBackground(state);
    background.setAccess(false);
    return background;
  };

  it('is said in place of “no meeting”, and asked for in the click', async () => {
    const background = withheld();
    await open(background);
    expect(names('heading')).toEqual(['Gavel is not allowed to see 8x8.vc']);
    expect(words()).toContain('cannot tell whether there is a meeting in this tab');
    expect(words()).not.toContain('No meeting');
    await click(get('button', 'Allow access'));
    expect(background.port.allowAccess).toHaveBeenCalledOnce();
    expect(names('heading')).toEqual(['Gavel is allowed to see 8x8.vc now']);
    expect(words()).toContain('Reload the meeting');
    expect(names('button')).not.toContain('Allow access');
  });

  it('stays said where the person says no, or the browser does not ask', async () => {
    const background = withheld();
    await open(background);
    const refusals = [async () => false, () => Promise.reject(new Error('no gesture'))];
    for (const refuse of refusals) {
      vi.mocked(background.port.allowAccess).mockImplementationOnce(refuse);
      await click(get('button', 'Allow access'));
      expect(words()).toContain('The browser did not grant access');
      expect(names('heading')).toEqual(['Gavel is not allowed to see 8x8.vc']);
    }
    // Allowed on the browser's own page instead.
    background.setAccess(true);
    await pass(0);
    expect(names('heading')).toEqual(['Gavel is allowed to see 8x8.vc now']);
  });

  it('that is withdrawn while the popup is open is said', async () => {
    const background = new FakeBackground();
    await open(background);
    expect(names('heading')).toEqual(['No meeting in this tab']);
    background.setAccess(false);
    await pass(0);
    expect(names('heading')).toEqual(['Gavel is not allowed to see 8x8.vc']);
  });

  it('leaves the way to a first key, and is said over a meeting that is still seen', async () => {
    await open(withheld({ keys: [] }));
    expect(names('button')).toEqual(expect.arrayContaining(['Allow access', 'Add a key']));
    await close();
    await open(withheld({ meetings: [meeting()], inThisTab: 1 }));
    expect(names('heading')).toEqual(['Weekly Forum']);
    expect(words()).toContain('The browser keeps 8x8 from Gavel.');
    await click(get('button', 'Allow access'));
    expect(names('heading')).toEqual(['Weekly Forum']);
    expect(words()).not.toContain('keeps 8x8 from Gavel');
  });

  it('is said in a question, with the button that asks, and goes when it is allowed', async () => {
    const background = withheld({ waiting: [waits()] });
    await open(background);
    expect(words()).toContain('Allow access first, or nothing will be sent.');
    await click(get('button', 'Allow access'));
    expect(background.port.allowAccess).toHaveBeenCalledOnce();
    expect(words()).not.toContain('keeps 8x8 from Gavel');
    expect(names('button')).toContain('Ban and remove');
  });
});
