import { DEEP } from '~/tests/depth';
import { Life, lives, type Plan } from './life';

export interface Round<T> {
  readonly life: Life;
  /** What it came to before it was killed; null where it did not come to an end. */
  readonly end:
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; error: unknown }
    | null;
}

/** Lets one page or worker live by a plan until nothing of it moves any more. */
export async function live<T>(plan: Plan, flow: () => Promise<T>): Promise<Round<T>> {
  const life = new Life(plan);
  const end = lives.run(life, flow).then(
    (value) => ({ ok: true, value }) as const,
    (error: unknown) => ({ ok: false, error }) as const,
  );
  const came = await Promise.race([end, life.ended]);
  await life.rest();
  return { life, end: came === 'killed' ? null : came };
}

/** More than any flow has: one that never ends is a fault of its own. */
const MOST = 2000;

/**
 * What changes something that outlives a worker or a page, or leaves the browser. Whoever is killed
 * between two of these leaves the same behind wherever it was.
 */
const LASTING =
  /^(put|add|delete|clear|update|committing|hears of complete|fetch|lock|alarms\.|storage\.\w+\.set|\w+\.set$)/;

/**
 * Of these names in their order, those that are played, counted from 1: all of them in a deep run. Else
 * what docs/testing.md says.
 */
function worthPlaying(names: readonly string[]): number[] {
  return names.flatMap((name, at) =>
    DEEP || LASTING.test(name) || names.indexOf(name) === at ? [at + 1] : [],
  );
}

/**
 * Plays a flow again and again, killed at its first point, at its second, and so on to the one that
 * lives to its end. The quick run leaves out points at which nothing lasting has changed since the one
 * before, but for the first of each name.
 *
 * @returns how many points there are
 */
export async function atEveryPoint(round: (plan: Plan) => Promise<Life>): Promise<number> {
  const { points } = await round({});
  if (points.length > MOST) throw new Error(`There are more than ${MOST} points.`);
  const names = [...points];
  for (const killAt of worthPlaying(names)) {
    await round({ killAt });
  }
  return names.length;
}

/**
 * The same with a storage that refuses one step after the other.
 *
 * @param round gives back the steps that the storage was asked for
 * @returns how many steps there are
 */
export async function atEveryStorageStep(
  plan: Omit<Plan, 'failAt' | 'killAt'>,
  round: (plan: Plan) => Promise<readonly string[]>,
): Promise<number> {
  const names = [...(await round(plan))];
  for (const failAt of worthPlaying(names)) {
    await round({ ...plan, failAt });
  }
  return names.length;
}

/** Says how much there is to try, for the numbers of docs/security.md. */
export function tell(what: string, count: number): void {
  if (DEEP) process.stdout.write(`kill points: ${what}: ${count}\n`);
}
