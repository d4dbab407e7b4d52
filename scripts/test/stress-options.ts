import { parseArgs } from 'node:util';

interface StressOptions {
  /** Busy loops beside each core. */
  readonly load: number;
  /** How often the units run. */
  readonly times: number;
  /** Names of the suites to run; empty for both. */
  readonly only: readonly string[];
}

export type ParsedStress =
  | { readonly ok: true; readonly options: StressOptions }
  | { readonly ok: false; readonly problem: string };

/** What can be run under stress. */
const KNOWN = ['unit', 'e2e'];

/** Reads the command line: `--load 2`, `--times 5`, and `--only <suite>`, which may be repeated. */
export function parseStress(args: readonly string[]): ParsedStress {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        load: { type: 'string', default: '2' },
        times: { type: 'string', default: '5' },
        only: { type: 'string', multiple: true, default: [] },
      },
    });
    for (const name of ['load', 'times'] as const) {
      if (!/^[1-9]\d{0,2}$/.test(values[name])) {
        return { ok: false, problem: `--${name} takes a whole number from 1 to 999.` };
      }
    }
    const strange = values.only.find((name) => !KNOWN.includes(name));
    if (strange !== undefined) {
      return { ok: false, problem: `There is no suite "${strange}" here: ${KNOWN.join(', ')}` };
    }
    const { load, times, only } = values;
    return { ok: true, options: { load: Number(load), times: Number(times), only } };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}
