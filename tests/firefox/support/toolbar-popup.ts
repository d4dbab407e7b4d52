import { certainly } from '~/tests/e2e/support/wait';
import type { FirefoxPage } from './page';

interface Views {
  readonly browser: {
    readonly action: { openPopup(): Promise<void> };
    readonly extension: { getViews(filter: { type: 'popup' }): (Window | undefined)[] };
  };
}

/**
 * The popup of the toolbar, which is no tab: nobody but Gavel's own pages can look into it. Its
 * buttons are pressed by script, which the one that confirms does not listen to.
 */
export class ToolbarPopup {
  constructor(
    /** A page of Gavel's. */
    private readonly own: FirefoxPage,
  ) {}

  /** What it reads, from its first heading on; null where it is not open. */
  async text(): Promise<string | null> {
    return this.own.evaluate(() => {
      const { browser } = globalThis as unknown as Views;
      const [view] = browser.extension.getViews({ type: 'popup' });
      return view?.document.body?.innerText ?? null;
    });
  }

  /** Waits until it is open and reads this; returns all that it reads. */
  async reads(wanted: RegExp): Promise<string> {
    let last: string | null = null;
    const isRead = async () => {
      last = await this.text();
      return last !== null && wanted.test(last) ? last : null;
    };
    return certainly(isRead, `the toolbar’s popup reads ${wanted}`).catch((error: Error) => {
      throw new Error(`${error.message}. It reads:\n${last}`);
    });
  }

  /** Opens it as the toolbar's button does, if it is not open. */
  async open(): Promise<void> {
    await certainly(async () => {
      if ((await this.text()) !== null) return true;
      await this.own.evaluate(() => {
        const { browser } = globalThis as unknown as Views;
        return browser.action.openPopup();
      });
      return false;
    }, 'the toolbar’s popup is open');
  }

  async close(): Promise<void> {
    await certainly(async () => {
      await this.own.evaluate(() => {
        const { browser } = globalThis as unknown as Views;
        for (const view of browser.extension.getViews({ type: 'popup' })) view?.close();
      });
      return (await this.text()) === null;
    }, 'the toolbar’s popup is closed');
  }

  /** Presses the first button of this name. */
  async press(name: string): Promise<void> {
    const pressed = await this.own.evaluate((wanted) => {
      const { browser } = globalThis as unknown as Views;
      const [view] = browser.extension.getViews({ type: 'popup' });
      const buttons = [...(view?.document.querySelectorAll('button') ?? [])];
      const button = buttons.find(({ textContent }) => textContent === wanted);
      button?.click();
      return button !== undefined;
    }, name);
    if (!pressed) throw new Error(`The toolbar’s popup has no button “${name}”`);
  }
}
