import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { QUIET_MS, RUN_MS } from '~/components/ui/guard';
import type { RawRoom } from '~/utils/jaas/room';
import type { Action } from '~/utils/journal/action';
import { APP_ID, ID, target } from '../actions/samples';
import { pressOn } from '../press';
import {
  alone,
  confirmedFrom,
  FakeBackground,
  KEY,
  meeting,
  now,
  OTHER_ID,
  waits,
} from './fake-port';
import {
  all,
  click,
  close,
  descriptionOf,
  enter,
  get,
  names,
  open,
  openAndSettle,
  pass,
  textOf,
  type,
  words,
} from './page';

function asked(change: Partial<Action> = {}) {
  return new FakeBackground({
    meetings: [meeting()],
    inThisTab: 1,
    waiting: [waits(change)],
  });
}

describe('the question', () => {
  it('is “Ban {name}?”, with every id whole and what a ban means', async () => {
    const userId = 'google-oauth2|114025754820379595030';
    await open(asked({ target: target({ userId }) }));
    expect(names('heading')).toEqual(['Ban Mallory?']);
    expect(words()).toContain(userId);
    expect(words()).toContain('weekly-forum');
    expect(words()).not.toContain('1bcd2345');
    await click(get('button', 'Details'));
    expect(get('button', 'Details').getAttribute('aria-expanded')).toBe('true');
    expect(words()).toContain('Participant1bcd2345');
    expect(words()).toContain(
      'every meeting of this AppID in which your application gives them the same user ID',
    );
    expect(words()).toContain('no way to undo it');
    expect(names('button')).toEqual(expect.arrayContaining(['Cancel', 'Ban and remove']));
  });

  it('is “Remove {name}?”, and says that they can come back', async () => {
    await open(asked({ kind: 'remove' }));
    expect(names('heading')).toEqual(['Remove Mallory?']);
    expect(words()).toMatch(/come back/);
    expect(names('checkbox')).toEqual([]);
    get('button', 'Remove');
  });

  it('is “End “weekly-forum” for everyone?”, with how many are in it', async () => {
    await open(asked({ kind: 'end-meeting', target: null }));
    expect(names('heading')).toEqual(['End “weekly-forum” for everyone?']);
    expect(words()).toContain('weekly-forum');
    expect(words()).toContain('83');
    expect(names('checkbox')).toEqual([]);
    get('button', 'End for everyone');
  });

  it('of somebody without a name names the id', async () => {
    await open(asked({ target: target({ name: null }) }));
    expect(names('heading')).toEqual(['Ban google-oauth2|1140?']);
  });

  it('says that an imported list has a colleague’s ban of them, and counts anew for whoever reads it', async () => {
    const background = asked();
    let tell: (at: number | null) => void = () => undefined;
    background.replies['marks.of'] = ({ userIds: [userId = ''] }) =>
      new Promise((resolve) => {
        tell = (at) => resolve({ marks: [{ userId, at }] });
      });
    await openAndSettle(background);
    expect(background.askedForMarks).toEqual([{ appId: APP_ID, userIds: ['google-oauth2|1140'] }]);
    expect(words()).not.toContain('colleague');
    await act(async () => tell(Date.UTC(2026, 2, 3, 12)));
    await pass(0);
    expect(words()).toMatch(/An imported list says that a colleague banned this user ID on .*2026/);
    await click(get('button', 'Ban and remove'));
    expect(background.sentOf('request.confirm')).toEqual([]);
    await pass(QUIET_MS);
    await click(get('button', 'Ban and remove'));
    expect(background.sentOf('request.confirm')).toHaveLength(1);
  });

  it('asks all the same where nobody can say what lists say', async () => {
    const background = asked();
    background.replies['marks.of'] = () => Promise.reject(new Error('broken'));
    await openAndSettle(background);
    await click(get('button', 'Ban and remove'));
    expect(background.sentOf('request.confirm')).toHaveLength(1);
  });

  it('isolates the name, so that it cannot turn the words around it', async () => {
    await open(asked({ target: target({ name: 'مالوري' }) }));
    expect(get('heading', 'Ban مالوري?').querySelector('bdi')?.textContent).toBe('مالوري');
  });

  it('has every id in the order in which it is sent, also where it stands for the name', async () => {
    const userId = 'auth0|אב-12';
    await open(asked({ target: target({ name: null, userId }) }));
    expect(names('heading')).toEqual([`Ban \u2066\u202d${userId}\u202c\u2069?`]);
    await click(get('button', 'Details'));
    const exact = document.querySelectorAll('.mono > bdi, bdi.exact');
    const drawn = [...exact].map((each) => each.textContent);
    expect(drawn).toEqual(expect.arrayContaining([userId, '1bcd2345']));
  });

  it('shows the room whole, and what cannot be seen of it', async () => {
    const room = `te%E2%80%8Bam-${'x'.repeat(300)}` as RawRoom;
    await open(asked({ meeting: { appId: APP_ID, room } }));
    expect(words()).toContain(`te⟨U+200B⟩am-${'x'.repeat(300)}`);
  });

  it('shows the AppID in short, and whole on demand', async () => {
    await open(asked());
    await click(get('button', 'Details'));
    expect(words()).not.toContain(APP_ID);
    await click(get('button', 'Show the full AppID'));
    expect(words()).toContain(APP_ID);
    expect(get('button', 'Shorten the AppID').getAttribute('aria-expanded')).toBe('true');
  });

  it('offers the removal, ticked, only where there is somebody to remove', async () => {
    await open(asked());
    const box = get('checkbox', 'Also remove from this meeting');
    expect((box as HTMLInputElement).checked).toBe(true);
    expect(descriptionOf(box)).toMatch(/does not disconnect/);
    await close();
    await open(asked({ target: target({ participantId: null }) }));
    expect(names('checkbox')).toEqual([]);
  });
});

describe('the end of a meeting that is asked for from a breakout room', () => {
  const ending = (change: Parameters<typeof meeting>[0]) => {
    const background = asked({ kind: 'end-meeting', target: null });
    background.change({ meetings: [meeting(change)] });
    return background;
  };

  it('names the main room and counts who is elsewhere', async () => {
    await open(ending({ count: 1, elsewhere: 2, breakout: true }));
    const text = document.body.textContent ?? '';
    expect(text).toMatch(/You are in a breakout room. This ends the main room, “.+”/);
    expect(text).toContain('1 here, 2 in other rooms');
  });

  it('counts who is elsewhere from the main room, too, and says nothing where nobody is', async () => {
    await open(ending({ count: 3, elsewhere: 1 }));
    expect(document.body.textContent).toContain('3 here, 1 in another room');
    expect(document.body.textContent).not.toContain('breakout');
    await close();
    await open(ending({ count: 3 }));
    expect(document.body.textContent).toMatch(/Participants3/);
  });
});

describe('the focus', () => {
  it('starts on Cancel', async () => {
    await open(asked());
    expect(document.activeElement).toBe(get('button', 'Cancel'));
  });

  it('stays where the host has put it while the background reports changes', async () => {
    const background = asked();
    await openAndSettle(background);
    await click(get('button', 'Add a note'));
    const note = get('textbox', 'Private note');
    expect(document.activeElement).toBe(note);
    await type(note, 'shouts');
    background.change({ meetings: [meeting({ count: 84 })] });
    await pass(1000);
    expect(document.activeElement).toBe(note);
    expect((note as HTMLInputElement).value).toBe('shouts');
  });

  it('is back on Cancel when another request is shown, which the host must ask for', async () => {
    const background = asked();
    await openAndSettle(background);
    get('button', 'Ban and remove').focus();
    background.change({ waiting: [waits({ id: OTHER_ID, target: target({ name: 'Trudy' }) })] });
    await pass(0);
    expect(names('heading')).toEqual(['Mallory']);
    expect(names('alert').join()).toContain('Something newer was requested in the same meeting');
    expect(names('button')).not.toContain('Ban and remove');
    await click(get('button', 'Show it'));
    expect(names('heading')).toEqual(['Ban Trudy?']);
    expect(document.activeElement).toBe(get('button', 'Cancel'));
  });
});

describe('confirming', () => {
  it('sends what was shown: the id, the choice and the note', async () => {
    const background = asked();
    await openAndSettle(background);
    await click(get('checkbox', 'Also remove from this meeting'));
    await click(get('button', 'Add a note'));
    await type(get('textbox', 'Private note'), 'shouts');
    await pass(QUIET_MS);
    await click(get('button', 'Ban only'));
    expect(background.sentOf('request.confirm')).toEqual([
      {
        id: ID,
        alsoRemove: false,
        note: 'shouts',
        seen: [
          {
            id: ID,
            kind: 'ban',
            participantId: '1bcd2345',
            userId: 'google-oauth2|1140',
            name: 'Mallory',
          },
        ],
      },
    ]);
  });

  it('is not what a click on the button of a moment ago does, when the choice is another', async () => {
    const background = asked();
    await openAndSettle(background);
    await click(get('checkbox', 'Also remove from this meeting'));
    await click(get('button', 'Ban only'));
    expect(background.sent).toEqual([]);
    await pass(QUIET_MS);
    await click(get('button', 'Ban only'));
    expect(background.sentOf('request.confirm')).toMatchObject([{ alsoRemove: false }]);
  });

  it('is one request for a double click', async () => {
    const background = asked();
    let answer = () => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const action = confirmedFrom(waits());
    background.replies['request.confirm'] = async () => {
      await answered;
      return { ok: true, request: alone(action) };
    };
    await openAndSettle(background);
    const ban = get('button', 'Ban and remove');
    await click(ban);
    expect(ban.getAttribute('aria-disabled')).toBe('true');
    await click(ban);
    answer();
    await pass(0);
    expect(background.sentOf('request.confirm')).toHaveLength(1);
  });

  it('does nothing for a click that comes too soon, and works after a second of quiet', async () => {
    const background = asked();
    await open(background);
    const ban = get('button', 'Ban and remove');
    expect(ban.getAttribute('aria-disabled')).toBe('true');
    expect(descriptionOf(ban)).toContain('works after a moment');
    await pass(QUIET_MS - 1);
    await act(async () => pressOn(ban));
    await pass(QUIET_MS - 1);
    expect(ban.getAttribute('aria-disabled')).toBe('true');
    await pass(1);
    expect(ban.getAttribute('aria-disabled')).toBe('false');
    expect(descriptionOf(ban)).not.toContain('works after a moment');
    expect(background.sent).toEqual([]);
    await click(ban);
    expect(background.sentOf('request.confirm')).toHaveLength(1);
  });

  it.each([50, 120, 200, 400, 499])('is never what clicks every %d ms come to', async (ms) => {
    const background = asked();
    await open(background);
    for (let n = 0; n < 60; n += 1) {
      await act(async () => pressOn(get('button', 'Ban and remove')));
      await pass(ms);
    }
    expect(background.sent).toEqual([]);
  });

  it('is not what a script’s click does, nor the second click of a double click', async () => {
    const background = asked();
    await openAndSettle(background);
    const ban = get('button', 'Ban and remove');
    await act(async () => ban.click());
    await pass(RUN_MS);
    await act(async () => pressOn(ban, 2));
    expect(background.sent).toEqual([]);
  });

  it('waits anew when the window comes to the front, or the button is somewhere else', async () => {
    const background = asked();
    await openAndSettle(background);
    const ban = get('button', 'Ban and remove');
    await act(async () => void window.dispatchEvent(new Event('focus')));
    await act(async () => pressOn(ban));
    await pass(QUIET_MS);
    vi.spyOn(ban, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 70, 80, 40));
    await act(async () => pressOn(ban));
    expect(background.sent).toEqual([]);
    await pass(QUIET_MS);
    await click(ban);
    expect(background.sentOf('request.confirm')).toHaveLength(1);
  });

  it('works where Firefox says again and again how large its popup is, and waits anew for another size', async () => {
    const background = asked();
    await open(background);
    const resize = () => act(async () => void window.dispatchEvent(new Event('resize')));
    for (let n = 0; n < 20; n += 1) {
      await pass(QUIET_MS / 10);
      await resize();
    }
    const ban = get('button', 'Ban and remove');
    expect(ban.getAttribute('aria-disabled')).toBe('false');
    vi.spyOn(window, 'innerHeight', 'get').mockReturnValue(window.innerHeight + 40);
    await resize();
    expect(ban.getAttribute('aria-disabled')).toBe('true');
    await act(async () => pressOn(ban));
    expect(background.sent).toEqual([]);
    await pass(QUIET_MS);
    await click(ban);
    expect(background.sentOf('request.confirm')).toHaveLength(1);
  });

  it('needs the focus', async () => {
    vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    const background = asked();
    await openAndSettle(background);
    await click(get('button', 'Ban and remove'));
    expect(background.sent).toEqual([]);
  });

  it('is not what Enter in the note does', async () => {
    const background = asked();
    await openAndSettle(background);
    await click(get('button', 'Add a note'));
    await enter(get('textbox', 'Private note'));
    expect(background.sent).toEqual([]);
  });

  it('leads to what became of it', async () => {
    const background = asked();
    await openAndSettle(background);
    await click(get('button', 'Ban and remove'));
    expect(names('heading')).toEqual(['Banning Mallory…']);
    expect(words()).not.toMatch(/\b(banned|accepted)\b/);
  });
});

describe('cancelling', () => {
  it('sends nothing but the cancellation and closes the window', async () => {
    const background = asked();
    await open(background);
    await click(get('button', 'Cancel'));
    expect(background.sent.map(({ type: sent }) => sent)).toEqual(['request.cancel']);
    expect(background.port.closeWindow).toHaveBeenCalledOnce();
  });

  it('goes on to the next request that waits, and leaves the window open', async () => {
    const background = asked();
    const next = waits({ id: OTHER_ID, target: target({ name: 'Trudy' }) });
    background.state = { ...background.state, waiting: [...background.state.waiting, alone(next)] };
    await open(background);
    expect(names('heading')).toEqual(['Several requests are waiting for you']);
    expect(words()).toMatch(/Ban Mallory\?weekly-forum.*Ban Trudy\?weekly-forum/);
    const [show] = all('button');
    if (show) await click(show.element);
    expect(names('heading')).toEqual(['Ban Mallory?']);
    await click(get('button', 'Cancel'));
    expect(names('heading')).toEqual(['Ban Trudy?']);
    expect(document.activeElement).toBe(get('button', 'Cancel'));
    expect(background.port.closeWindow).not.toHaveBeenCalled();
  });

  it('is not undone by an older state that arrives late', async () => {
    const background = asked();
    await openAndSettle(background);
    const before = background.state;
    let late = () => {};
    background.replies['popup.state'] = () =>
      new Promise((resolve) => {
        late = () => resolve(before);
      });
    background.change();
    await pass(0);
    await click(get('button', 'Cancel'));
    late();
    await pass(0);
    expect(names('heading')).toEqual(['Weekly Forum']);
  });
});

describe('the minute', () => {
  it('is never more than a minute, be the clock set back meanwhile', async () => {
    await open(asked());
    vi.setSystemTime(now() - 90_000);
    await pass(1000);
    expect(document.querySelector('[role="timer"]')?.textContent).toBe('Expires in 1:00');
  });

  it('counts down without being spoken', async () => {
    await open(asked());
    const timer = document.querySelector('[role="timer"]');
    expect(timer?.textContent).toBe('Expires in 1:00');
    expect(timer?.getAttribute('aria-live')).toBe('off');
    await pass(18_000);
    expect(timer?.textContent).toBe('Expires in 0:42');
  });

  it('ends with nothing sent and no button that confirms, and can be asked again', async () => {
    const background = asked();
    await open(background);
    await pass(61_000);
    expect(names('button')).not.toContain('Ban and remove');
    expect(names('alert').join(' ')).toContain('Nothing was sent');
    expect(background.sent).toEqual([]);
    await click(get('button', 'Ask again'));
    expect(background.sentOf('request.repeat'), 'a click too soon').toEqual([]);
    await pass(QUIET_MS);
    await click(get('button', 'Ask again'));
    expect(background.sentOf('request.repeat')).toEqual([{ id: ID, base: null }]);
  });

  it('whose record is gone when it is asked for again says so, and not that somebody left', async () => {
    const background = asked();
    background.replies['request.repeat'] = () => ({ ok: false, code: 'no-record' });
    await open(background);
    await pass(61_000);
    await pass(QUIET_MS);
    await click(get('button', 'Ask again'));
    expect(names('alert').join(' ')).toContain('nothing left of this request');
  });

  it('under the finger of the host stays until it can have been read', async () => {
    const background = asked();
    await openAndSettle(background);
    await pass(60_000);
    await click(get('button', 'Done'));
    expect(names('alert').join(' ')).toMatch(/expired.*Nothing was sent/);
    expect(background.port.closeWindow).not.toHaveBeenCalled();
    await pass(QUIET_MS);
    await click(get('button', 'Done'));
    expect(background.port.closeWindow).toHaveBeenCalledOnce();
  });

  it('that the background finds over says the same', async () => {
    const background = asked();
    background.replies['request.confirm'] = () => ({
      ok: false,
      code: 'expired',
      request: alone(waits()),
    });
    await openAndSettle(background);
    background.state = { ...background.state, waiting: [] };
    await click(get('button', 'Ban and remove'));
    expect(names('alert').join(' ')).toMatch(/expired.*Nothing was sent/);
  });
});

describe('warnings', () => {
  it.each<[string, Partial<Action>, RegExp]>([
    ['a moderator', { target: target({ role: 'moderator' }) }, /moderator/],
    ['a shared user ID', { target: target({ sharedBy: 3 }) }, /3 people here/],
    [
      'two of one name, told apart by when they came',
      {
        target: target({ namesakes: 2, joinedAt: Date.UTC(2026, 2, 2, 14, 5) }),
      },
      /Two people here are called .*Mallory.* joined at \d\d:05/,
    ],
    [
      'three of one name',
      { target: target({ namesakes: 3, joinedAt: null }) },
      /3 people here .*Compare/,
    ],
    [
      'characters that deceive',
      { target: target({ name: 'Mal\u202elory' }) },
      /misleading characters/,
    ],
    ['a new name', { changes: ['renamed'] }, /changed their name/],
    ['a return under a new participant ID', { changes: ['rejoined'] }, /new participant ID/],
    ['another user ID', { changes: ['user-id'] }, /user ID has changed/],
    ['a new role', { changes: ['role'] }, /no longer a moderator/],
    ['a departure', { changes: ['gone'] }, /not in this room any more/],
    [
      'F6: a move to another room',
      { target: target({ elsewhere: { room: 'Table 1' } }), changes: ['moved'] },
      /another room of this meeting now \(“\u2068Table 1\u2069”\).* not remove them from there/,
    ],
    [
      'F6: a move to the main room',
      { target: target({ elsewhere: { room: null } }), changes: ['moved'] },
      /the main room of this meeting now/,
    ],
    [
      'F6: being in another room when it was asked for',
      { target: target({ elsewhere: { room: 'B' } }) },
      /another room/,
    ],
    [
      'F1: a ban that would meet the host',
      { kind: 'remove', changes: ['meets-you'] },
      /also ban you.*only removed/,
    ],
    ['F3: a participant ID that joined again', { changes: ['reused'] }, /may be somebody else/],
    [
      'F1: a user ID that others had',
      { target: target({ shared: true }) },
      /Others in this meeting have or had this user ID/,
    ],
    [
      'F1: somebody away whose user ID somebody here has',
      { target: target({ participantId: null, sharedBy: 1 }) },
      /Others in this meeting have or had this user ID/,
    ],
    [
      'F6: a user ID that Jitsi does not tell',
      { target: target({ participantId: null, elsewhere: { room: 'B', assumed: true } }) },
      /Jitsi does not tell who this is/,
    ],
    [
      'F4: a user ID that is no text',
      { target: target({ userId: '1.2345678901235e+17' }) },
      /something other than text.*may reach nobody, or other people/,
    ],
    [
      'F5: another name in the token',
      { target: target({ tokenName: 'Mallory M.' }) },
      /token gives another name, “\u2068Mallory M\.\u2069”/,
    ],
  ])('of %s', async (_, change, expected) => {
    await open(asked(change));
    const notices = [...document.querySelectorAll('.notice')].map(textOf);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatch(expected);
  });

  it('are not given where nothing is odd', async () => {
    await open(asked());
    expect(document.querySelectorAll('.notice')).toHaveLength(0);
  });

  it('of a shared user ID are not given for a removal: it takes one participant', async () => {
    await open(asked({ kind: 'remove', target: target({ sharedBy: 3 }) }));
    expect(document.querySelectorAll('.notice')).toHaveLength(0);
  });

  it('of namesakes come with an id behind the name in the question', async () => {
    await open(asked({ target: target({ namesakes: 2 }) }));
    expect(names('heading')[0]).toMatch(/^Ban Mallory \(.+\)\?$/);
  });
});

describe('a target that changed after the click', () => {
  it('is asked about again: said once, waited for anew, focus on Cancel', async () => {
    const background = asked();
    background.replies['request.confirm'] = () => {
      const changed = waits({ target: target({ name: 'Trudy' }), changes: ['renamed'] });
      background.state = { ...background.state, waiting: [alone(changed)] };
      return { ok: false, code: 'changed', request: alone(changed) };
    };
    await openAndSettle(background);
    await click(get('button', 'Ban and remove'));
    expect(names('heading')).toEqual(['Ban Trudy?']);
    expect(words()).toContain('\u2068Mallory\u2069 is now called \u2068Trudy\u2069.');
    expect(words().match(/Something has changed/g)).toHaveLength(1);
    expect(names('alert')).toHaveLength(1);
    expect(document.activeElement).toBe(get('button', 'Cancel'));
    await click(get('button', 'Ban and remove'));
    expect(background.sentOf('request.confirm')).toHaveLength(1);
    await pass(QUIET_MS);
    await click(get('button', 'Ban and remove'));
    expect(background.sentOf('request.confirm')[1]).toMatchObject({ seen: [{ name: 'Trudy' }] });
  });
});

describe('a user id that was typed', () => {
  const typed = { frame: null, target: target({ participantId: null, name: null }) };

  it('and that a page claims to be the host’s own is warned about, and the host decides', async () => {
    const background = asked(typed);
    background.replies['user-id.is-own'] = () => ({ own: true });
    await openAndSettle(background);
    expect(background.sentOf('user-id.is-own')).toEqual([
      { appId: APP_ID, userId: 'google-oauth2|1140' },
    ]);
    expect(names('alert').join()).toContain('your own user ID');
    await pass(QUIET_MS);
    await click(get('button', 'Ban'));
    expect(background.sentOf('request.confirm')).toHaveLength(1);
  });

  it('is not asked about before it is known whose it is, and then without a warning', async () => {
    const background = asked(typed);
    let answer: (own: { own: boolean }) => void = () => undefined;
    background.replies['user-id.is-own'] = () => new Promise((resolve) => (answer = resolve));
    await openAndSettle(background);
    await click(get('button', 'Ban'));
    expect(background.sentOf('request.confirm')).toEqual([]);
    await act(async () => answer({ own: false }));
    // It is drawn, and then it is quiet.
    await pass(RUN_MS);
    await pass(QUIET_MS);
    expect(words()).not.toMatch(/your own user ID/);
    await click(get('button', 'Ban'));
    expect(background.sentOf('request.confirm')).toHaveLength(1);
  });

  it('in a meeting is not asked about: who is the host there is looked at when it is confirmed', async () => {
    const background = asked();
    await openAndSettle(background);
    expect(background.sentOf('user-id.is-own')).toEqual([]);
  });
});

describe('what cannot be confirmed', () => {
  it.each(['journal-failed', 'other-meeting', 'yourself'] as const)(
    '%s is said at once, as an alert',
    async (code) => {
      const background = asked();
      background.replies['request.confirm'] = () => ({ ok: false, code, request: alone(waits()) });
      await openAndSettle(background);
      await click(get('button', 'Ban and remove'));
      expect(names('alert')).toHaveLength(1);
      expect(names('heading')).toEqual(['Ban Mallory?']);
    },
  );

  it('yourself cannot even be tried twice', async () => {
    const background = asked();
    background.replies['request.confirm'] = () => {
      background.state = { ...background.state, waiting: [] };
      const request = alone(waits({ state: 'cancelled', changes: ['yourself'] }));
      return { ok: false, code: 'yourself', request };
    };
    await openAndSettle(background);
    await click(get('button', 'Ban and remove'));
    expect(background.sentOf('request.confirm')).toHaveLength(1);
    expect(names('button')).toEqual(['Done']);
    expect(names('alert').join()).toContain('This is you');
  });

  it('a background that does not answer leaves the question, and does not claim that nothing was sent', async () => {
    const background = asked();
    background.replies['request.confirm'] = () => Promise.reject(new Error('no background'));
    await openAndSettle(background);
    await click(get('button', 'Ban and remove'));
    expect(names('alert').join(' ')).toMatch(/did not answer/);
    expect(words()).not.toMatch(/nothing was sent/i);
    expect(get('button', 'Ban and remove').getAttribute('aria-disabled')).toBe('false');
  });

  it('without a key: says so, opens the keys and never sends', async () => {
    const background = asked();
    background.state = { ...background.state, keys: [] };
    await openAndSettle(background);
    expect(names('alert').join(' ')).toMatch(/no key for this AppID/);
    await click(get('button', 'Ban and remove'));
    expect(background.sent).toEqual([]);
    await click(get('button', 'Open keys'));
    expect(background.port.openOptions).toHaveBeenCalledWith('#keys');
  });

  it('with a damaged key: does not say that there is none', async () => {
    const background = asked();
    background.state = { ...background.state, keys: [{ ...KEY, state: 'damaged' }] };
    await openAndSettle(background);
    expect(names('alert').join(' ')).toMatch(/cannot be read/);
    expect(words()).not.toMatch(/has no key/);
    expect(get('button', 'Ban and remove').getAttribute('aria-disabled')).toBe('true');
  });
});

describe('locked keys', () => {
  function locked() {
    const background = asked();
    background.state = { ...background.state, keys: [{ ...KEY, state: 'locked' }] };
    const unlock = vi.mocked(background.port.unlock);
    unlock.mockImplementation(async (passphrase) => {
      if (passphrase !== 'a good one') {
        return { ok: false, code: 'wrong-passphrase', waitUntil: null };
      }
      background.state = { ...background.state, keys: [KEY] };
      return null;
    });
    return { background, unlock };
  }

  it('ask for the passphrase, then the question goes on', async () => {
    const { background, unlock } = locked();
    await openAndSettle(background);
    await click(get('button', 'Unlock and ban'));
    expect(background.sent).toEqual([]);
    await pass(5000);
    await type(get('textbox', 'Passphrase'), 'a good one');
    await enter(get('textbox', 'Passphrase'));
    expect(unlock).toHaveBeenCalledWith('a good one');
    expect(background.sent).toEqual([]);
    expect(names('textbox')).toEqual([]);
    expect(names('alert')).toEqual([]);
    await pass(QUIET_MS);
    await click(get('button', 'Ban and remove'));
    expect(background.sentOf('request.confirm')).toHaveLength(1);
  });

  /** The passphrase is typed and “Unlock and ban” pressed as it is meant; `finish` has the keys open. */
  async function opening() {
    const { background, unlock } = locked();
    let finish = () => {};
    unlock.mockImplementation(
      () =>
        new Promise((resolve) => {
          finish = () => {
            background.state = { ...background.state, keys: [KEY] };
            resolve(null);
          };
        }),
    );
    await openAndSettle(background);
    await pass(5000);
    await type(get('textbox', 'Passphrase'), 'a good one');
    await click(get('button', 'Unlock and ban'));
    expect(background.sent).toEqual([]);
    return {
      background,
      finish: async () => {
        await act(async () => finish());
        await pass(0);
      },
    };
  }

  it('are opened by the one button, which then has confirmed what was on the screen', async () => {
    const { background, finish } = await opening();
    await finish();
    expect(background.sentOf('request.confirm')).toMatchObject([
      { id: ID, alsoRemove: true, seen: [{ userId: 'google-oauth2|1140', name: 'Mallory' }] },
    ]);
  });

  it('are opened and no more where something is different by then', async () => {
    const { background, finish } = await opening();
    background.change({
      waiting: [waits({ target: target({ name: 'Trudy' }), changes: ['renamed'] })],
    });
    await pass(0);
    await finish();
    expect(background.sent).toEqual([]);
    expect(names('heading')).toEqual(['Ban Trudy?']);
    expect(document.activeElement).toBe(get('button', 'Cancel'));
    await pass(QUIET_MS);
    await click(get('button', 'Ban and remove'));
    expect(background.sentOf('request.confirm')).toMatchObject([{ seen: [{ name: 'Trudy' }] }]);
  });

  it('are opened and no more where the host chose otherwise meanwhile', async () => {
    const { background, finish } = await opening();
    await click(get('checkbox', 'Also remove from this meeting'));
    await finish();
    expect(background.sent).toEqual([]);
    get('button', 'Ban only');
  });

  it('are opened and no more after Cancel', async () => {
    const { background, finish } = await opening();
    // Nor where nobody hears of it.
    background.replies['request.cancel'] = () => Promise.reject(new Error('no background'));
    await click(get('button', 'Cancel'));
    await finish();
    expect(background.sentOf('request.confirm')).toEqual([]);
  });

  it('that are opened in another window confirm nothing', async () => {
    const { background } = locked();
    await openAndSettle(background);
    await pass(5000);
    await type(get('textbox', 'Passphrase'), 'a good one');
    background.change({ keys: [KEY] });
    await pass(QUIET_MS);
    get('button', 'Ban and remove');
    expect(background.sent).toEqual([]);
  });

  it('are opened and no more by clicks that go on and on, and by a script’s', async () => {
    const { background, unlock } = locked();
    await openAndSettle(background);
    await pass(5000);
    await type(get('textbox', 'Passphrase'), 'a good one');
    await act(async () => pressOn(get('button', 'Unlock and ban'), 2));
    await pass(0);
    expect(unlock).toHaveBeenCalledTimes(1);
    for (let n = 0; n < 20; n += 1) {
      await act(async () => pressOn(get('button', 'Ban and remove')));
      await pass(RUN_MS - 1);
    }
    expect(background.sent).toEqual([]);
  });

  it('take no passphrase while the page that asked could still take what is typed', async () => {
    const { background } = locked();
    await openAndSettle(background);
    const field = get('textbox', 'Passphrase') as HTMLInputElement;
    await pass(5000 - QUIET_MS - 1001);
    expect(field.disabled).toBe(true);
    expect(descriptionOf(field)).toMatch(
      /Opens in 2 seconds, so that the page cannot take what you type/,
    );
    await pass(1001);
    expect(field.disabled).toBe(false);
    expect(descriptionOf(field)).toMatch(/Your keys are locked/);
  });

  it('take it after as long under a clock that is set back meanwhile', async () => {
    const { background } = locked();
    await openAndSettle(background);
    vi.setSystemTime(now() - 3_600_000);
    await pass(5000);
    expect((get('textbox', 'Passphrase') as HTMLInputElement).disabled).toBe(false);
  });

  it('leave the focus on Cancel once they are open', async () => {
    const { background } = locked();
    await openAndSettle(background);
    await pass(5000);
    expect(document.activeElement).toBe(get('textbox', 'Passphrase'));
    await type(get('textbox', 'Passphrase'), 'a good one');
    await enter(get('textbox', 'Passphrase'));
    expect(document.activeElement).toBe(get('button', 'Cancel'));
  });

  it('say beside the field that a passphrase is wrong, and forget what was typed', async () => {
    const { background } = locked();
    await openAndSettle(background);
    await pass(5000);
    const field = get('textbox', 'Passphrase') as HTMLInputElement;
    await type(field, 'a bad one');
    await click(get('button', 'Unlock and ban'));
    expect(field.value).toBe('');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(descriptionOf(field)).toMatch(/Wrong passphrase/);
    expect(names('alert')).toHaveLength(1);
    expect(document.activeElement).toBe(field);
  });

  it('that lock between question and answer ask then, and say nothing old afterwards', async () => {
    const { background } = locked();
    background.state = { ...background.state, keys: [KEY] };
    background.replies['request.confirm'] = () => {
      background.state = { ...background.state, keys: [{ ...KEY, state: 'locked' }] };
      return { ok: false, code: 'locked', request: alone(waits()) };
    };
    await openAndSettle(background);
    await click(get('button', 'Ban and remove'));
    await pass(5000);
    await type(get('textbox', 'Passphrase'), 'a good one');
    await enter(get('textbox', 'Passphrase'));
    expect(names('alert')).toEqual([]);
    expect(words()).not.toMatch(/locked/);
    await pass(QUIET_MS);
    expect(get('button', 'Ban and remove').getAttribute('aria-disabled')).toBe('false');
  });
});

describe('a request that was dealt with elsewhere', () => {
  it('confirmed in another window: shows what became of it', async () => {
    const background = asked();
    await open(background);
    background.change({ waiting: [], recent: [confirmedFrom(waits())] });
    await pass(0);
    expect(names('heading')).toEqual(['Banning Mallory…']);
    expect(names('button')).not.toContain('Ban and remove');
  });

  it('cancelled in another window: says that nothing was sent', async () => {
    const background = asked();
    await open(background);
    background.change({ waiting: [] });
    await pass(0);
    expect(names('alert').join(' ')).toMatch(/cancelled.*Nothing was sent/);
    expect(all('button').map(({ name }) => name)).toEqual(['Done']);
  });
});
