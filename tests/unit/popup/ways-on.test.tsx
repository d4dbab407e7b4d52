import { describe, expect, it } from 'vitest';
import { next, START } from '~/components/popup/state';
import { endStep } from '~/utils/actions/steps';
import type { Base } from '~/utils/jaas/operation';
import { type FailureCode, outcomeOf } from '~/utils/jaas/outcome';
import type { Action } from '~/utils/journal/action';
import { APP_ID, ID } from '../actions/samples';
import { confirmedFrom, FakeBackground, now, waits } from './fake-port';
import { click, get, names, open, pass, type, words } from './page';

/** A token as JaaS tokens look; not signed, since that is no concern of the popup. */
function tokenOf(claims: Record<string, unknown>): string {
  const part = (value: unknown) =>
    btoa(JSON.stringify(value)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  return `${part({ alg: 'RS256', kid: `${APP_ID}/ed85b6` })}.${part(claims)}.c2lnbmF0dXJl`;
}

/** A popup whose last action, a ban without a removal, failed like this. */
async function failed(failure: FailureCode, base: Base | null = null) {
  const action: Action = confirmedFrom(waits({ base }), false);
  const outcome = outcomeOf('ban-user', base ?? 'classic', { failure });
  const background = new FakeBackground({ recent: [endStep(action, 0, outcome, now())] });
  await open(background);
  return background;
}

async function showLast() {
  const last = names('button').find((name) => name.startsWith('Mallory: ')) ?? '';
  await click(get('button', last));
}

describe('“Repeat” and “Try again”', () => {
  it('in the list asks where it was asked before, not where it would begin anew', async () => {
    const background = await failed('timeout', 'current');
    await click(get('button', 'Repeat for Mallory'));
    expect(background.sentOf('request.repeat')).toEqual([{ id: ID, base: 'current' }]);
  });

  it('in the result asks where it was asked before', async () => {
    const background = await failed('timeout', 'current');
    await showLast();
    await click(get('button', 'Try again'));
    expect(background.sentOf('request.repeat')).toEqual([{ id: ID, base: 'current' }]);
  });

  it('is there once access was allowed again, so that the host need not find the person anew', async () => {
    const background = await failed('no-permission');
    await showLast();
    await click(get('button', 'Allow access'));
    await click(get('button', 'Try again'));
    expect(background.sentOf('request.repeat')).toEqual([{ id: ID, base: null }]);
  });

  it('is there when the key was missing', async () => {
    await failed('no-key');
    await showLast();
    expect(names('button')).toEqual(expect.arrayContaining(['Open keys', 'Try again']));
  });
});

describe('a field that a view is opened for', () => {
  it('has the focus, also the second time', async () => {
    await open(new FakeBackground());
    for (let time = 0; time < 2; time += 1) {
      await click(get('button', 'Ban by user ID…'));
      expect(document.activeElement).toBe(get('textbox', 'User ID'));
      await click(get('button', 'Cancel'));
      await click(get('button', 'Ban a token…'));
      expect(document.activeElement).toBe(get('textbox', 'Token'));
      await click(get('button', 'Cancel'));
    }
  });

  it.each([
    ['Ban by user ID…', 'User ID', '..'],
    ['Ban by user ID…', 'User ID', 'ab\ud800'],
    ['Ban a token…', 'Token', 'hello'],
  ])('%s: has it again when %s “%s” was refused', async (view, name, text) => {
    await open(new FakeBackground());
    await click(get('button', view));
    await type(get('textbox', name), text);
    get('button', 'Next').focus();
    await click(get('button', 'Next'));
    expect(document.activeElement).toBe(get('textbox', name));
  });
});

describe('an expired token', () => {
  it('is warned of in the question too, where the host decides', async () => {
    await open(new FakeBackground());
    await click(get('button', 'Ban a token…'));
    const claims = { sub: APP_ID, room: '*', exp: now() / 1000 - 60 };
    await type(get('textbox', 'Token'), tokenOf(claims));
    await click(get('button', 'Next'));
    expect(names('heading')).toEqual(['Ban this token?']);
    expect(words()).toMatch(/already expired/);
  });
});

describe('a background that did not answer', () => {
  it('can be asked again without closing the popup', async () => {
    const background = new FakeBackground();
    background.replies['popup.state'] = () => Promise.reject(new Error('no background'));
    await open(background);
    expect(names('alert').join(' ')).toMatch(/did not answer/);
    delete background.replies['popup.state'];
    await click(get('button', 'Try again'));
    expect(names('heading')).toEqual(['No meeting in this tab']);
    expect(names('alert')).toEqual([]);
  });

  it('because the browser stopped it at that moment is asked again without a word', async () => {
    const background = new FakeBackground();
    const first = background.replies['popup.state'];
    background.replies['popup.state'] = () => {
      if (first) background.replies['popup.state'] = first;
      else delete background.replies['popup.state'];
      return Promise.reject(new Error('the message port closed before a response was received'));
    };
    await open(background);
    expect(names('alert')).toEqual([]);
    expect(names('heading')).toEqual(['No meeting in this tab']);
  });

  it('is not spoken of any more once it answered by itself', async () => {
    const background = new FakeBackground();
    await open(background);
    background.replies['popup.state'] = () => Promise.reject(new Error('no background'));
    background.change();
    await pass(0);
    expect(names('alert').join(' ')).toMatch(/did not answer/);
    delete background.replies['popup.state'];
    background.change();
    await pass(0);
    expect(names('alert')).toEqual([]);
  });
});

describe('the last key, removed while something is done by hand', () => {
  it.each(['ban-user-id', 'ban-token'] as const)('%s: leads back, not to nothing', (at) => {
    const data = { ...new FakeBackground().state };
    const view = at === 'ban-token' ? ({ at, base: null } as const) : ({ at } as const);
    const typing = [
      { type: 'loaded', data, now: 0 },
      { type: 'go', view },
    ] as const;
    const before = typing.reduce(next, START);
    const later = next(before, { type: 'loaded', data: { ...data, keys: [] }, now: 0 });
    expect(later.view.at).toBe('home');
    expect(next(before, { type: 'loaded', data, now: 0 }).view.at).toBe(at);
  });
});

describe('“Help”', () => {
  it.each([
    ['timeout', '/help.html#unknown'],
    ['unreachable', '/help.html#refused'],
    ['no-key', '/help.html#add-key'],
  ] as const)('beside a ban that came to %s opens the answer to that', async (failure, address) => {
    await failed(failure);
    await showLast();
    const link = get('link', 'Help (in English, in a new tab)');
    expect(link.getAttribute('href')).toBe(address);
    expect(link.getAttribute('target')).toBe('_blank');
    expect(link.closest('[role="alert"]')).not.toBeNull();
  });

  it('is not there where the host stopped it', async () => {
    await failed('cancelled');
    await showLast();
    expect(names('alert').join()).toContain('You stopped it before it was sent.');
    expect(names('link')).toEqual([]);
  });
});
