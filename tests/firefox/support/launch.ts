import { type Browser, launch } from 'puppeteer-core';
import { GECKO_ID } from '~/gecko-id';
import { startProxy } from './proxy';

export interface FirefoxOptions {
  readonly executablePath: string;
  /** The built, unpacked extension. */
  readonly extensionDir: string;
  /** The simulator's, which Firefox takes for 8x8. */
  readonly port: number;
  /** The ports on loopback of hosts that are not 8x8's. */
  readonly hosts?: Readonly<Record<string, number>>;
  readonly preferences?: Readonly<Record<string, unknown>>;
  /** The person's own folder, in the place of that of whoever runs the test. */
  readonly home?: string;
}

export interface LaunchedFirefox {
  readonly browser: Browser;
  /** Of Gavel's own pages, without a slash at the end. */
  readonly origin: string;
  /** Closes the browser, and what it was led to the simulator by. */
  close(): Promise<void>;
}

/** Starts a Firefox with Gavel installed and the JaaS hosts led elsewhere. */
export async function launchFirefox(options: FirefoxOptions): Promise<LaunchedFirefox> {
  const { executablePath, extensionDir, port, hosts, preferences, home } = options;
  const proxy = await startProxy(port, hosts);
  const uuid = crypto.randomUUID();
  const browser = await launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    acceptInsecureCerts: true,
    defaultViewport: null,
    ...(home && { env: { ...process.env, HOME: home } }),
    // Pages of an extension, and Firefox's own window, may be driven only with this.
    args: ['--remote-allow-system-access', '--width=1280', '--height=800'],
    extraPrefsFirefox: {
      'network.proxy.type': 1,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': proxy.port,
      'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: uuid }),
      'intl.locale.requested': 'en-US',
      ...preferences,
    },
  });
  const close = async () => {
    await browser.close();
    proxy.stop();
  };
  try {
    await browser.installExtension(extensionDir);
  } catch (error) {
    await close();
    throw error;
  }
  return { browser, origin: `moz-extension://${uuid}`, close };
}
