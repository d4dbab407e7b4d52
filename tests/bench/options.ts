import { parseArgs } from 'node:util';

/** How the benchmarks are run. */
export interface Options {
  /** Fewer rounds and smaller meetings: under two minutes, good for a look and not for a comparison. */
  readonly quick: boolean;
  /** Ids of the rows to measure; empty for all. */
  readonly only: readonly string[];
}

export type ParsedOptions =
  | { readonly ok: true; readonly options: Options }
  | { readonly ok: false; readonly problem: string };

/**
 * Reads the command line: `--quick`, and `--only <row>`, which may be repeated.
 *
 * @param known the ids of all rows
 */
export function parseOptions(args: readonly string[], known: readonly string[]): ParsedOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { quick: { type: 'boolean' }, only: { type: 'string', multiple: true } },
    });
    const only = values.only ?? [];
    const strange = only.find((id) => !known.includes(id));
    if (strange !== undefined) {
      return { ok: false, problem: `There is no row "${strange}". Rows: ${known.join(', ')}` };
    }
    return { ok: true, options: { quick: values.quick ?? false, only } };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}
