import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from '~/scripts/browser/ensure';
import { buildExtension, isFresh } from '~/scripts/build/extension';
import type { Bench } from './bench';
import { type Options, parseOptions } from './options';
import { type Finished, writeResults } from './results';
import type { Row } from './row';
import { ROWS } from './rows/all';
import { drawTable } from './table';

const log = (line: string): void => void process.stdout.write(`${line}\n`);

const parsed = parseOptions(
  process.argv.slice(2),
  ROWS.map(({ id }) => id),
);
if (parsed.ok) await run(parsed.options);
else {
  log(parsed.problem);
  process.exitCode = 2;
}

/** Measures, prints one table and writes it down. No number is right or wrong here. */
async function run({ quick, only }: Options): Promise<void> {
  const executablePath = await ensureChromium({ log });
  if (!isFresh()) await buildExtension(log);
  const temp = await mkdtemp(join(tmpdir(), 'gavel-bench-'));
  try {
    const bench: Bench = { quick, temp, executablePath, log };
    const wanted = ROWS.filter(({ id }) => only.length === 0 || only.includes(id));
    const finished: Finished[] = [];
    for (const row of wanted) finished.push(await measured(row, bench));
    log(`\n${drawTable(finished.map(sectionOf))}\n`);
    log(
      `written to ${await writeResults(finished, { quick, browser: versionOf(executablePath) })}`,
    );
    if (finished.some((one) => 'failure' in one)) process.exitCode = 1;
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}

/** A row that breaks off does not take the others with it. */
async function measured(row: Row, bench: Bench): Promise<Finished> {
  const began = performance.now();
  try {
    const result = await row.run(bench);
    log(`${row.id}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
    return { row, measured: result };
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    log(`${row.id}: broke off: ${failure}`);
    return { row, failure };
  }
}

function sectionOf(one: Finished) {
  const title = one.row.title;
  if ('failure' in one) return { title, lines: [], notes: [`broke off: ${one.failure}`] };
  return { title, lines: one.measured.lines, notes: one.measured.notes ?? [] };
}

function versionOf(executablePath: string): string {
  return spawnSync(executablePath, ['--version'], { encoding: 'utf8' }).stdout.trim();
}
