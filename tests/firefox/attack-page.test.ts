import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CLICKABLE, COVERING, HOST, SCRIPTED, UNCOVER } from '~/tests/e2e/attacks/pages';
import { cancelAll, waitingActions } from '~/tests/e2e/support/attacks';
import { certainly } from '~/tests/e2e/support/wait';
import { type AttackedFirefox, startAttackedFirefox } from './support/attacked';
import type { FirefoxPage } from './support/page';
import type { FirefoxWorld } from './support/world';

let attacked: AttackedFirefox;
let world: FirefoxWorld;
let own: FirefoxPage;

beforeAll(async () => {
  attacked = await startAttackedFirefox();
  ({ world, own } = attacked);
});
// Whatever any page of this file did: nobody confirmed, so nothing was sent.
afterAll(() => attacked?.end());
afterEach(() => cancelAll(own));

/** A meeting that the host has joined, with the card open. */
async function meeting(): Promise<FirefoxPage> {
  const page = await attacked.meeting();
  await run(page, HOST);
  return page;
}

/** Runs a script of the page's own. */
async function run(page: FirefoxPage, code: string): Promise<void> {
  await page.evaluate(`(() => { ${code} })()`);
}

/** Clicks until a click is taken, and nothing is asked for by it but this. */
async function takesClicks(page: FirefoxPage): Promise<void> {
  const asked = await certainly(async () => {
    await page.click('button', 'Remove Mallory');
    const waiting = await waitingActions(own);
    return waiting.length > 0 && waiting;
  }, 'a panel that is seen takes clicks');
  expect(asked.map(({ kind }) => kind)).toEqual(['remove']);
}

/** What leaves a panel where it is to be clicked, and not to be seen as it is. */
const ALSO: Readonly<Record<string, string>> = {
  'fades the document away': 'document.documentElement.style.opacity = "0"',
  'clips an edge of the document': 'document.documentElement.style.clipPath = "inset(1px)"',
  'turns the document': 'document.documentElement.style.transform = "rotate(1deg)"',
  'masks the document by a picture':
    'document.documentElement.style.mask = "linear-gradient(transparent, transparent)"',
  'blends the document away': 'document.documentElement.style.mixBlendMode = "lighten"',
};

/** Where nothing is to be clicked, a click reaches nothing of Gavel's in any case. */
const UNSEEN = Object.entries({ ...COVERING, ...ALSO }).filter(
  ([what]) => CLICKABLE.has(what) || what in ALSO,
);

describe('a page that hides what the host clicks, in Firefox', () => {
  it(`by any of ${UNSEEN.length} ways has the click refused, and the panel says so`, async () => {
    const page = await meeting();
    const button = await page.find('button', 'Ban Mallory');
    for (const [what, code] of UNSEEN) {
      await run(page, code);
      await page.clickAt(button);
      await run(page, UNCOVER);
      await page.reads(/nothing was asked for/).catch((error: Error) => {
        throw new Error(`after a page that ${what}, the panel ${error.message}`);
      });
      expect(await waitingActions(own), what).toEqual([]);
      await page.click('button', 'Dismiss');
    }
    await takesClicks(page);
    await world.close(page);
  });
});

describe('a page that clicks and types by script, in Firefox', () => {
  it('reaches no button of the panel', async () => {
    const page = await meeting();
    await page.evaluate(SCRIPTED);
    expect(await page.text()).not.toContain('Waiting for your confirmation');
    expect(await waitingActions(own)).toEqual([]);
    await takesClicks(page);
    await world.close(page);
  });
});

describe('a page that looks for Gavel, in Firefox', () => {
  it('finds no file, no global and no readable shadow root of Gavel’s', async () => {
    const page = await meeting();
    const read = await page.evaluate(async (origin) => {
      const load = (file: string) =>
        fetch(`${origin}/${file}`).then(
          () => file,
          () => null,
        );
      const shown = (file: string) =>
        new Promise<string | null>((resolve) => {
          const image = new Image();
          image.onload = () => resolve(file);
          image.onerror = () => resolve(null);
          image.src = `${origin}/${file}`;
        });
      const files = ['manifest.json', 'popup.html', 'content-scripts/panel.js'];
      const all = [...document.querySelectorAll('*')];
      const scope = globalThis as unknown as Record<string, unknown>;
      return {
        files: [...(await Promise.all(files.map(load))), await shown('icon/48.png')],
        roots: all.filter((element) => element.shadowRoot).map(({ localName }) => localName),
        globals: ['gavel', 'browser', 'chrome'].filter((name) => scope[name] !== undefined),
        text: document.documentElement.innerText + document.documentElement.outerHTML,
      };
    }, world.origin);
    expect(read).toMatchObject({ files: [null, null, null, null], roots: [], globals: [] });
    expect(read.text).not.toContain('Ban Mallory');
    expect(read.text).not.toContain(attacked.key.keyId);
    expect(await page.text()).toContain('Mallory');
    await world.close(page);
  });

  it('has no page of Gavel’s in a frame', async () => {
    const page = await meeting();
    const popup = `${world.origin}/popup.html`;
    // Firefox says nothing of a frame that it refuses. One that has to be fetched is there later.
    await page.evaluate(
      (src) =>
        new Promise<void>((resolve) => {
          for (const address of [src, `${location.origin}/static/fence`]) {
            const frame = document.createElement('iframe');
            frame.onload = () => address !== src && resolve();
            frame.src = address;
            document.body.append(frame);
          }
        }),
      popup,
    );
    const frames = await world.framesIn(page);
    expect(frames).toHaveLength(2);
    expect(frames).not.toContain(popup);
    await world.close(page);
  });
});
