import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { World } from '~/tests/e2e/support/open-world';
import { CLICKABLE, COVERING, HOST, SCRIPTED, TAMPERING, TINT, UNCOVER } from './attacks/pages';
import { type AttackedWorld, MALLORY, startAttackedWorld } from './support/attacked-world';
import { cancelAll, waitingActions } from './support/attacks';
import type { HostKey } from './support/host-key';
import type { OptionsPage } from './support/options-page';
import type { MeetingPage } from './support/panel';
import { certainly } from './support/wait';

let attacked: AttackedWorld;
let world: World;
let key: HostKey;
let options: OptionsPage;

const LABEL = 'Zebra crossing';

beforeAll(async () => {
  attacked = await startAttackedWorld(LABEL);
  ({ world, key, options } = attacked);
});
// Whatever any page of this file did: nobody confirmed, so nothing was sent.
afterAll(() => attacked?.end());

/** A meeting that the host has joined, with the card open. */
async function meeting(): Promise<MeetingPage> {
  const page = await attacked.meeting();
  await page.page.evaluate(HOST);
  return page;
}

afterEach(() => cancelAll(options.page));

/**
 * Nothing was asked for in this page but what the host clicks now. Its messages arrive in the order in
 * which they were sent: what was asked for before that click would be there by now.
 */
async function nothingWasAsked(page: MeetingPage): Promise<void> {
  expect(world.gavel.isPopupOpen()).toBe(false);
  await page.panel.remove('Mallory');
  const popup = await world.gavel.popup();
  await popup.find('heading', 'Remove Mallory?');
  const waiting = await waitingActions(options.page);
  expect(waiting.map(({ kind }) => kind)).toEqual(['remove']);
  await popup.cancel();
  await popup.close();
}

/** Opens the popup over this page and waits until it says this. */
async function popupReads(page: MeetingPage, wanted: RegExp): Promise<void> {
  const popup = await world.gavel.openToolbarPopup(page);
  await popup.reads(wanted);
  await popup.close();
}

describe('a page that works on the panel’s host', () => {
  // Several on one page, but no more than Gavel puts right there.
  it.each([TAMPERING.slice(0, 4), TAMPERING.slice(4)])(
    'finds it put right, and in use: %j',
    async (...attacks) => {
      const page = await meeting();
      for (const [what, code] of attacks) {
        await page.page.evaluate(`(() => { ${code} })()`);
        const isMended = async () =>
          (await page.page.evaluate(
            '(() => { const h = host(); return h?.parentNode === document.documentElement && h.attributes.length === 1; })()',
          )) === true;
        await certainly(isMended, `after a page that ${what}, the panel is put right`);
      }
      await page.panel.ban('Mallory');
      const popup = await world.gavel.popup();
      expect(await popup.question()).toBe('Ban Mallory?');
      await popup.close();
      await page.close();
    },
  );

  it('F24: gives it attributes without end, as dark themes and blockers do, takes nothing away', async () => {
    const page = await meeting();
    for (let time = 0; time < 20; time += 1) {
      await page.page.evaluate(`(() => {
        const { style, dataset } = host();
        dataset.darkreaderInlineBgcolor = '${time}';
        style.setProperty('--darkreader-inline-bgcolor', 'rgb(0, 0, ${time})');
        style.setProperty('display', 'block', 'important');
        host().setAttribute('data-abp-${time}', '');
      })()`);
    }
    await page.panel.ban('Mallory');
    const popup = await world.gavel.popup();
    expect(await popup.question()).toBe('Ban Mallory?');
    expect(await popup.text()).not.toContain('keeps removing');
    await popup.close();
    await page.close();
  });

  it('removes it for ever is told of in Gavel’s own window', async () => {
    const page = await meeting();
    await page.page.evaluate(`globalThis.put = 0;
      const own = host();
      new MutationObserver(() => { if (own.isConnected) { put += 1; own.remove(); } })
        .observe(document.documentElement, { childList: true });
      own.remove();`);
    await popupReads(page, /keeps removing Gavel's panel/);
    // Bounded: the page was not kept busy.
    expect(await page.page.evaluate('put')).toBeLessThanOrEqual(5);
    await page.close();
  });

  it('clones it gets an empty element', async () => {
    const page = await meeting();
    const clone = await page.page.evaluate(
      '(() => { const c = host().cloneNode(true); document.body.append(c); return [c.shadowRoot, c.childNodes.length, c.textContent]; })()',
    );
    expect(clone).toEqual([null, 0, '']);
    await page.panel.row('Mallory');
    await page.close();
  });

  it('clicks and types on it by script reaches no button', async () => {
    const page = await meeting();
    await page.page.evaluate(SCRIPTED);
    await page.panel.row('Mallory');
    expect(await page.text()).not.toContain('Waiting for your confirmation');
    await nothingWasAsked(page);
    await page.close();
  });

  it('takes the focus away while the host types gets no key of the confirmation', async () => {
    const page = await meeting();
    await page.click('searchbox', 'Search participants');
    await page.page.evaluate(`const field = document.body.appendChild(document.createElement('input'));
      globalThis.heard = [];
      field.addEventListener('keydown', ({ key }) => heard.push(key));
      globalThis.thief = setInterval(() => field.focus(), 5);`);
    await page.page.keyboard.type('Mal', { delay: 20 });
    await page.page.keyboard.press('Enter');
    await page.page.evaluate('clearInterval(thief)');
    await nothingWasAsked(page);
    await page.panel.ban('Mallory');
    const popup = await world.gavel.popup();
    await popup.question();
    await page.page.evaluate('focus(); document.querySelector("input")?.focus()');
    expect(await popup.question()).toBe('Ban Mallory?');
    await popup.cancel();
    await popup.close();
    await page.close();
  });
});

/** Clicks until a click is taken again, as half a second after the panel was covered it is. */
async function asksAgain(page: MeetingPage): Promise<void> {
  const isAsked = async () => {
    await page.panel.remove('Mallory');
    return (await waitingActions(options.page)).length > 0;
  };
  await certainly(isAsked, 'a panel that is seen again takes clicks');
}

describe('a page that hides what the host clicks', () => {
  it('is found out and told of in Gavel’s own window', async () => {
    const page = await meeting();
    for (const [what, code] of Object.entries(COVERING)) {
      await page.page.evaluate(`(() => { ${code} })()`);
      const popup = await world.gavel.openToolbarPopup(page);
      const told = await popup
        .reads(/covers, fades or distorts Gavel's panel/)
        .catch((error: Error) => {
          throw new Error(`${what}: ${error.message}`);
        });
      expect(told).toBeTruthy();
      await popup.close();
      await page.page.evaluate(UNCOVER);
      const again = await world.gavel.openToolbarPopup(page);
      const isCalm = async () => !/covers, fades/.test(await again.text());
      await certainly(isCalm, `after a page that ${what}, nothing is said any more`);
      await again.close();
    }
    await page.close();
  });

  it('has the click refused, and the panel says so', async () => {
    const page = await meeting();
    for (const [what, code] of Object.entries(COVERING)) {
      if (!CLICKABLE.has(what)) continue;
      // What the panel is drawn with is looked at when it is clicked; what covers it, the browser tells.
      await page.page.evaluate(`(() => { ${code} })()`);
      await popupReads(page, /covers, fades or distorts/);
      await page.panel.ban('Mallory');
      await page.page.evaluate(UNCOVER);
      await page.panel.reads(/nothing was asked for/);
      expect(await page.text(), what).not.toContain('Waiting for your confirmation');
      expect(await waitingActions(options.page), what).toEqual([]);
      await page.click('button', 'Dismiss');
    }
    await asksAgain(page);
    await page.close();
  });

  it('by a tint that hides nothing leaves Gavel to be used, and is told of as unclear', async () => {
    const page = await meeting();
    await page.page.evaluate(TINT);
    await popupReads(page, /cannot see whether something covers its panel/);
    await page.panel.ban('Mallory');
    const popup = await world.gavel.popup();
    await popup.reads(/cannot see whether something covers its panel/);
    expect(await popup.question()).toBe('Ban Mallory?');
    await popup.cancel();
    await popup.close();
    // What lies over it is looked for where it is clicked.
    await page.page.evaluate(COVERING['covers it, letting clicks through'] ?? '');
    await page.panel.remove('Mallory');
    await popupReads(page, /covers, fades or distorts/);
    await page.panel.reads(/nothing was asked for/);
    expect(await waitingActions(options.page)).toEqual([]);
    await page.close();
  });
});

describe('a page that wants to know whether there is a key', () => {
  it('finds the panel’s people by the browser’s search, and nothing of keys', async () => {
    const stranger = await world.joinMeeting(world.newKey().appId, [MALLORY]);
    await stranger.page.panel.open();
    await stranger.page.panel.reads(/No key for this AppID/);
    const own = await meeting();
    await own.panel.reads('Key ready');
    const look = `(() => {
      const words = ['Zebra', 'crossing', 'Ready', 'No key', 'no key', 'Add a key', 'Add', 'AppID', 'key', ${JSON.stringify(key.keyId)}];
      const found = words.filter((word) => { getSelection().removeAllRanges(); return window.find(word, false, false, true); });
      getSelection().removeAllRanges();
      // From a word of the panel on: the selection grows over everything that it may reach.
      window.find('Participants', true, false, true);
      const read = [];
      for (const direction of ['forward', 'backward']) for (let i = 0; i < 60; i++) {
        getSelection().modify('extend', direction, 'line'); read.push(getSelection().toString());
      }
      document.execCommand('selectAll');
      read.push(getSelection().toString(), document.documentElement.innerText, document.documentElement.textContent,
        document.documentElement.outerHTML, document.documentElement.getHTML?.({ serializableShadowRoots: true, shadowRoots: [] }) ?? '');
      return { found, read: read.join('\\n') };
    })()`;
    for (const page of [own, stranger.page]) {
      await page.page.bringToFront();
      const { found, read } = (await page.page.evaluate(look)) as { found: string[]; read: string };
      expect(found).toEqual([]);
      expect(read).not.toMatch(/zebra|no key|add a key|ready · /i);
      await page.close();
    }
  });

  it('cannot tell by fonts of its own which letters the panel shows, nor change its colours', async () => {
    const page = await meeting();
    const named = [
      'Control',
      'Inter',
      'Segoe UI',
      'Helvetica Neue',
      'Helvetica',
      'Arial',
      'SFMono-Regular',
      'Menlo',
      'Consolas',
      'DejaVu Sans Mono',
      'ui-monospace',
      'ui-sans-serif',
      'system-ui',
      'sans-serif',
      'monospace',
      '-apple-system',
      'BlinkMacSystemFont',
      'Last',
    ];
    await page.page.evaluate((fonts) => {
      const style = document.createElement('style');
      style.textContent = `${fonts.map((name, at) => `@font-face { font-family: "${name}"; src: url("/spy-${at}.woff2") }`).join('')}
        * { font-family: revert !important } gavel-panel, html { --text: transparent; --surface: transparent; --danger: transparent }`;
      document.head.append(style);
    }, named);
    const asked = () =>
      world.simulator.pageRequests.flatMap(({ path }) => {
        const spy = /^\/spy-(\d+)/.exec(path);
        return spy ? [named[Number(spy[1])]] : [];
      });
    // The page asks for a font when it draws letters in it. Of those that it draws itself the second
    // comes after the panel was drawn under these fonts, too: what the panel asks for is there by then.
    for (const font of ['Control', 'Last']) {
      await page.page.evaluate((name) => {
        const control = document.body.appendChild(document.createElement('p'));
        control.textContent = 'control';
        control.style.setProperty('font-family', name, 'important');
      }, font);
      await certainly(() => asked().includes(font), `the page asks for the font ${font}`);
    }
    expect(asked()).toEqual(['Control', 'Last']);
    await page.close();
  });
});
