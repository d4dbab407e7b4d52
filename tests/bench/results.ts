import { writeFile } from 'node:fs/promises';
import { cpus, release, type as system } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '~/scripts/build/extension';
import { judge } from './goal';
import { compare } from './measure';
import type { Line, Measured, Row } from './row';

/** What one row gave, or why it gave nothing. */
export type Finished = { readonly row: Row } & (
  | { readonly measured: Measured }
  | { readonly failure: string }
);

/** What has to be known of a run to compare it with another. */
export interface Circumstances {
  readonly quick: boolean;
  readonly browser: string;
}

/** Writes `tests/bench/results.json`; returns its path. */
export async function writeResults(
  finished: readonly Finished[],
  { quick, browser }: Circumstances,
): Promise<string> {
  const [cpu] = cpus();
  const results = {
    quick,
    browser,
    node: process.version,
    system: `${system()} ${release()}`,
    processor: `${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}`,
    rows: finished.map(rowOf),
  };
  const path = join(ROOT, 'tests', 'bench', 'results.json');
  await writeFile(path, `${JSON.stringify(results, rounded, 2)}\n`);
  return path;
}

function rowOf(one: Finished) {
  const { id, title, floor, rival } = one.row;
  const head = { id, title, floor, rival };
  if ('failure' in one) return { ...head, failure: one.failure };
  const { lines, notes = [] } = one.measured;
  return { ...head, notes, lines: lines.map(lineOf) };
}

function lineOf({ label, unit, samples, goal }: Line) {
  const comparison = compare(samples);
  const judged = goal ? judge(goal, comparison) : null;
  const rounds = samples.gavel?.length ?? 0;
  return { label, unit, rounds, ...comparison, target: judged };
}

/** Four digits that count: more would change from run to run and say nothing. */
function rounded(_key: string, value: unknown): unknown {
  if (typeof value !== 'number' || Number.isInteger(value)) return value;
  return Number(value.toPrecision(4));
}
