import { certainly } from '~/tests/e2e/support/wait';
import type { FirefoxPage } from './page';

/** A page of Gavel's, which can look into every other one. */
interface Looking {
  readonly browser: { readonly extension: { getViews(): Window[] } };
}

/**
 * The window that Gavel brought up by itself: the toolbar's popup, which is no tab, so that nobody but
 * Gavel's own pages can look into it; or the small window, where Firefox has closed the popup in the
 * same moment. Its buttons are pressed by script, which the one that confirms does not listen to.
 */
export class OwnWindow {
  constructor(
    /** A page of Gavel's. */
    private readonly own: FirefoxPage,
  ) {}

  /** What it reads, from its first heading on; null where there is none. */
  async text(): Promise<string | null> {
    return this.own.evaluate(() => {
      const { browser } = globalThis as unknown as Looking;
      const views = browser.extension.getViews();
      const view = views.find(({ location }) => location.pathname === '/popup.html');
      return view?.document.body?.innerText ?? null;
    });
  }

  /** Waits until it reads this; returns all that it reads. */
  async reads(wanted: RegExp): Promise<string> {
    let last: string | null = null;
    const isRead = async () => {
      last = await this.text();
      return last !== null && wanted.test(last) ? last : null;
    };
    return certainly(isRead, `Gavel’s window reads ${wanted}`).catch((error: Error) => {
      throw new Error(`${error.message}. It reads:\n${last}`);
    });
  }

  /** Closes it, and waits until it is closed. */
  async close(): Promise<void> {
    await certainly(async () => {
      await this.own.evaluate(() => {
        const { browser } = globalThis as unknown as Looking;
        for (const view of browser.extension.getViews()) {
          if (view.location.pathname === '/popup.html') view.close();
        }
      });
      return (await this.text()) === null;
    }, 'Gavel’s window is closed');
  }

  /** Presses the first button of this name. */
  async press(name: string): Promise<void> {
    const pressed = await this.own.evaluate((wanted) => {
      const { browser } = globalThis as unknown as Looking;
      const views = browser.extension.getViews();
      const view = views.find(({ location }) => location.pathname === '/popup.html');
      const buttons = [...(view?.document.querySelectorAll('button') ?? [])];
      const button = buttons.find(({ textContent }) => textContent === wanted);
      button?.click();
      return button !== undefined;
    }, name);
    if (!pressed) throw new Error(`Gavel’s window has no button “${name}”`);
  }
}
