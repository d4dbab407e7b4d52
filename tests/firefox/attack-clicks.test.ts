import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { QUIET_MS } from '~/components/ui/guard';
import { cancelAll, sending, waitingActions } from '~/tests/e2e/support/attacks';
import { certainly } from '~/tests/e2e/support/wait';
import { type AttackedFirefox, startAttackedFirefox } from './support/attacked';
import type { NodeRef } from './support/bidi';
import type { FirefoxPage, Step } from './support/page';
import { asContentScript, TAKEN_OVER } from './support/taken-over';
import type { FirefoxWorld } from './support/world';

let attacked: AttackedFirefox;
let world: FirefoxWorld;
let own: FirefoxPage;

beforeAll(async () => {
  attacked = await startAttackedFirefox(TAKEN_OVER);
  ({ world, own } = attacked);
});
afterEach(() => cancelAll(own));
afterAll(() => world?.stop());

/** How long somebody clicks or holds a key: longer than a question needs to be quiet. */
const ON_AND_ON_MS = 4 * QUIET_MS;

/** Two presses further apart than this may count as a rest, in milliseconds. */
const REST_MS = QUIET_MS - 100;

interface Asked {
  readonly userId: string;
  readonly page: FirefoxPage;
  readonly popup: FirefoxPage;
  readonly yes: NodeRef;
}

let people = 0;

/** A question on the screen, about somebody whom no other test asks about. */
async function asked(): Promise<Asked> {
  people += 1;
  const name = `Mallory ${people}`;
  const userId = `auth0|${people}`;
  const { page } = await world.joinMeeting(attacked.key.appId, [{ name, userId }]);
  await page.click('button', `Ban ${name}`);
  const popup = await world.openGavel('popup.html');
  await popup.find('heading', `Ban ${name}?`);
  const yes = await popup.find('button', 'Ban and remove');
  return { userId, page, popup, yes };
}

/** Whom JaaS was asked to ban. */
async function banned(): Promise<(string | undefined)[]> {
  const bans = (await world.sent(own)).filter(({ operation }) => operation === 'BAN_USER');
  return bans.map(({ userId }) => userId);
}

interface Watched {
  presses: number[];
  blurs: number;
}

/**
 * Brings the question to the front, has it begin to be quiet in this moment, as when its window
 * gets the focus, and has the page note when it is clicked, or a key goes down in it. Without the focus it
 * could not be answered at all, and nothing would be shown.
 */
async function beginAnew(popup: FirefoxPage): Promise<void> {
  const isInFront = () =>
    popup.evaluate(() => {
      const scope = globalThis as unknown as Watched & Views;
      for (const view of scope.browser.extension.getViews({ type: 'popup' })) view.close();
      if (!document.hasFocus()) return false;
      scope.blurs = 0;
      scope.presses = [performance.now()];
      for (const type of ['click', 'keydown']) {
        addEventListener(type, () => scope.presses.push(performance.now()), { capture: true });
      }
      addEventListener('blur', ({ target }) => {
        if (target === globalThis) scope.blurs += 1;
      });
      dispatchEvent(new Event('focus'));
      return true;
    });
  await certainly(async () => {
    if (await isInFront()) return true;
    await popup.activate();
    return false;
  }, 'the question has the focus');
}

interface Views {
  readonly browser: { readonly extension: { getViews(filter: object): Window[] } };
}

/** Whether it was pressed all the time, and could have been answered all the time. */
async function wasPressedOnAndOn(popup: FirefoxPage): Promise<boolean> {
  const { presses, blurs } = await popup.evaluate(() => {
    const { presses: times, blurs: lost } = globalThis as unknown as Watched;
    return { presses: times, blurs: lost };
  });
  expect(presses.length).toBeGreaterThan(5);
  const rests = presses.slice(1).map((time, n) => time - (presses[n] ?? 0));
  return blurs === 0 && Math.max(...rests) < REST_MS;
}

/**
 * Does something on and on at a question's yes, and then rests. Where the machine stood still for
 * as long as a rest takes, a press may have been one by itself: then another question is asked.
 */
async function onAndOn(act: (question: Asked) => Promise<void>): Promise<void> {
  for (;;) {
    const question = await asked();
    const { popup, page, userId } = question;
    await popup.focus(question.yes);
    await beginAnew(popup);
    await act(question);
    const isShown = await wasPressedOnAndOn(popup);
    if (isShown) {
      expect(await banned()).not.toContain(userId);
      expect(await popup.has('heading', `Ban Mallory ${people}?`)).toBe(true);
      // The same button, after a rest.
      await popup.click('button', 'Ban and remove');
      await popup.reads(/JaaS accepted the ban/);
      expect(await banned()).toContain(userId);
    }
    await world.close(popup);
    await world.close(page);
    if (isShown) return;
  }
}

/** As often as it takes to go on for long enough. */
const times = (everyMs: number) => Math.ceil(ON_AND_ON_MS / everyMs);

describe('a host who clicks something else when the question comes up, in Firefox', () => {
  it.each([60, 150, 400])(
    'confirms nothing by a click every %i ms at its button, and then by one after a rest',
    async (everyMs) => {
      await onAndOn(({ popup, yes }) => popup.clickAt(yes, times(everyMs), everyMs));
    },
  );

  it('confirms nothing by Enter held down on its button, and then by a click after a rest', async () => {
    await onAndOn(async ({ popup }) => {
      // Every further press of a key that is down is a repetition.
      const again: Step[] = [
        { type: 'keyDown', value: ENTER },
        { type: 'pause', duration: 40 },
      ];
      const held = Array.from({ length: times(40) }, () => again).flat();
      await popup.press([...held, { type: 'keyUp', value: ENTER }]);
    });
  });
});

/** Enter, as WebDriver writes it. */
const ENTER = '\uE007';

interface Moments {
  closedAt: number;
  clickedAt: number;
}

/** Has the page note when its question goes, and when it is clicked first after that or before. */
async function noteMoments(popup: FirefoxPage): Promise<void> {
  await popup.evaluate(() => {
    const scope = globalThis as unknown as Moments;
    scope.closedAt = 0;
    scope.clickedAt = 0;
    const look = () => {
      const isClosed = /Something newer/.test(document.body.textContent ?? '');
      if (isClosed && scope.closedAt === 0) scope.closedAt = performance.now();
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true });
    const note = () => {
      scope.clickedAt ||= performance.now();
    };
    addEventListener('pointerdown', note, { capture: true });
  });
}

/** Whether the click came when the question had just gone: later, it is one that was meant for what is there. */
async function clickedJustThen(popup: FirefoxPage): Promise<boolean> {
  const { closedAt, clickedAt } = await popup.evaluate(() => {
    const { closedAt: closed, clickedAt: clicked } = globalThis as unknown as Moments;
    return { closedAt: closed, clickedAt: clicked };
  });
  return clickedAt >= closedAt && clickedAt - closedAt < REST_MS;
}

describe('a page that asks for something else while the host reads, in Firefox', () => {
  it('has the question closed with the reason, and a click in its place confirms nothing', async () => {
    for (let isJustThen = false; !isJustThen; ) {
      const { page, popup, yes, userId } = await asked();
      const before = await banned();
      await popup.ready('button', 'Ban and remove');
      const place = await popup.placeOf(yes);
      await noteMoments(popup);
      const target = { participantId: null, userId: 'auth0|victim', name: 'Victim', role: null };
      const ask = { type: 'panel.ask', payload: { kind: 'ban', targets: [target] } };
      // Where the button is now, or was: the host had its finger on it.
      const click: Step[] = [
        { type: 'pointerMove', ...place },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ];
      // On the way at the same time: between two commands there may lie more than a second.
      const first = [{ type: 'pause', duration: 300 } as const, ...click];
      await Promise.all([asContentScript(page)(sending([ask])), popup.point(first)]);
      isJustThen = await clickedJustThen(popup);
      if (isJustThen) {
        await popup.reads(/Something newer was requested in the same meeting/);
        expect(await popup.has('button', 'Ban and remove')).toBe(false);
        await popup.point([...click, { type: 'pause', duration: QUIET_MS }, ...click]);
        expect(await banned()).toEqual(before);
        expect(before).not.toContain(userId);
        const waiting = await waitingActions(own);
        expect(waiting.map(({ target: one }) => one?.name)).toEqual(['Victim']);
      }
      await world.close(popup);
      await world.close(page);
      await cancelAll(own);
    }
  });
});
