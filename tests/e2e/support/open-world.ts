import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { launchGavel } from '~/scripts/browser/launch';
import type { ApiRequest } from '~/tests/simulator/api/record';
import { type Simulator, startSimulator } from '~/tests/simulator/index';
import type { JoinOptions } from '~/tests/simulator/meeting/participant';
import type { English } from './ax-node';
import { Gavel, type JoinQuery } from './gavel';
import { type HostKey, newHostKey } from './host-key';
import type { MeetingPage } from './panel';
import { waitFor } from './wait';

export interface WorldOptions {
  /** Chromium where nothing else is said. What is only Chromium's of these options says so. */
  readonly browser?: 'firefox';
  readonly executablePath: string;
  readonly extensionDir: string;
  /** Where screenshots go. */
  readonly outputDir: string;
  readonly headless: boolean;
  readonly windowSize?: { readonly width: number; readonly height: number };
  /** A browser profile to keep over {@link World.restartBrowser}; else each start has a fresh one. */
  readonly userDataDir?: string;
  readonly extraArgs?: readonly string[];
  /** Rules of Chromium's `--host-resolver-rules` besides those of the simulator. */
  readonly hostRules?: readonly string[];
  /** See `launchGavel`. */
  readonly ownSignals?: boolean;
  /** Where the extension has another catalogue than the English one. */
  readonly english?: English;
  /** The simulator's clock; see `startSimulator`. */
  readonly now?: () => number;
}

/** The simulator and a browser with Gavel that takes it for 8x8. */
export class World {
  private constructor(
    private readonly options: WorldOptions,
    readonly simulator: Simulator,
    private current: Gavel,
  ) {}

  static async open(options: WorldOptions): Promise<World> {
    const simulator = await startSimulator(options.now ? { now: options.now } : {});
    try {
      return new World(options, simulator, await start(options, simulator));
    } catch (error) {
      await simulator.stop();
      throw error;
    }
  }

  get gavel(): Gavel {
    return this.current;
  }

  /** A fresh key that JaaS, played by the simulator, knows. */
  newKey(appId?: string, keyId?: string): HostKey {
    const key = newHostKey(appId, keyId);
    this.simulator.registerKey(key);
    return key;
  }

  /** A fresh key, brought into Gavel through the form of the options page. */
  async newKeyInGavel(label?: string, appId?: string): Promise<HostKey> {
    const key = this.newKey(appId);
    const options = await this.gavel.openOptions('keys');
    const { keyId, pkcs8Pem: pem } = key;
    await options.addKey({ appId: key.appId, keyId, key: { pem }, ...(label && { label }) });
    await options.close();
    return key;
  }

  /** Ends the meeting of a page from its panel, as a host does, and waits for the outcome. */
  async endFromPanel(page: MeetingPage): Promise<void> {
    await page.panel.endMeeting();
    const popup = await this.gavel.popup();
    await popup.confirm('End meeting');
    await popup.outcome(/JaaS accepted the request to end the meeting/);
    await popup.close();
  }

  /** Opens a meeting of these people and waits until the host's page is one of them. */
  async joinMeeting(
    appId: string,
    people: readonly JoinOptions[] = [],
    { room = newRoom(), ...join }: JoinQuery & { readonly room?: string } = {},
  ): Promise<{ page: MeetingPage; meeting: ReturnType<Simulator['meeting']>; room: string }> {
    const meeting = this.simulator.meeting(appId, room);
    for (const person of people) meeting.join(person);
    const hosts = () => meeting.participants().filter((it) => it.page).length;
    const before = hosts();
    const page = await this.gavel.openMeeting(appId, room, join);
    if (!(await waitFor(() => hosts() > before)))
      throw new Error(`Nobody joined ${meeting.fullName}`);
    return { page, meeting, room };
  }

  /** Waits until the API was asked this and has answered. */
  async request(
    operation: ApiRequest['operation'],
    matches: (request: ApiRequest) => boolean = () => true,
  ): Promise<ApiRequest> {
    const isIt = (it: ApiRequest) =>
      it.operation === operation && it.status !== 'pending' && matches(it);
    const found = await waitFor(() => this.simulator.requests.find(isIt));
    if (found) return found;
    const asked = this.simulator.requests.map((it) => `  ${it.operation} ${it.path} ${it.status}`);
    throw new Error(`JaaS was not asked for ${operation}. It was asked:\n${asked.join('\n')}`);
  }

  /** Kills the browser (`SIGKILL`: it writes nothing more) and starts it again as `restartBrowser` does. */
  async killBrowser(): Promise<Gavel> {
    const process = this.current.browser.process();
    if (process === null) throw new Error('The browser is not a process of ours.');
    const gone = once(process, 'exit');
    process.kill('SIGKILL');
    await gone;
    this.current = await start(this.options, this.simulator);
    return this.current;
  }

  /** Closes the browser and starts it again, with the same profile where there is a `userDataDir`. */
  async restartBrowser(): Promise<Gavel> {
    await this.current.close();
    this.current = await start(this.options, this.simulator);
    return this.current;
  }

  async close(): Promise<void> {
    await this.current.close();
    await this.simulator.stop();
  }
}

/** A room that no other test uses. */
export function newRoom(): string {
  return `Standup-${randomBytes(3).toString('hex')}`;
}

async function start(options: WorldOptions, simulator: Simulator): Promise<Gavel> {
  if (options.browser === 'firefox') {
    const { FirefoxGavel } = await import('~/tests/firefox/support/gavel');
    return FirefoxGavel.open({ ...options, port: simulator.port });
  }
  const { outputDir, now: _now, browser: _browser, english, hostRules = [], ...rest } = options;
  const networkArgs = simulator.chromiumArgs.map((arg) =>
    arg.startsWith('--host-resolver-rules=') ? [arg, ...hostRules].join(', ') : arg,
  );
  const launched = await launchGavel({ ...rest, networkArgs });
  return new Gavel({ ...launched, outputDir, ...(english && { english }) });
}
