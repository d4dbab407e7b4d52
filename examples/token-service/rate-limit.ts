const MINUTE_MS = 60_000;

/**
 * Counts by name: true as often as `perMinute` says in any sixty seconds, and then false. In memory,
 * so that several servers each count for themselves.
 */
export function rateLimit(perMinute: number, now: () => number): (name: string) => boolean {
  const given = new Map<string, readonly number[]>();
  return (name) => {
    const recent = (given.get(name) ?? []).filter((at) => at > now() - MINUTE_MS);
    const isAdmitted = recent.length < perMinute;
    given.set(name, isAdmitted ? [...recent, now()] : recent);
    return isAdmitted;
  };
}
