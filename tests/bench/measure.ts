import { type Summary, summaryOf } from './statistics';

/** Who is measured: Gavel, the limit, and what people would use instead. */
type Side = 'floor' | 'gavel' | 'rival';

/** What one try gave, by what was measured. */
export type Readings = Readonly<Record<string, number>>;

/** One try of each side; sides beyond the three are for a row's own sums. */
export type Round = Readonly<Record<string, Readings>>;

export interface Plan {
  readonly rounds: number;
  /** Tries of each side before those that count. */
  readonly warmUps?: number;
}

/**
 * Measures the sides in turn, round by round, each round beginning with another one: what the
 * machine does besides then falls on all of them.
 */
export async function alternate(
  sides: Readonly<Record<string, () => Promise<Readings>>>,
  { rounds, warmUps = 1 }: Plan,
): Promise<Round[]> {
  const found: Round[] = [];
  const attempts = Object.entries(sides);
  for (let number = -warmUps; number < rounds; number += 1) {
    const first = Math.abs(number) % attempts.length;
    const round: Record<string, Readings> = {};
    for (const [side, once] of [...attempts.slice(first), ...attempts.slice(0, first)]) {
      round[side] = await once();
    }
    if (number >= 0) found.push(round);
  }
  return found;
}

/** What each round gave for one thing; undefined where a side was not measured. */
export type Samples = Readonly<Record<Side, readonly number[] | undefined>>;

/** Picks one thing out of the rounds. */
export function samplesOf(rounds: readonly Round[], what: string): Samples {
  const of = (side: Side): number[] | undefined => {
    const numbers = rounds.map((round) => round[side]?.[what]);
    const known = numbers.filter((one) => one !== undefined);
    return known.length > 0 && known.length === numbers.length ? known : undefined;
  };
  return { floor: of('floor'), gavel: of('gavel'), rival: of('rival') };
}

/** The ratio of two medians; the spread is that of the rounds' own ratios. */
export interface Ratio {
  readonly ofMedians: number;
  readonly low: number;
  readonly high: number;
}

export interface Comparison {
  readonly gavel: Summary;
  readonly floor: Summary | null;
  readonly rival: Summary | null;
  /** Gavel over floor. */
  readonly overFloor: Ratio | null;
  /** Gavel over rival: below 1 Gavel is the quicker or smaller one. */
  readonly overRival: Ratio | null;
}

/** @throws where Gavel itself was not measured */
export function compare({ gavel, floor, rival }: Samples): Comparison {
  if (gavel === undefined) throw new Error('Gavel was not measured.');
  return {
    gavel: summaryOf(gavel),
    floor: floor ? summaryOf(floor) : null,
    rival: rival ? summaryOf(rival) : null,
    overFloor: floor ? ratioOf(gavel, floor) : null,
    overRival: rival ? ratioOf(gavel, rival) : null,
  };
}

/** Null where the other side is nothing at all. */
function ratioOf(mine: readonly number[], others: readonly number[]): Ratio | null {
  const whole = summaryOf(mine).median / summaryOf(others).median;
  const each = mine.flatMap((one, at) => {
    const ratio = one / (others[at] ?? Number.NaN);
    return Number.isFinite(ratio) ? [ratio] : [];
  });
  if (!Number.isFinite(whole) || each.length === 0) return null;
  const { low, high } = summaryOf(each);
  return { ofMedians: whole, low, high };
}
