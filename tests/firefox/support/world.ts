import { type Browser, launch } from 'puppeteer-core';
import { inject } from 'vitest';
import { type HostKey, newHostKey } from '~/tests/e2e/support/host-key';
import { certainly, waitFor } from '~/tests/e2e/support/wait';
import type { ApiRequest } from '~/tests/simulator/api/record';
import { type Simulator, startSimulator } from '~/tests/simulator/index';
import { BiDi } from './bidi';
import { FirefoxPage } from './page';
import { startProxy } from './proxy';

const GECKO_ID = 'gavel@gavel.example';

const BACKGROUND = '() => browser.runtime.getBackgroundPage().then((it) => it.location.href)';

/** The extension's pages that there are, its background among them while it runs. */
const VIEWS = '() => browser.extension.getViews().map((it) => it.location.href).join(" ")';

/** After this long without work Firefox stops the background; its default is half a minute. */
const IDLE_MS = 1000;

/** The simulator and a Firefox with Gavel that takes it for 8x8. */
export class FirefoxWorld {
  private constructor(
    readonly simulator: Simulator,
    private readonly browser: Browser,
    private readonly bidi: BiDi,
    private readonly origin: string,
    private readonly stopProxy: () => void,
  ) {}

  static async open(): Promise<FirefoxWorld> {
    const simulator = await startSimulator();
    const proxy = await startProxy(simulator.port);
    const uuid = crypto.randomUUID();
    const browser = await launch({
      browser: 'firefox',
      executablePath: inject('firefoxPath'),
      headless: true,
      acceptInsecureCerts: true,
      // Pages of an extension may be driven only with this.
      args: ['--remote-allow-system-access'],
      extraPrefsFirefox: {
        'network.proxy.type': 1,
        'network.proxy.ssl': '127.0.0.1',
        'network.proxy.ssl_port': proxy.port,
        'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: uuid }),
        'extensions.background.idle.timeout': IDLE_MS,
        'intl.locale.requested': 'en-US',
      },
    });
    await browser.installExtension(inject('firefoxExtensionDir'));
    const origin = `moz-extension://${uuid}`;
    return new FirefoxWorld(simulator, browser, new BiDi(browser), origin, proxy.stop);
  }

  /** Opens one of Gavel's own pages in a tab. */
  async openGavel(path: string): Promise<FirefoxPage> {
    return new FirefoxPage(this.bidi, await this.bidi.open(`${this.origin}/${path}`));
  }

  /** Opens a meeting; what is read and clicked is Gavel's panel in it. */
  async openMeeting(appId: string, room: string): Promise<FirefoxPage> {
    const context = await this.bidi.open(`https://8x8.vc/${appId}/${room}`);
    return new FirefoxPage(this.bidi, context, 'gavel-panel');
  }

  /** A fresh key, brought into Gavel through the form of the options page. */
  async newKeyInGavel(): Promise<HostKey> {
    const key = newHostKey();
    this.simulator.registerKey(key);
    const options = await this.openGavel('options.html#keys');
    await options.fill('AppID', key.appId);
    await options.fill('Key ID', key.keyId);
    await options.fill('Private key', key.pkcs8Pem);
    await options.click('button', 'Add key');
    await options.find('listitem', key.appId);
    await this.close(options);
    return key;
  }

  /** Waits until the API was asked this and has answered. */
  async request(operation: ApiRequest['operation']): Promise<ApiRequest> {
    const found = await waitFor(() =>
      this.simulator.requests.find((it) => it.operation === operation && it.status !== 'pending'),
    );
    if (!found) throw new Error(`JaaS was not asked for ${operation}`);
    return found;
  }

  /** Waits until Firefox has stopped the background, which it does when that has nothing to do. */
  async backgroundStopped(): Promise<void> {
    // A page that asks the background something when it opens, and then no more. Here it is asked for
    // the background's own page, which starts it: what is to go was there.
    const context = await this.bidi.open(`${this.origin}/options.html#about`);
    const running = String(await this.bidi.call(context, BACKGROUND));
    const all = async () => String(await this.bidi.call(context, VIEWS)).split(' ');
    await certainly(async () => !(await all()).includes(running), 'the background is stopped');
    await this.bidi.close(context);
  }

  async close(page: FirefoxPage): Promise<void> {
    await this.bidi.close(page.context);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    this.stopProxy();
    await this.simulator.stop();
  }
}
