export type Mode =
  /** A browser on the screen, for a person to try. */
  | 'window'
  /** Plays the host's story by itself. */
  | 'story';

interface Surroundings {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
}

/** How the demo runs here; null when the arguments are not understood. */
export function demoMode({ args, env, platform }: Surroundings): Mode | null {
  if (args.some((arg) => arg !== '--headless')) return null;
  if (args.length > 0) return 'story';
  const hasDisplay = platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
  return hasDisplay ? 'window' : 'story';
}
