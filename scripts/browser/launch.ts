import { resolve } from 'node:path';
import { type Browser, launch } from 'puppeteer-core';
import { chromiumFlags } from './flags';
import { thisMachine } from './machine';

/** The oldest that the manifest allows. */
const OLDEST_CHROME = 148;

const WINDOW_SIZE = { width: 1280, height: 800 };

export interface LaunchOptions {
  readonly executablePath: string;
  /** The built, unpacked extension. Its id comes from this path: same folder, same id. */
  readonly extensionDir: string;
  /** How the hosts that Gavel talks to are reached; the simulator's `chromiumArgs`. */
  readonly networkArgs: readonly string[];
  readonly headless: boolean;
  /** In CSS pixels. */
  readonly windowSize?: { readonly width: number; readonly height: number };
  /** A profile to keep. Without it a fresh one is made, and deleted again on close. */
  readonly userDataDir?: string;
  readonly extraArgs?: readonly string[];
  /** The caller closes the browser on Ctrl-C; else that ends this process too. */
  readonly ownSignals?: boolean;
}

export interface Launched {
  readonly browser: Browser;
  readonly extensionId: string;
}

/**
 * Starts Chromium with Gavel installed and the JaaS hosts led elsewhere.
 *
 * @throws when the browser is too old, does not start, or refuses the extension
 */
export async function launchGavel(options: LaunchOptions): Promise<Launched> {
  const { executablePath, headless, userDataDir, networkArgs, extraArgs = [] } = options;
  const { windowSize = WINDOW_SIZE, ownSignals = false } = options;
  const { isRoot } = thisMachine();
  const browser = await launch({
    executablePath,
    headless,
    pipe: true,
    enableExtensions: true,
    defaultViewport: null,
    handleSIGINT: !ownSignals,
    handleSIGTERM: !ownSignals,
    ...(userDataDir ? { userDataDir } : {}),
    args: chromiumFlags({ networkArgs, windowSize, isRoot, extraArgs }),
    env: { ...process.env, LANGUAGE: 'en_US' },
  });
  try {
    await refuseOldChrome(browser);
    const extensionId = await browser.installExtension(resolve(options.extensionDir));
    return { browser, extensionId };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function refuseOldChrome(browser: Browser): Promise<void> {
  const version = await browser.version();
  const major = Number(/\/(\d+)/.exec(version)?.[1]);
  if (major < OLDEST_CHROME) {
    throw new Error(`${version} is too old: Gavel needs version ${OLDEST_CHROME} or newer.`);
  }
}
