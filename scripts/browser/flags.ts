export interface FlagOptions {
  /** How the hosts that Gavel talks to are reached; the simulator's `chromiumArgs`. */
  readonly networkArgs: readonly string[];
  /** In CSS pixels. */
  readonly windowSize: { readonly width: number; readonly height: number };
  /** Chromium's own sandbox refuses to start as root. */
  readonly isRoot: boolean;
  readonly extraArgs?: readonly string[];
}

/**
 * Chromium's command line. The two JaaS hosts lead elsewhere by `networkArgs`, so that Gavel needs
 * no address that exists only for tests, and the browser keeps off the network on its own account.
 */
export function chromiumFlags(options: FlagOptions): string[] {
  const { networkArgs, windowSize, isRoot, extraArgs = [] } = options;
  return [
    ...networkArgs,
    `--window-size=${windowSize.width},${windowSize.height}`,
    '--lang=en-US',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    ...(isRoot ? ['--no-sandbox'] : []),
    ...extraArgs,
  ];
}
