import type { Bench } from './bench';
import type { Goal } from './goal';
import type { Samples } from './measure';

export type Unit = 'ms' | 'bytes' | 'MB' | '% of a core';

/** One line of the table. */
export interface Line {
  readonly label: string;
  readonly unit: Unit;
  readonly samples: Samples;
  readonly goal?: Goal;
}

/** One row of what is measured, with its lines. */
export interface Row {
  /** For `--only`. */
  readonly id: string;
  readonly title: string;
  /** What the floor is. */
  readonly floor: string;
  /** What people would use instead; null where there is nothing. */
  readonly rival: string | null;
  run(bench: Bench): Promise<Measured>;
}

export interface Measured {
  readonly lines: readonly Line[];
  /** What has to be known to read the numbers. */
  readonly notes?: readonly string[];
}
