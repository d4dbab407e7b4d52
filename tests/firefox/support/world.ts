import { inject } from 'vitest';
import { type Changes, changedBuild } from '~/scripts/build/changed';
import { allSentAsSeenFrom } from '~/tests/e2e/support/all-sent';
import { type HostKey, newHostKey } from '~/tests/e2e/support/host-key';
import { newRoom } from '~/tests/e2e/support/open-world';
import { certainly, waitFor } from '~/tests/e2e/support/wait';
import type { ApiRequest } from '~/tests/simulator/api/record';
import { type Simulator, startSimulator } from '~/tests/simulator/index';
import type { JoinOptions } from '~/tests/simulator/meeting/participant';
import { BiDi } from './bidi';
import { launchFirefox } from './launch';
import { OwnFirefox } from './own-firefox';
import { FirefoxPage } from './page';

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
    private readonly bidi: BiDi,
    /** What a person does with Firefox itself. */
    readonly own: OwnFirefox,
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
    const built = inject('extensionDir');
    const changed = changes ? await changedBuild(built, changes) : null;
    const launched = await launchFirefox({
      executablePath: inject('firefoxPath'),
      extensionDir: changed?.dir ?? built,
      port: simulator.port,
      ...(preferences && { preferences }),
      ...(home && { home }),
      ...(hosts && { hosts }),
    });
    const { browser, origin } = launched;
    const bidi = new BiDi(browser);
    const own = await OwnFirefox.of(bidi);
    return new FirefoxWorld(simulator, bidi, own, origin, async () => {
      await launched.close();
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

  /** Has Firefox stop the background, as it does when that has nothing to do. */
  async backgroundStopped(): Promise<void> {
    await this.own.stopBackground();
  }

  async close(page: FirefoxPage): Promise<void> {
    await this.bidi.close(page.context);
  }

  async stop(): Promise<void> {
    await this.cleanUp();
    await this.simulator.stop();
  }
}
