import { type Goal, type Judged, judge } from './goal';
import { type Comparison, compare, type Ratio } from './measure';
import type { Line, Unit } from './row';
import type { Summary } from './statistics';

const HEAD = ['', 'Gavel', 'floor', '× floor', 'rival', '× rival', 'target'] as const;

/** What stands in the table about one row. */
export interface Section {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly notes: readonly string[];
}

/** The whole table, in columns for a terminal. */
export function drawTable(sections: readonly Section[]): string {
  const cells = sections.flatMap(({ lines }) => lines.map(cellsOf));
  const widths = HEAD.map((head, at) =>
    Math.max(head.length, ...cells.map((line) => line[at]?.length ?? 0)),
  );
  const draw = (line: readonly string[]) =>
    line
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd();
  const drawn = sections.flatMap(({ title, lines, notes }) => [
    '',
    title,
    ...lines.map((line) => draw(cellsOf(line))),
    ...notes.map((note) => `    ${note}`),
  ]);
  return [draw(HEAD), ...drawn].join('\n');
}

function cellsOf({ label, unit, samples, goal }: Line): string[] {
  const comparison = compare(samples);
  const { gavel, floor, rival, overFloor, overRival } = comparison;
  return [
    `  ${label}`,
    amount(gavel, unit),
    floor ? amount(floor, unit) : '–',
    overFloor ? times(overFloor) : '–',
    rival ? amount(rival, unit) : '–',
    overRival ? times(overRival) : '–',
    goal ? verdict(goal, unit, comparison) : '–',
  ];
}

/** A number with its unit, to be read and compared: three digits that count. */
export function amount({ median }: Pick<Summary, 'median'>, unit: Unit): string {
  if (unit === 'bytes') return `${Math.round(median).toLocaleString('en')} B`;
  return `${digits(median)} ${unit === '% of a core' ? '%' : unit}`;
}

function digits(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return Math.round(value).toLocaleString('en');
  if (size >= 10) return value.toFixed(1);
  return value.toFixed(size >= 0.1 || size === 0 ? 2 : 3);
}

/** `1.42 (1.30–1.55)`: the ratio of the medians, and the middle half of the rounds' ratios. */
export function times({ ofMedians, low, high }: Ratio): string {
  return `${digits(ofMedians)} (${digits(low)}–${digits(high)})`;
}

function verdict(goal: Goal, unit: Unit, comparison: Comparison): string {
  const judged = judge(goal, comparison);
  return judged ? `${goalLabel(judged, unit)} ${judged.met ? 'yes' : 'NO'}` : '–';
}

function goalLabel({ goal }: Judged, unit: Unit): string {
  if (goal.kind === 'ratio') return `≤ ${goal.most} ×`;
  const most = amount({ median: goal.most }, unit);
  return goal.kind === 'value' ? `≤ ${most}` : `≤ ${most} more`;
}
