export type Mode =
  /** A browser on the screen, for a person to try. */
  | 'window'
  /** Plays the story of a host who holds the key, by itself. */
  | 'story'
  /** The story of a host whose organisation signs. */
  | 'organisation';

const FLAGS = ['--headless', '--organisation'];

interface Surroundings {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
}

/** How the demo runs here; null when the arguments are not understood. */
export function demoMode({ args, env, platform }: Surroundings): Mode | null {
  if (args.some((arg) => !FLAGS.includes(arg))) return null;
  if (args.includes('--organisation')) return 'organisation';
  if (args.length > 0) return 'story';
  const hasDisplay = platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
  return hasDisplay ? 'window' : 'story';
}
