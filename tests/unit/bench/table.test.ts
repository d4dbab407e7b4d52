// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { judge } from '~/tests/bench/goal';
import { compare } from '~/tests/bench/measure';
import type { Line } from '~/tests/bench/row';
import { amount, drawTable, times } from '~/tests/bench/table';

const slow: Line = {
  label: 'click → drawn',
  unit: 'ms',
  samples: { gavel: [30, 40, 50], floor: [20, 20, 20], rival: [80, 80, 80] },
  goal: { kind: 'ratio', most: 1.25 },
};
const small: Line = {
  label: 'reader',
  unit: 'bytes',
  samples: { gavel: [2900], floor: undefined, rival: undefined },
  goal: { kind: 'value', most: 3072 },
};

describe('the table', () => {
  it('puts Gavel, floor, rival, their ratios and the target in columns under each row', () => {
    const text = drawTable([
      { title: 'Row one', lines: [slow], notes: ['a note'] },
      { title: 'Row two', lines: [small], notes: [] },
    ]);
    expect(text.split('\n')).toEqual([
      '                   Gavel    floor           × floor    rival           × rival         target',
      '',
      'Row one',
      '  click → drawn  40.0 ms  20.0 ms  2.00 (1.75–2.25)  80.0 ms  0.50 (0.44–0.56)    ≤ 1.25 × NO',
      '    a note',
      '',
      'Row two',
      '  reader         2,900 B        –                 –        –                 –  ≤ 3,072 B yes',
    ]);
  });

  it('shows a row without lines with its reason', () => {
    expect(drawTable([{ title: 'Row', lines: [], notes: ['broke off: gone'] }])).toContain('gone');
  });

  it.each([
    [0, 'ms', '0.00 ms'],
    [0.0123, '% of a core', '0.012 %'],
    [3.456, 'ms', '3.46 ms'],
    [34.56, 'MB', '34.6 MB'],
    [-345.6, 'ms', '-346 ms'],
    [37643, 'bytes', '37,643 B'],
  ] as const)('writes %d %s as %s', (median, unit, text) => {
    expect(amount({ median }, unit)).toBe(text);
  });

  it('writes a ratio with its spread', () => {
    expect(times({ ofMedians: 1.417, low: 1.3, high: 12 })).toBe('1.42 (1.30–12.0)');
  });
});

describe('a target', () => {
  it('can be about the ratio, about Gavel’s own number, or about what it adds', () => {
    const found = compare({ gavel: [12], floor: [10], rival: undefined });
    expect(judge({ kind: 'ratio', most: 1.25 }, found)).toMatchObject({ value: 1.2, met: true });
    expect(judge({ kind: 'value', most: 11 }, found)).toMatchObject({ value: 12, met: false });
    expect(judge({ kind: 'added', most: 2 }, found)).toMatchObject({ value: 2, met: true });
  });

  it('is left open where there is nothing to compare with', () => {
    const alone = compare({ gavel: [12], floor: undefined, rival: undefined });
    expect(judge({ kind: 'ratio', most: 1.25 }, alone)).toBeNull();
    expect(judge({ kind: 'added', most: 2 }, alone)).toBeNull();
  });
});
