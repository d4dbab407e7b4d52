import { describe, expect, it } from 'vitest';
import { QUIET_MS } from '~/components/ui/guard';
import { APP_ID } from '~/tests/unit/actions/samples';
import { appIdSchema } from '~/utils/borders/schemas';
import type { Action } from '~/utils/journal/action';
import {
  alone,
  confirmedFrom,
  FakeBackground,
  KEY,
  meeting,
  now,
  TOKEN_BAN_ID,
  waits,
} from './fake-port';
import { click, descriptionOf, enter, get, names, open, pass, type, words } from './page';

const OTHER_APP = appIdSchema.parse(`vpaas-magic-cookie-${'99aa'.repeat(8)}`);

async function openForm(button: string, background = new FakeBackground()) {
  await open(background);
  await click(get('button', button));
  return background;
}

describe('Ban by user ID…', () => {
  it('stages the ban of exactly what was typed, for the AppID of the key', async () => {
    const background = await openForm('Ban by user ID…');
    await type(get('textbox', 'User ID'), ' a/b ');
    await enter(get('textbox', 'User ID'));
    expect(background.sentOf('request.stage')).toEqual([
      { kind: 'ban', appId: APP_ID, userId: ' a/b ' },
    ]);
    expect(names('heading')).toEqual(['Ban Mallory?']);
  });

  it('starts with the AppID of the meeting on the screen, and lets another be chosen', async () => {
    const keys = [{ appId: OTHER_APP, label: 'Town hall', state: 'ready' as const }, KEY];
    const background = new FakeBackground({ meetings: [meeting()], inThisTab: 1, keys });
    await openForm('Ban by user ID…', background);
    const select = document.querySelector('select');
    expect(select?.value).toBe(APP_ID);
    if (select) {
      select.value = OTHER_APP;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    }
    await type(get('textbox', 'User ID'), 'u-1');
    await click(get('button', 'Next'));
    expect(background.sentOf('request.stage')).toMatchObject([{ appId: OTHER_APP }]);
  });

  it.each([
    ['', /Enter a user ID/],
    ['   ', /Enter a user ID/],
    ['.', /cannot be sent as a user ID/],
    ['..', /cannot be sent as a user ID/],
    ['a\ud800', /half a character/],
    ['x'.repeat(3000), /too long/],
    [`Bearer ${token()}`, /is a token, not a user ID/],
  ])('refuses %j beside the field, and sends nothing', async (text, why) => {
    const background = await openForm('Ban by user ID…');
    const field = get('textbox', 'User ID');
    await type(field, text);
    await click(get('button', 'Next'));
    expect(descriptionOf(field)).toMatch(why);
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(background.sent).toEqual([]);
    await type(field, 'u-1');
    expect(field.getAttribute('aria-invalid')).toBeNull();
  });

  it('shows what of an id cannot be seen, before anything goes on', async () => {
    await openForm('Ban by user ID…');
    await type(get('textbox', 'User ID'), 'u-1');
    expect(names('status').join(' ')).not.toContain('u-1');
    await type(get('textbox', 'User ID'), ' u-1\u200b');
    expect(names('status').join(' ')).toContain('The ban will name exactly ⟨U+0020⟩u-1⟨U+200B⟩');
  });

  it.each([
    ['f0aa9e1e', /looks like a participant ID.*would reach nobody/],
    ['1.2345678901235e+17', /made of something other than text.*may reach nobody, or other people/],
  ])('warns of %s, which may be nobody’s user ID, and lets the host go on', async (id, why) => {
    const background = await openForm('Ban by user ID…');
    await type(get('textbox', 'User ID'), 'auth0|5f7c');
    expect(names('status').join(' ')).not.toMatch(why);
    await type(get('textbox', 'User ID'), id);
    expect(names('status').join(' ')).toMatch(why);
    await click(get('button', 'Next'));
    expect(background.sentOf('request.stage')).toMatchObject([{ userId: id }]);
  });

  it('says that a request waits, and does not take the form away', async () => {
    const background = await openForm('Ban by user ID…');
    background.change({ waiting: [waits()] });
    await pass(0);
    expect(names('status').join(' ')).toContain('A request is waiting for you.');
    await click(get('button', 'Show it'));
    expect(names('heading')).toEqual(['Ban Mallory?']);
  });
});

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function token(claims: object = {}): string {
  const user = { id: 'auth0|5f7c', name: 'Mal\u202elory' };
  const body = { sub: APP_ID, room: '*', context: { user }, ...claims };
  return `${encoded({ alg: 'RS256' })}.${encoded(body)}.c2lnbmF0dXJl`;
}

/** Pastes a token and goes on to the question. */
async function asked(text = token(), background = new FakeBackground()) {
  await openForm('Ban a token…', background);
  await type(get('textbox', 'Token'), text);
  await click(get('button', 'Next'));
  return background;
}

describe('Ban a token…', () => {
  it('shows at once whose it is, the name made safe, and when it expires', async () => {
    await openForm('Ban a token…');
    const exp = Math.floor(now() / 1000) + 3600;
    await type(get('textbox', 'Token'), `https://8x8.vc/${APP_ID}/forum?jwt=${token({ exp })}`);
    expect(names('status').join(' ')).toMatch(/auth0\|5f7c.*every room.*2026/);
    expect(words()).toContain('Mal⟨U+202E⟩lory');
    expect(words()).not.toContain('expired');
  });

  it('says of an expired token that it is one', async () => {
    await openForm('Ban a token…');
    await type(get('textbox', 'Token'), token({ exp: 1_000_000 }));
    expect(words()).toMatch(/already expired/);
  });

  it('shows the digits of an id that is a number, and warns that it is no text', async () => {
    await openForm('Ban a token…');
    const claims = JSON.stringify({ sub: APP_ID, context: { user: { id: 0 } } });
    const body = Buffer.from(claims.replace('"id":0', '"id":9007199254740993')).toString(
      'base64url',
    );
    await type(get('textbox', 'Token'), `${encoded({ alg: 'RS256' })}.${body}.c2lnbmF0dXJl`);
    expect(words()).toContain('9007199254740993');
    expect(names('status').join(' ')).toMatch(/user ID in this token is not text/);
    await click(get('button', 'Next'));
    expect(words()).toMatch(/user ID in this token is not text/);
    await click(get('button', 'Cancel'));
    await click(get('button', 'Ban a token…'));
    await type(get('textbox', 'Token'), token());
    expect(words()).not.toMatch(/is not text/);
  });

  it.each([
    [{ exp: now() }, /Expires this token's end cannot be read/],
    [{ exp: 'soon' }, /Expires this token's end cannot be read/],
    [{}, /Expires never/],
  ])('shows no made-up end (%#)', async (claims, shown) => {
    await openForm('Ban a token…');
    await type(get('textbox', 'Token'), token(claims));
    expect(words().replace('Expires', 'Expires ').replace(/ {2,}/g, ' ')).toMatch(shown);
  });

  it('warns where the end of a token may have been cut off', async () => {
    await openForm('Ban a token…');
    const whole = `${token().split('.').slice(0, 2).join('.')}.${'A'.repeat(342)}`;
    await type(get('textbox', 'Token'), whole);
    expect(words()).not.toMatch(/does not look complete/);
    await type(get('textbox', 'Token'), whole.slice(0, -2));
    expect(words()).toMatch(/does not look complete/);
    await click(get('button', 'Next'));
    expect(words()).toMatch(/does not look complete/);
  });

  it('refuses two tokens, and shows whose they are but neither of them', async () => {
    const other = token({ context: { user: { id: 'u-2', name: 'Eve' } } });
    const background = await asked(`${token()}\n${other}`);
    const why = descriptionOf(get('textbox', 'Token'));
    expect(why).toMatch(/more than one token/);
    expect(why).toContain('Mal⟨U+202E⟩lory');
    expect(why).toContain('u-2');
    expect(why).not.toContain('eyJ');
    expect(background.sent).toEqual([]);
  });

  it.each([
    ['hello', /not a token/],
    [token({ sub: 'somebody' }), /names no AppID/],
    [token({ sub: OTHER_APP }), new RegExp(`${OTHER_APP}.*no key`)],
  ])('refuses beside the field what it cannot ban (%#)', async (text, why) => {
    const background = await asked(text);
    const field = get('textbox', 'Token');
    expect(descriptionOf(field)).toMatch(why);
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(background.sent).toEqual([]);
  });

  it('says nothing against an empty field before something was tried', async () => {
    await openForm('Ban a token…');
    expect(names('alert')).toEqual([]);
    await click(get('button', 'Next'));
    expect(names('alert').join(' ')).toMatch(/Paste a token/);
  });

  it('asks before it sends, with the focus on Cancel and the token nowhere', async () => {
    const background = await asked();
    expect(names('heading')).toEqual(['Ban this token?']);
    expect(document.activeElement).toBe(get('button', 'Cancel'));
    expect(document.body.innerHTML).not.toContain(token());
    expect(background.sentOf('token.ban')).toEqual([]);
  });

  it('sends one ban for a double click, with what was shown', async () => {
    const background = await asked();
    const done: Action = { ...confirmedFrom(waits({ kind: 'ban-token', target: null })) };
    background.replies['token.ban'] = () => ({ ok: true, request: alone(done) });
    await click(get('button', 'Add a note'));
    await type(get('textbox', 'Private note'), 'leaked');
    await pass(QUIET_MS);
    const ban = get('button', 'Ban this token');
    ban.click();
    await click(ban);
    expect(background.sentOf('token.ban')).toEqual([
      {
        id: TOKEN_BAN_ID,
        appId: APP_ID,
        token: token(),
        facts: { userId: 'auth0|5f7c', userName: 'Mal\u202elory', room: '*', expiresAt: null },
        note: 'leaked',
        base: null,
      },
    ]);
    expect(document.body.innerHTML).not.toContain(token());
  });

  it('is told when it is refused, and can be tried again under the same id', async () => {
    const background = await asked();
    background.replies['token.ban'] = () => ({ ok: false, code: 'journal-failed', request: null });
    await pass(QUIET_MS);
    await click(get('button', 'Ban this token'));
    expect(names('alert').join(' ')).toMatch(/sends nothing/);
    await click(get('button', 'Ban this token'));
    const ids = background.sentOf('token.ban').map((sent) => (sent as { id: string }).id);
    expect(ids).toEqual([TOKEN_BAN_ID, TOKEN_BAN_ID]);
  });

  it('forgets the token when it is left', async () => {
    await asked();
    await click(get('button', 'Cancel'));
    await click(get('button', 'Ban a token…'));
    expect((get('textbox', 'Token') as HTMLTextAreaElement).value).toBe('');
  });
});

describe('End a meeting by name…', () => {
  const LINK = `https://8x8.vc/${APP_ID}/Standup`;

  it('finds the meeting in an invitation that was pasted whole, and asks about that one', async () => {
    const background = await openForm('End a meeting by name…');
    const field = get('textbox', 'Meeting name or link');
    await type(field, `Hi,\n\njoin here: <${LINK}?lang=de>\nor by phone: +1 512 647 1431\n\nAnn`);
    expect(names('status').join(' ')).toContain('JaaS knows this meeting as: standup');
    await enter(field);
    expect(background.sentOf('request.stage')).toEqual([
      { kind: 'end-by-name', meeting: { appId: APP_ID, room: 'Standup' } },
    ]);
  });

  it('names the AppID of a link where there are keys of several', async () => {
    const keys = [{ appId: OTHER_APP, label: 'Town hall', state: 'ready' as const }, KEY];
    await openForm('End a meeting by name…', new FakeBackground({ keys }));
    await type(get('textbox', 'Meeting name or link'), LINK);
    expect(names('status').join(' ')).toMatch(/AppID: vpaas-magic-cookie-/);
  });

  it('tells two meetings of one name by their AppIDs', async () => {
    await openForm('End a meeting by name…');
    const field = get('textbox', 'Meeting name or link');
    await type(field, `${LINK}\nhttps://8x8.vc/${OTHER_APP}/Standup`);
    expect(descriptionOf(field)).toContain(`standup · ${APP_ID}`);
    expect(descriptionOf(field)).toContain(`standup · ${OTHER_APP}`);
  });

  it.each([
    [`${LINK} https://8x8.vc/${APP_ID}/Retro`, ['standup', 'retro']],
    [`${LINK} Retro`, ['standup', 'standup retro']],
    ['Stand\u200bup', ['standup', 'stand⟨U+200B⟩up']],
  ])('refuses %j, and shows what it can be read as', async (text, found) => {
    const background = await openForm('End a meeting by name…');
    const field = get('textbox', 'Meeting name or link');
    await type(field, text);
    await click(get('button', 'Next'));
    const why = descriptionOf(field);
    expect(why).toMatch(/more than one meeting/);
    for (const one of found) expect(why).toContain(one);
    expect(background.sent).toEqual([]);
    expect(document.activeElement).toBe(field);
  });

  it('never shows one picture for two rooms', async () => {
    await openForm('End a meeting by name…');
    const shown: string[] = [];
    for (const typed of ['its', 'it%27s', 'its%E2%80%8B', 'its%20', 'its%E3%85%A4']) {
      await type(get('textbox', 'Meeting name or link'), typed);
      shown.push(names('status').join(' '));
    }
    expect(new Set(shown).size).toBe(5);
  });
});
