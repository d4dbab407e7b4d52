import type { Page } from 'puppeteer-core';
import { GECKO_ID } from '~/gecko-id';
import type { Evaluates } from '~/tests/e2e/support/evaluates';
import { Gavel } from '~/tests/e2e/support/gavel';
import type { Popup } from '~/tests/e2e/support/popup';
import { certainly, waitFor } from '~/tests/e2e/support/wait';
import { BiDi } from './bidi';
import { completePage } from './complete-page';
import { type FirefoxOptions, type LaunchedFirefox, launchFirefox } from './launch';
import { OwnFirefox, type ToolbarPopup } from './own-firefox';

/** A page of Gavel's own that none of its code runs in: its API and its storage are there all the same. */
const QUIET_PAGE = 'content-scripts/reader.js';

/** How often it is looked whether the toolbar's popup has come or gone, in milliseconds. */
const LOOK_EVERY_MS = 50;

interface Opened {
  readonly launched: LaunchedFirefox;
  readonly bidi: BiDi;
  readonly own: OwnFirefox;
  readonly outputDir: string;
}

/** Gavel in a real Firefox, in the same words of a host as in Chromium, so that the same tests run there. */
export class FirefoxGavel extends Gavel {
  readonly own: OwnFirefox;
  readonly #opened: Opened;
  readonly #completed = new WeakMap<Page, Page>();
  #popups: readonly ToolbarPopup[] = [];
  #background: Promise<Page> | null = null;
  #isClosed = false;

  static async open(
    options: FirefoxOptions & { readonly outputDir: string },
  ): Promise<FirefoxGavel> {
    const launched = await launchFirefox(options);
    const bidi = new BiDi(launched.browser);
    const own = await OwnFirefox.of(bidi);
    const { outputDir } = options;
    const gavel = new FirefoxGavel({ launched, bidi, own, outputDir });
    await gavel.worker();
    void gavel.#watchPopups();
    return gavel;
  }

  private constructor(opened: Opened) {
    const { browser } = opened.launched;
    super({ browser, extensionId: GECKO_ID, outputDir: opened.outputDir });
    this.#opened = opened;
    this.own = opened.own;
  }

  override url(path: string): string {
    return `${this.#opened.launched.origin}/${path}`;
  }

  override isPopupOpen(): boolean {
    return this.#popups.length > 0;
  }

  override async popup(): Promise<Popup> {
    // Firefox may close its popup in the moment it opens, and Gavel then opens it, or a small window, once more.
    return certainly(async () => {
      const popup = await super.popup();
      return !popup.page.isClosed() && popup;
    }, 'Gavel’s popup is there');
  }

  override async popupClosed(): Promise<void> {
    const isClosed = async () =>
      this.#popups.length === 0 && (await this.#popupWindows()).length === 0;
    await certainly(isClosed, 'Gavel’s popup is closed');
  }

  override async closePopups(): Promise<void> {
    await this.own.closePopups();
    for (const context of await this.#popupWindows()) await this.#opened.bidi.close(context);
    await this.popupClosed();
  }

  /** A page of Gavel's own that does nothing, in the place of the background, which nobody can be in. */
  override async worker(): Promise<Evaluates> {
    this.#background ??= this.#quietPage();
    const page = await this.#background;
    // An update of Gavel closes its pages.
    if (page.isClosed()) this.#background = this.#quietPage();
    return this.#background;
  }

  override async stopWorker(): Promise<void> {
    await this.own.stopBackground();
  }

  override async close(): Promise<void> {
    this.#isClosed = true;
    await this.#opened.launched.close();
  }

  protected override async clickIcon(): Promise<void> {
    await this.own.clickIcon();
  }

  protected override async giveFocus(page: Page): Promise<void> {
    const isToolbars = this.#isToolbarPopup(page);
    await certainly(async () => {
      // What has closed again has nothing to answer in it: whoever looks for it sees the next one.
      if (page.isClosed() || (await page.evaluate(() => document.hasFocus()))) return true;
      await (isToolbars ? this.own.focusPopup() : page.bringToFront());
      return false;
    }, 'the page has the focus');
  }

  protected override async go(url: string): Promise<Page> {
    const page = this.#complete(await this.browser.newPage());
    await page.goto(url);
    return page;
  }

  protected override async pageThatOpens(url: string): Promise<Page> {
    const isIt = (it: { readonly url: string }) => it.url.split(/[?#]/, 1)[0] === url;
    return certainly(async () => {
      const all = [...this.#popups, ...(await this.#opened.bidi.opened())];
      const found = all.findLast(isIt);
      return found && this.#pageOf(found.context, found.url);
    }, `${url} opens`);
  }

  async #quietPage(): Promise<Page> {
    const { bidi } = this.#opened;
    const context = await bidi.open(this.url(QUIET_PAGE), true);
    return certainly(() => this.#pageOf(context, this.url(QUIET_PAGE)), 'a page of Gavel’s opens');
  }

  /** Puppeteer's page for this one, once that is loaded. */
  async #pageOf(context: string, url: string): Promise<Page | null> {
    const pages = await this.browser.pages();
    const found = pages.find((page) => contextOf(page) === context);
    if (!found) return null;
    const page = this.#complete(found);
    const isLoaded = (wanted: string) =>
      location.href === wanted && document.readyState === 'complete';
    if (!(await page.evaluate(isLoaded, url))) return null;
    if (page.url() !== url) this.#opened.bidi.tellWhere(context, url);
    return page;
  }

  /** The small windows that stand in for the toolbar's popup. */
  async #popupWindows(): Promise<string[]> {
    const address = `${this.url('popup.html')}?window=1`;
    const all = await this.#opened.bidi.opened();
    return all.filter(({ url }) => url === address).map(({ context }) => context);
  }

  #isToolbarPopup(page: Page): boolean {
    return this.#popups.some(({ context }) => context === contextOf(page));
  }

  #complete(page: Page): Page {
    const known = this.#completed.get(page);
    if (known) return known;
    const made = completePage(page, this.#opened.bidi);
    this.#completed.set(page, made);
    if (this.#isToolbarPopup(page)) made.close = () => this.closePopups();
    return made;
  }

  /** Tells Puppeteer of the toolbar's popup, as Firefox does of all other pages. */
  async #watchPopups(): Promise<void> {
    const { bidi } = this.#opened;
    while (!this.#isClosed) {
      const now = await this.own.popups().catch(() => this.#popups);
      const before = this.#popups;
      this.#popups = now;
      for (const { context, url } of now) {
        if (!before.some((one) => one.context === context)) bidi.tellOpened(context, url);
      }
      for (const { context, url } of before) {
        if (!now.some((one) => one.context === context)) bidi.tellClosed(context, url);
      }
      await waitFor(() => false, LOOK_EVERY_MS);
    }
  }
}

/** What WebDriver BiDi calls a page. */
function contextOf(page: Page): string {
  return (page.mainFrame() as unknown as { readonly _id: string })._id;
}
