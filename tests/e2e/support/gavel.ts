import type { Browser, Page, Target, WebWorker } from 'puppeteer-core';
import { stopWorker, wakeWorker } from '~/scripts/browser/worker';
import type { English } from './ax-node';
import type { Evaluates } from './evaluates';
import { OptionsPage } from './options-page';
import { MeetingPage } from './panel';
import { Popup } from './popup';
import { PATIENCE_MS, waitFor } from './wait';

interface GavelOptions {
  readonly browser: Browser;
  readonly extensionId: string;
  /** Where screenshots go. */
  readonly outputDir: string;
  /** See `Surface`. */
  readonly english?: English;
}

export interface JoinQuery {
  /** Of the simulator's meeting page, such as `{ name: 'Host', userId: 'host-1' }`. */
  readonly query?: Readonly<Record<string, string>>;
  /** The host's own meeting token. */
  readonly jwt?: string;
}

/** Gavel in a real browser, in the words of a host. */
export class Gavel {
  readonly browser: Browser;
  readonly extensionId: string;
  readonly outputDir: string;
  readonly #english: GavelOptions['english'];

  constructor({ browser, extensionId, outputDir, english }: GavelOptions) {
    this.#english = english;
    this.browser = browser;
    this.extensionId = extensionId;
    this.outputDir = outputDir;
  }

  /** The address of one of Gavel's own pages. */
  url(path: string): string {
    return `chrome-extension://${this.extensionId}/${path}`;
  }

  async openOptions(tab: 'keys' | 'activity' | 'bans' | 'settings' | 'about' = 'keys') {
    const page = await this.go(this.url(`options.html#${tab}`));
    await this.giveFocus(page);
    return new OptionsPage(page, 'the options page', this.outputDir, this.#english);
  }

  /** The options page that Gavel itself opened in a tab. */
  async openedOptions(): Promise<OptionsPage> {
    const page = await this.pageThatOpens(this.url('options.html'));
    await this.giveFocus(page);
    return new OptionsPage(page, 'the options page', this.outputDir, this.#english);
  }

  /** Opens the meeting's page; `room` as it stands in the address. */
  async openMeeting(appId: string, room: string, { query = {}, jwt }: JoinQuery = {}) {
    const url = new URL(`https://8x8.vc/${appId}/${room}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    if (jwt !== undefined) url.hash = `jwt=${jwt}`;
    return this.#meetingPage(await this.go(url.href));
  }

  /** The meeting's page at this address, opened by something else. */
  async openedMeeting(url: string): Promise<MeetingPage> {
    return this.#meetingPage(await this.pageThatOpens(url));
  }

  /** The popup, or small window, that Gavel opened to ask something. */
  async popup(): Promise<Popup> {
    const page = await this.pageThatOpens(this.url('popup.html'));
    await this.giveFocus(page);
    return new Popup(page, 'the popup', this.outputDir, this.#english);
  }

  /** Whether a popup or small window of Gavel's is on the screen. */
  isPopupOpen(): boolean {
    return this.browser.targets().some(isAt(this.url('popup.html')));
  }

  /** What a click on the toolbar icon does while this page is in front. */
  async openToolbarPopup(front?: { readonly page: Page }): Promise<Popup> {
    await front?.page.bringToFront();
    await this.popupClosed();
    await this.clickIcon();
    return this.popup();
  }

  protected async clickIcon(): Promise<void> {
    // A worker that was just stopped may still be listed: then the next one is asked.
    await waitFor(async () => {
      const worker = await this.worker();
      await worker.evaluate(() => (globalThis as unknown as ActionApi).chrome.action.openPopup());
      return true;
    });
  }

  /**
   * Waits until no popup is open any more, and the browser tells Gavel so. One that is just closing is
   * still listed for a moment, in which Gavel takes it for open.
   */
  async popupClosed(): Promise<void> {
    const isClosed = async () => {
      if (this.isPopupOpen()) return false;
      const worker = await this.worker();
      const listed = await worker.evaluate(() =>
        (globalThis as unknown as ContextsApi).chrome.runtime.getContexts({}),
      );
      return !listed.some(({ documentUrl = '' }) => documentUrl.includes('/popup.html'));
    };
    const closed = await waitFor(isClosed);
    if (!closed) throw new Error(`Gavel's popup is still open after ${PATIENCE_MS} ms.`);
  }

  /** Closes what popup or small window is on the screen. */
  async closePopups(): Promise<void> {
    const open = this.browser.targets().filter(isAt(this.url('popup.html')));
    for (const target of open) await (await target.asPage()).close();
  }

  /** What the toolbar icon shows right now; it follows what happens by some messages. */
  async badge(): Promise<string> {
    const worker = await this.worker();
    return worker.evaluate(() =>
      (globalThis as unknown as ActionApi).chrome.action.getBadgeText({}),
    );
  }

  /** Waits until the toolbar icon shows this; the empty text is no badge. */
  async badgeIs(wanted: string): Promise<void> {
    let last = '';
    const isIt = async () => {
      last = await this.badge();
      return last === wanted;
    };
    if (!(await waitFor(isIt))) {
      throw new Error(`The badge is ${JSON.stringify(last)}, not ${JSON.stringify(wanted)}.`);
    }
  }

  /** Where a test asks what Gavel's background could: in that itself, woken if it was stopped. */
  async worker(): Promise<Evaluates> {
    return this.serviceWorker();
  }

  /** The background as Chromium has it. */
  async serviceWorker(): Promise<WebWorker> {
    return wakeWorker(this.browser, this.extensionId);
  }

  /** Stops the background as the browser does when it has nothing to do. */
  async stopWorker(): Promise<void> {
    await stopWorker(this.browser, this.extensionId);
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  #meetingPage(page: Page): MeetingPage {
    return new MeetingPage(page, 'the meeting page', this.outputDir, this.#english);
  }

  /** A page in front has the focus, and a popup when it opens. Without a screen the browser does not always say so. */
  protected async giveFocus(page: Page): Promise<void> {
    const session = await page.createCDPSession();
    await session.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  }

  protected async go(url: string): Promise<Page> {
    const page = await this.browser.newPage();
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    return page;
  }

  protected async pageThatOpens(url: string): Promise<Page> {
    const target = await this.browser
      .waitForTarget(isAt(url), { timeout: PATIENCE_MS })
      .catch(() => {
        const open = this.browser.targets().map((it) => `  ${it.type()} ${it.url()}`);
        throw new Error(`${url} did not open in ${PATIENCE_MS} ms. Open are:\n${open.join('\n')}`);
      });
    return target.asPage();
  }
}

interface ActionApi {
  readonly chrome: {
    readonly action: {
      openPopup(): Promise<void>;
      getBadgeText(details: object): Promise<string>;
    };
  };
}

interface ContextsApi {
  readonly chrome: {
    readonly runtime: {
      getContexts(filter: object): Promise<{ readonly documentUrl?: string }[]>;
    };
  };
}

/** At this address, whatever its query and fragment are. */
function isAt(url: string): (target: Target) => boolean {
  return (target) => target.url().split(/[?#]/, 1)[0] === url;
}
