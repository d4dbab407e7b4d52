import type { Probe } from './probes';
import type { Answered } from './send-probe';

/** A probe and what came back, the second time too where it was sent twice. */
export interface Finding {
  readonly probe: Probe;
  readonly first: Answered;
  readonly again: Answered | null;
}

/** How much of a body the table shows, in characters. */
const BODY_WIDTH = 60;

const HEAD = ['operation', 'base', 'status', 'body', 'Date', 'ms', 'again'];

/** The answers as lines of a table whose columns stand under one another. */
export function table(findings: readonly Finding[]): string[] {
  const rows = [HEAD, ...findings.map(cellsOf)];
  const widths = HEAD.map((_, at) => Math.max(...rows.map((cells) => (cells[at] ?? '').length)));
  const lines = rows.map((cells) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [lines[0] ?? '', rule, ...lines.slice(1)];
}

/** An operation as the table and the summary name it. */
export function nameOf({ operation, variant }: Probe): string {
  return variant === '' ? operation.kind : `${operation.kind} (${variant})`;
}

/** The status of an answer; what became of the request where there was none. */
export function statusOf({ outcome }: Answered): string {
  return outcome.status === undefined ? outcome.code : String(outcome.status);
}

function cellsOf({ probe, first, again }: Finding): string[] {
  return [
    nameOf(probe),
    probe.base,
    statusOf(first),
    shortBody(first.body),
    first.clockAheadMs === null ? 'none' : seconds(first.clockAheadMs),
    first.ms === null ? '–' : String(Math.round(first.ms)),
    again === null ? 'not sent' : statusOf(again),
  ];
}

/** On one line, in printable characters: a body must not be able to write to the terminal. */
function shortBody(body: string): string {
  const line = body.replace(/\s+/g, ' ').replace(/\p{C}/gu, '').trim();
  if (line === '') return '(empty)';
  const characters = Array.from(line);
  return characters.length <= BODY_WIDTH
    ? line
    : `${characters.slice(0, BODY_WIDTH - 1).join('')}…`;
}

function seconds(ms: number): string {
  const rounded = Math.round(ms / 1000);
  return `${rounded < 0 ? '−' : '+'}${Math.abs(rounded)} s`;
}
