import type { ApiRequest } from '~/tests/simulator/api/record';
import type { Action, Step } from '~/utils/journal/action';
import type { FaultRow } from './faults';
import type { Kill } from './kills';
import type { MatrixOperation, Subject } from './operations';
import type { Verdict } from './verdict';

/** One cell of the matrix, before it is played. */
export interface Cell {
  readonly operation: MatrixOperation;
  readonly row: FaultRow;
  readonly kill: Kill;
  readonly subject: Subject;
  /** What the contract makes of it. */
  readonly verdict: Verdict;
}

/** A cell with all that is known of it afterwards. */
export interface Played extends Cell {
  readonly id: string;
  /** As it lies in the journal; null where it is lost. */
  readonly record: Action | null;
  /** What the simulator was asked. */
  readonly requests: readonly ApiRequest[];
  readonly isDone: boolean;
  /** How often Gavel has handed it to the browser; null where a background sent it unobserved. */
  readonly posted: number | null;
}

export const stepOf = ({ record }: Played): Step | null => record?.steps[0] ?? null;

export const nameOf = ({ operation, row, kill }: Cell) =>
  `${operation.kind}, ${row.name}, stopped ${kill}`;

/**
 * Everything in which a cell is not as it must be. First against the contract's own row; then, which
 * knows nothing of rows, the journal against the simulator's record.
 */
export function complaintsOf(played: Played): string[] {
  const step = stepOf(played);
  if (played.record === null || step === null) return ['lost: no record'];
  if (played.record.state !== 'done' || step.outcome === null) return ['lost: no outcome'];
  return [...againstContract(played, step), ...againstSimulator(played, step)];
}

/** How often the browser itself asks again, each time on another connection. */
const BROWSER_REPEATS = 2;

function againstContract(played: Played, { state, outcome }: Step): string[] {
  const { verdict, requests, row, posted, record, operation } = played;
  const { result, code, asked } = verdict;
  const { least = asked, both = false } = verdict;
  const most = asked + (row.mayComeAgain && asked > 0 ? BROWSER_REPEATS : 0);
  const host = row.host ?? operation.host;
  const hosts = new Set(requests.map((request) => request.host));
  const isBoth = hosts.size === 2;
  return complaints([
    [record?.steps.length !== 1 || record.steps[0]?.operation !== operation.kind, 'other steps'],
    [state !== result || outcome?.result !== result, `is ${state}, not ${result}`],
    [outcome?.code !== code, `says ${outcome?.code}, not ${code}`],
    [outcome?.status !== verdict.status, `status ${outcome?.status}, not ${verdict.status}`],
    [!both && requests.some((one) => one.host !== host), `another host than ${host}`],
    [both && !isBoth, 'not both hosts'],
    [requests.length < least, `asked ${requests.length} times, not ${asked}`],
    [requests.length > most, `doubled: asked ${requests.length} times, not ${asked}`],
    [
      posted !== null && (posted < least || posted > asked),
      `Gavel sent ${posted} times, not ${asked}`,
    ],
  ]);
}

function againstSimulator(played: Played, { state, outcome }: Step): string[] {
  const { requests, isDone, record } = played;
  const { code, sent, status } = outcome ?? {};
  // Of two addresses the one that the outcome is about.
  const last = requests.filter(({ base }) => base === outcome?.base).at(-1) ?? requests.at(-1);
  const isOfJaas = code !== 'not-jaas' && code !== 'said-failed' && code !== 'redirected';
  const answered = status !== undefined;
  const isCutOff = last?.status === 'dropped' && answered;
  const wasSeen = code !== 'interrupted' && code !== 'timeout' && code !== 'connection-lost';
  // JaaS itself says that it failed; the words that go with it say that nobody knows.
  const mayBeDone =
    state === 'accepted' ||
    state === 'unknown' ||
    code === 'server-fault' ||
    code === 'said-failed';
  return complaints([
    [state === 'accepted' && requests.length === 0, 'accepted, and JaaS was never asked'],
    [code === 'accepted' && !isDone, 'accepted, and nothing was done'],
    [isDone && !mayBeDone, `done, and the journal says ${state}`],
    [sent === false && requests.length > 0, 'not sent, and JaaS was asked'],
    [answered && !isCutOff && last?.status !== status, 'another status'],
    [answered && outcome?.base !== last?.base, 'another base address'],
    [
      wasSeen && isOfJaas && isSuccess(last) && code !== 'accepted',
      'JaaS accepted, the journal does not',
    ],
    [code === 'accepted' && !isSuccess(last) && !isCutOff, 'JaaS did not accept'],
    [state === 'accepted' && code !== 'accepted', 'accepted, and JaaS did not say so'],
    [/eyJ|PRIVATE KEY|Bearer/.test(JSON.stringify(record)), 'a secret in the record'],
  ]);
}

function isSuccess(request: ApiRequest | undefined): boolean {
  if (request?.status === 'dropped') return false;
  return typeof request?.status === 'number' && request.status >= 200 && request.status <= 299;
}

function complaints(checks: readonly (readonly [boolean, string])[]): string[] {
  return checks.filter(([wrong]) => wrong).map(([, what]) => what);
}
