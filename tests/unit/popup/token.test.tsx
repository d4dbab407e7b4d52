import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { QUIET_MS, RUN_MS } from '~/components/ui/guard';
import { tokenRefusalLabel } from '~/components/ui/labels/token';
import { TOKEN_REFUSALS, type TokenRefusal } from '~/utils/jaas/token-refusal';
import type { PopupState, ResponseOf } from '~/utils/messages/protocol';
import { APP_ID, ID, target } from '../actions/samples';
import { pressOn } from '../press';
import { FakeBackground, KEY, meeting, OTHER_ID, waits } from './fake-port';
import { all, click, get, names, open, openAndSettle, pass, words } from './page';

type Answer = ResponseOf<'token.prepare'>;

const HOST = 'app.example.com';
const SIGN_IN = `Sign in at ${HOST}`;
const AGAIN = `Ask ${HOST} again`;
const SERVICE: PopupState['keys'][number] = {
  appId: APP_ID,
  label: 'Town hall',
  state: 'ready',
  service: HOST,
};

/** A question that a token service signs for. `answer` is what it says when it is asked silently. */
function asked(answer: Answer | Promise<Answer> = { ok: true }) {
  const background = new FakeBackground({
    meetings: [meeting()],
    inThisTab: 1,
    waiting: [waits()],
    keys: [SERVICE],
  });
  background.replies['token.prepare'] = () => answer;
  return background;
}

/** An answer that comes when it is told to. */
function held() {
  let answer = (_: Answer): void => undefined;
  const promise = new Promise<Answer>((resolve) => {
    answer = resolve;
  });
  return { promise, answer };
}

const refused = (why: TokenRefusal): Answer => ({ ok: false, why });
const isBlocked = () => get('button', 'Ban and remove').getAttribute('aria-disabled') === 'true';

describe('a question that a token service signs for', () => {
  it('has its token asked for as soon as it is shown, once', async () => {
    const background = asked();
    await openAndSettle(background);
    expect(background.sentOf('token.prepare')).toEqual([{ id: ID }]);
    background.change();
    await pass(1000);
    expect(background.sentOf('token.prepare')).toHaveLength(1);
  });

  it('cannot be confirmed before its token is there, and says what it waits for', async () => {
    const { promise, answer } = held();
    const background = asked(promise);
    await openAndSettle(background);
    expect(words()).toContain(`Asking ${HOST} whether you may do this…`);
    expect(isBlocked()).toBe(true);
    await click(get('button', 'Ban and remove'));
    expect(background.sentOf('request.confirm')).toEqual([]);
    await act(async () => answer({ ok: true }));
    await pass(QUIET_MS);
    expect(words()).toContain(`Signed by the token service of ${HOST}.`);
    expect(isBlocked()).toBe(false);
    await click(get('button', 'Ban and remove'));
    expect(background.sentOf('request.confirm')).toHaveLength(1);
  });

  it('can be cancelled while its token is asked for', async () => {
    const background = asked(new Promise<Answer>(() => undefined));
    await openAndSettle(background);
    await click(get('button', 'Cancel'));
    expect(background.sentOf('request.cancel')).toHaveLength(1);
  });

  it.each(TOKEN_REFUSALS)(
    'that has no token (%s) says why, and cannot be confirmed',
    async (why) => {
      const background = asked(refused(why));
      await openAndSettle(background);
      expect(names('alert').join()).toContain(tokenRefusalLabel(why));
      expect(words()).not.toContain('Signed by');
      expect(isBlocked()).toBe(true);
      await click(get('button', 'Ban and remove'));
      expect(background.sentOf('request.confirm')).toEqual([]);
    },
  );

  it.each(TOKEN_REFUSALS)('offers one way on after %s', async (why) => {
    await openAndSettle(asked(refused(why)));
    const helps: TokenRefusal[] = ['signed-out', 'dismissed', 'no-redirect', 'no-permission'];
    const [offered, other] = helps.includes(why) ? [SIGN_IN, AGAIN] : [AGAIN, SIGN_IN];
    get('button', offered);
    expect(names('button')).not.toContain(other);
  });

  it('says that the background gave no answer, and asks once more on demand', async () => {
    const background = asked();
    background.replies['token.prepare'] = () => Promise.reject(new Error('stopped'));
    await openAndSettle(background);
    expect(words()).toContain(tokenRefusalLabel('no-answer'));
    background.replies['token.prepare'] = () => ({ ok: true });
    await click(get('button', AGAIN));
    expect(background.sentOf('token.prepare')).toHaveLength(2);
    await pass(QUIET_MS);
    expect(isBlocked()).toBe(false);
  });

  it('knows nothing of what an earlier question was answered', async () => {
    const { promise, answer } = held();
    const background = asked(promise);
    const trudy = waits({ id: OTHER_ID, target: target({ name: 'Trudy' }) });
    background.change({ waiting: [waits(), trudy] });
    await open(background);
    const [show] = all('button');
    if (show) await click(show.element);
    expect(names('heading')).toEqual(['Ban Mallory?']);
    background.replies['token.prepare'] = () => refused('not-allowed');
    await click(get('button', 'Cancel'));
    expect(names('heading')).toEqual(['Ban Trudy?']);
    expect(background.sentOf('token.prepare')).toEqual([{ id: ID }, { id: OTHER_ID }]);
    await act(async () => answer({ ok: true }));
    await pass(QUIET_MS);
    expect(words()).toContain(tokenRefusalLabel('not-allowed'));
    expect(isBlocked()).toBe(true);
  });

  it('asks for another token where another service signs meanwhile, and waits for that one', async () => {
    const background = asked();
    await openAndSettle(background);
    const { promise, answer } = held();
    background.replies['token.prepare'] = () => promise;
    background.change({ keys: [{ ...SERVICE, service: 'new.example.com' }] });
    await pass(QUIET_MS);
    expect(words()).toContain('Asking new.example.com');
    expect(isBlocked()).toBe(true);
    await act(async () => answer({ ok: true }));
    await pass(QUIET_MS);
    expect(isBlocked()).toBe(false);
  });

  it('asks nothing where a key signs', async () => {
    const background = asked();
    background.change({ keys: [KEY] });
    await openAndSettle(background);
    expect(background.sentOf('token.prepare')).toEqual([]);
    expect(words()).not.toMatch(/token service|Asking/);
    expect(isBlocked()).toBe(false);
  });

  it('asks nothing where another AppID’s service signs', async () => {
    const background = asked();
    const other = { ...SERVICE, appId: `${APP_ID}f` as typeof APP_ID };
    background.change({ keys: [other, KEY] });
    await openAndSettle(background);
    expect(background.sentOf('token.prepare')).toEqual([]);
  });
});

describe('signing in', () => {
  it('asks the browser inside the click, and has the login opened then', async () => {
    const background = asked(refused('no-permission'));
    background.replies['token.sign-in'] = () => ({ ok: true });
    const { promise, answer } = heldYes();
    vi.mocked(background.port.allowSignIn).mockReturnValue(promise);
    await openAndSettle(background);
    expect(background.port.allowSignIn).not.toHaveBeenCalled();
    await pass(RUN_MS);
    const button = get('button', SIGN_IN);
    pressOn(button);
    expect(background.port.allowSignIn, 'before anything is waited for').toHaveBeenCalledOnce();
    expect(background.sentOf('token.sign-in'), 'not before the browser has said yes').toEqual([]);
    await act(async () => answer(true));
    await pass(QUIET_MS);
    expect(background.sentOf('token.sign-in')).toEqual([{ id: ID }]);
    expect(isBlocked()).toBe(false);
  });

  it('opens nothing where the browser says no', async () => {
    const background = asked(refused('signed-out'));
    vi.mocked(background.port.allowSignIn).mockResolvedValue(false);
    await openAndSettle(background);
    await click(get('button', SIGN_IN));
    expect(background.sentOf('token.sign-in')).toEqual([]);
    expect(words()).toContain(tokenRefusalLabel('no-permission'));
    get('button', SIGN_IN);
  });

  it('takes away the button while the login is open, so that it is opened once', async () => {
    const { promise, answer } = held();
    const background = asked(refused('signed-out'));
    background.replies['token.sign-in'] = () => promise;
    await openAndSettle(background);
    await click(get('button', SIGN_IN));
    expect(names('button')).not.toContain(SIGN_IN);
    expect(isBlocked()).toBe(true);
    await act(async () => answer(refused('dismissed')));
    await pass(0);
    expect(words()).toContain(tokenRefusalLabel('dismissed'));
    get('button', SIGN_IN);
  });

  it('is not overtaken by an answer from before', async () => {
    const before = held();
    const background = asked(refused('service-error'));
    await openAndSettle(background);
    background.replies['token.prepare'] = () => before.promise;
    await click(get('button', AGAIN));
    background.change({ keys: [{ ...SERVICE, service: 'new.example.com' }] });
    background.replies['token.prepare'] = () => refused('not-allowed');
    await pass(QUIET_MS);
    await pass(0);
    expect(words()).toContain(tokenRefusalLabel('not-allowed'));
    await act(async () => before.answer({ ok: true }));
    await pass(QUIET_MS);
    expect(words()).toContain(tokenRefusalLabel('not-allowed'));
    expect(isBlocked()).toBe(true);
  });

  it('may take longer than the question’s minute, where the background gives it more', async () => {
    const background = asked(refused('signed-out'));
    background.replies['token.sign-in'] = () => new Promise<Answer>(() => undefined);
    await openAndSettle(background);
    await click(get('button', SIGN_IN));
    const waiting = waits();
    background.change({ waiting: [{ ...waiting, expiresAt: waiting.expiresAt + 240_000 }] });
    await pass(120_000);
    expect(names('heading')).toEqual(['Ban Mallory?']);
    expect(words()).toContain('Expires in 1:00');
  });
});

/** What the person answers the browser, when they do. */
function heldYes() {
  let answer = (_: boolean): void => undefined;
  const promise = new Promise<boolean>((resolve) => {
    answer = resolve;
  });
  return { promise, answer };
}
