import { GECKO_ID } from '~/gecko-id';
import { certainly } from '~/tests/e2e/support/wait';
import type { BiDi } from './bidi';

/** The toolbar's popup of an extension, while it is on the screen. */
export interface ToolbarPopup {
  readonly context: string;
  readonly url: string;
}

/** The newest of Firefox's own windows, and Gavel as Firefox itself knows it. */
const SCOPE = `
  const front = Services.wm.getMostRecentWindow('navigator:browser');
  const gavel = () => WebExtensionPolicy.getByID('${GECKO_ID}').extension;`;

/**
 * The toolbar's popup is no tab, so WebDriver BiDi has no name for it. Here it gets one, in Firefox's own list of the
 * pages that can be driven; all else about it is what it is.
 */
const NAME_POPUPS = `() => {
  const { NavigableManager: all } = ChromeUtils.importESModule(
    'chrome://remote/content/shared/NavigableManager.sys.mjs',
  );
  const popups = () =>
    [...Services.wm.getEnumerator('navigator:browser')].flatMap(({ document }) =>
      [...document.querySelectorAll('.webextension-popup-browser')],
    );
  const find = all.getBrowsingContextById.bind(all);
  all.getBrowsingContextById = (id) =>
    find(id) ?? popups().find((one) => all.getIdForBrowser(one) === id)?.browsingContext ?? null;
  globalThis.gavelPopups = () =>
    popups().flatMap((popup) => {
      const url = popup.currentURI?.spec ?? '';
      if (!popup.browsingContext || !url.includes('/popup.html')) return [];
      popup.permanentKey ??= {};
      return { context: all.getIdForBrowser(popup), url };
    });
}`;

/** What a person does with Firefox itself, around its pages: its toolbar, its page of add-ons, its questions. */
export class OwnFirefox {
  private constructor(
    private readonly bidi: BiDi,
    private readonly context: string,
  ) {}

  static async of(bidi: BiDi): Promise<OwnFirefox> {
    const { contexts } = (await bidi.send('browsingContext.getTree', {
      maxDepth: 0,
      'moz:scope': 'chrome',
    })) as { contexts: { context: string; url: string }[] };
    const first = contexts.find(({ url }) => url.endsWith('/browser.xhtml'));
    if (!first) throw new Error('Firefox has no window.');
    const own = new OwnFirefox(bidi, first.context);
    await own.run(NAME_POPUPS);
    return own;
  }

  /** The toolbar's popups that are on the screen. */
  async popups(): Promise<ToolbarPopup[]> {
    const said = await this.run('() => JSON.stringify(globalThis.gavelPopups())');
    return JSON.parse(String(said));
  }

  /** What a click on Gavel's button in the toolbar of the window in front does. */
  async clickIcon(): Promise<void> {
    await this.run(`async () => {${SCOPE}
      await gavel().apiManager.global.browserActionFor(gavel()).triggerAction(front);
    }`);
  }

  /** What somebody does who clicks outside of the popup. */
  async closePopups(): Promise<void> {
    await this.run(`() => {
      for (const { document } of Services.wm.getEnumerator('navigator:browser')) {
        for (const popup of document.querySelectorAll('.webextension-popup-browser')) {
          popup.closest('panel')?.hidePopup();
        }
      }
    }`);
  }

  /** Gives the popup the focus, which it has where Firefox is in front. Without a screen Firefox does not always say so. */
  async focusPopup(): Promise<void> {
    await this.run(`() => {
      for (const { document } of Services.wm.getEnumerator('navigator:browser')) {
        document.querySelector('.webextension-popup-browser')?.focus();
      }
    }`);
  }

  /** Where the button is: `nav-bar`, or in the menu of extensions. */
  async placeOfIcon(): Promise<string> {
    const said = await this.run(`() => {${SCOPE}
      const { CustomizableUI } = ChromeUtils.importESModule(
        'moz-src:///browser/components/customizableui/CustomizableUI.sys.mjs',
      );
      const { id } = gavel().apiManager.global.browserActionFor(gavel());
      return CustomizableUI.getPlacementOfWidget(id)?.area ?? '';
    }`);
    return String(said);
  }

  /** Stops the background as Firefox does when it has nothing to do, whether it has or not. */
  async stopBackground(): Promise<void> {
    await this.run(`async () => {${SCOPE}
      await gavel().terminateBackground({ ignoreDevToolsAttached: true });
    }`);
    const isStopped = async () =>
      (await this.run(`() => {${SCOPE} return gavel().backgroundState; }`)) === 'stopped';
    await certainly(isStopped, 'Firefox has stopped the background');
  }

  /** Gives Gavel access to these hosts, or takes it back, as the page of add-ons does. */
  async setAccess(origins: readonly string[], isAllowed: boolean): Promise<void> {
    await this.run(`async () => {${SCOPE}
      const { ExtensionPermissions } = ChromeUtils.importESModule(
        'resource://gre/modules/ExtensionPermissions.sys.mjs',
      );
      const change = { permissions: [], origins: ${JSON.stringify(origins)} };
      await ExtensionPermissions.${isAllowed ? 'add' : 'remove'}('${GECKO_ID}', change, gavel());
    }`);
  }

  /** Answers a question that Firefox asks beside its address bar, as soon as it does, with yes. */
  async allow(): Promise<void> {
    const isAllowed = async () =>
      (await this.run(`() => {${SCOPE}
        const question = front.document.querySelector('#addon-webext-permissions-notification');
        if (!question || !front.PopupNotifications.isPanelOpen) return false;
        question.button.click();
        return true;
      }`)) === true;
    await certainly(isAllowed, 'Firefox asks whether Gavel may');
  }

  /** Turns Gavel off or on, as the page of add-ons does, or has Firefox take it up anew, as an update does. */
  async manage(what: 'disable' | 'enable' | 'reload'): Promise<void> {
    await this.run(`async () => {
      const { AddonManager } = ChromeUtils.importESModule(
        'resource://gre/modules/AddonManager.sys.mjs',
      );
      const addon = await AddonManager.getAddonByID('${GECKO_ID}');
      await addon.${what}();
    }`);
  }

  private async run(code: string): Promise<unknown> {
    return this.bidi.call(this.context, code);
  }
}
