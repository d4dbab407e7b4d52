import { type Browser, launch } from 'puppeteer-core';
import { inject } from 'vitest';
import { GECKO_ID } from '~/gecko-id';
import { type Changes, changedBuild } from '~/scripts/build/changed';
import { allSentAsSeenFrom } from '~/tests/e2e/support/all-sent';
import { type HostKey, newHostKey } from '~/tests/e2e/support/host-key';
import { newRoom } from '~/tests/e2e/support/open-world';
import { certainly, waitFor } from '~/tests/e2e/support/wait';
import type { ApiRequest } from '~/tests/simulator/api/record';
import { type Simulator, startSimulator } from '~/tests/simulator/index';
import type { JoinOptions } from '~/tests/simulator/meeting/participant';
import { BiDi } from './bidi';
import { FirefoxPage } from './page';
import { startProxy } from './proxy';

const BACKGROUND = '() => browser.runtime.getBackgroundPage().then((it) => it.location.href)';

/** The extension's pages that there are, its background among them while it runs. */
const VIEWS = '() => browser.extension.getViews().map((it) => it.location.href).join(" ")';

/** After this long without work Firefox stops the background; its default is half a minute. */
const IDLE_MS = 1000;

/** Firefox's own time, for what is not about a background that was stopped and comes back. */
export const LASTING_BACKGROUND = { 'extensions.background.idle.timeout': 30_000 };

interface FirefoxOptions {
  /** What is changed in a copy of the build; else it runs as it is built. */
  readonly changes?: Changes;
  readonly preferences?: Readonly<Record<string, unknown>>;
  /** The person's own folder, in the place of that of whoever runs the test. */
  readonly home?: string;
  /** The ports on loopback of hosts that are not 8x8's. */
  readonly hosts?: Readonly<Record<string, number>>;
}

/** The simulator and a Firefox with Gavel that takes it for 8x8. */
export class FirefoxWorld {
  private constructor(
    readonly simulator: Simulator,
    private readonly browser: Browser,
    private readonly bidi: BiDi,
    /** Of Gavel's own pages, without a slash at the end. */
    readonly origin: string,
    private readonly cleanUp: () => Promise<void>,
  ) {}

  static async open({
    changes,
    preferences,
    home,
    hosts,
  }: FirefoxOptions = {}): Promise<FirefoxWorld> {
    const simulator = await startSimulator();
    const proxy = await startProxy(simulator.port, hosts);
    const uuid = crypto.randomUUID();
    const browser = await launch({
      browser: 'firefox',
      executablePath: inject('firefoxPath'),
      headless: true,
      acceptInsecureCerts: true,
      ...(home && { env: { ...process.env, HOME: home } }),
      // Pages of an extension may be driven only with this.
      args: ['--remote-allow-system-access'],
      extraPrefsFirefox: {
        'network.proxy.type': 1,
        'network.proxy.ssl': '127.0.0.1',
        'network.proxy.ssl_port': proxy.port,
        'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: uuid }),
        'extensions.background.idle.timeout': IDLE_MS,
        'intl.locale.requested': 'en-US',
        ...preferences,
      },
    });
    const built = inject('firefoxExtensionDir');
    const changed = changes ? await changedBuild(built, changes) : null;
    await browser.installExtension(changed?.dir ?? built);
    const origin = `moz-extension://${uuid}`;
    return new FirefoxWorld(simulator, browser, new BiDi(browser), origin, async () => {
      proxy.stop();
      await changed?.remove();
    });
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

  /** The small window that Gavel opens where the toolbar's popup does not. */
  async smallWindow(): Promise<FirefoxPage> {
    const isOpen = () => this.opened(`${this.origin}/popup.html?window=1`);
    return certainly(isOpen, 'Gavel opens its small window');
  }

  /** The first tab or window there is whose address begins with this. */
  async opened(address: string): Promise<FirefoxPage | null> {
    const found = (await this.bidi.opened()).find(({ url }) => url.startsWith(address));
    return found ? new FirefoxPage(this.bidi, found.context) : null;
  }

  /** The addresses of the frames in a page. */
  async framesIn(page: FirefoxPage): Promise<string[]> {
    return this.bidi.frames(page.context);
  }

  /** Opens a meeting of these people and its panel, in which they are listed. */
  async joinMeeting(appId: string, people: readonly JoinOptions[] = []) {
    const room = newRoom();
    const meeting = this.simulator.meeting(appId, room);
    for (const person of people) meeting.join(person);
    const page = await this.openMeeting(appId, room);
    await certainly(() => meeting.participants().some((it) => it.page), `joining ${room}`);
    await page.openPanel();
    for (const { name } of people) await page.find('button', `Ban ${name}`);
    return { page, meeting, room };
  }

  /**
   * All that was sent, with what was on its way; see `allSent` of the end-to-end tests.
   *
   * @param own a page of Gavel's
   */
  async sent(own: FirefoxPage): Promise<readonly ApiRequest[]> {
    await allSentAsSeenFrom(async () => own);
    return this.simulator.requests;
  }

  /** A fresh key, brought into Gavel through the form of the options page. */
  async newKeyInGavel(label?: string): Promise<HostKey> {
    const key = newHostKey();
    this.simulator.registerKey(key);
    const options = await this.openGavel('options.html#keys');
    // Folded away once there is a key.
    const isFolded = () => options.has('button', 'Add another key');
    const isThere = async () => (await isFolded()) || options.has('textbox', 'AppID');
    await certainly(isThere, 'the form for a key, or the way to it');
    if (await isFolded()) await options.click('button', 'Add another key');
    await options.fill('AppID', key.appId);
    await options.fill('Key ID', key.keyId);
    if (label !== undefined) await options.fill('Label', label);
    await options.fill('Private key', key.pkcs8Pem);
    await options.click('button', 'Add key');
    await options.find('listitem', label ?? key.appId);
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
    await this.cleanUp();
    await this.simulator.stop();
  }
}
