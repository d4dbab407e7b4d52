// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { parseOptions } from '~/tests/bench/options';

const ROWS = ['confirm', 'idle'];

describe('the command line of the benchmarks', () => {
  it('measures everything thoroughly when nothing is said', () => {
    expect(parseOptions([], ROWS)).toEqual({ ok: true, options: { quick: false, only: [] } });
  });

  it('takes --quick, and --only more than once', () => {
    const parsed = parseOptions(['--quick', '--only', 'idle', '--only', 'confirm'], ROWS);
    expect(parsed).toEqual({ ok: true, options: { quick: true, only: ['idle', 'confirm'] } });
  });

  it('names the rows when asked for one that does not exist', () => {
    expect(parseOptions(['--only', 'speed'], ROWS)).toEqual({
      ok: false,
      problem: 'There is no row "speed". Rows: confirm, idle',
    });
  });

  it.each([['--fast'], ['--only'], ['idle']])('refuses %s', (arg) => {
    expect(parseOptions([arg], ROWS).ok).toBe(false);
  });
});
