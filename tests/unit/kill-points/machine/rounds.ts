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
 * Plays a flow again and again, killed at its first point, at its second, and so on to the one that
 * lives to its end.
 *
 * @returns how many points there were
 */
export async function atEveryPoint(round: (plan: Plan) => Promise<Life>): Promise<number> {
  for (let killAt = 1; killAt <= MOST; killAt += 1) {
    if ((await round({ killAt })).alive) return killAt - 1;
  }
  throw new Error(`There are more than ${MOST} points.`);
}

/** The same with a storage that refuses one step after the other. */
export async function atEveryStorageStep(
  plan: Omit<Plan, 'failAt' | 'killAt'>,
  round: (plan: Plan) => Promise<Life>,
): Promise<number> {
  for (let failAt = 1; failAt <= MOST; failAt += 1) {
    if ((await round({ ...plan, failAt })).refused.length === 0) return failAt - 1;
  }
  throw new Error(`There are more than ${MOST} steps.`);
}

/** Says how much was tried, for the report of numbers. */
export function tell(what: string, count: number): void {
  process.stdout.write(`kill points: ${what}: ${count}\n`);
}
