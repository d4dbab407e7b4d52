import { nameOf, type Played, stepOf } from './cell';

const HEAD = [
  'Operation',
  'Fault',
  'Stopped',
  'JaaS was asked and answered',
  'Done',
  'Journal',
  'The host reads',
  'Agree',
];

/** The whole matrix in Markdown, a line a cell. */
export function tableOf(
  cells: readonly Played[],
  words: ReadonlyMap<string, string>,
  complaints: (cell: Played) => readonly string[],
): string {
  const lines = cells.map((cell) => {
    const { operation, row, kill, requests, isDone, id } = cell;
    const outcome = stepOf(cell)?.outcome;
    const answers = requests.map(({ status }) => status).join(', ');
    const wrong = complaints(cell);
    return [
      operation.kind,
      row.name,
      kill,
      requests.length === 0 ? 'not asked' : `${requests.length}×: ${answers}`,
      isDone ? 'yes' : 'no',
      outcome ? `${outcome.result}: ${outcome.code}` : 'none',
      words.get(id) ?? '',
      wrong.length === 0 ? 'yes' : `NO: ${wrong.join('; ')}`,
    ];
  });
  const rule = HEAD.map(() => '---');
  return [HEAD, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** What is wrong, a line a cell, for the person who reads why the test failed. */
export function wrongOf(
  cells: readonly Played[],
  complaints: (cell: Played) => readonly string[],
): string[] {
  return cells.flatMap((cell) => {
    const wrong = complaints(cell);
    const asked = cell.requests.map(({ status }) => status).join(', ');
    return wrong.length === 0 ? [] : [`${nameOf(cell)}: ${wrong.join('; ')} (asked: ${asked})`];
  });
}
