import type { Outcome } from '~/utils/jaas/outcome';

/** What is asked of JaaS, by Gavel's own names. */
export type Kind = 'ban-user' | 'kick' | 'ban-token' | 'end-meeting' | 'dial-out' | 'hang-up';

/** What the journal must say of a request, and how often it may have left. */
export interface Verdict {
  readonly result: Outcome['result'];
  readonly code: Outcome['code'];
  /** The status that the host is told. */
  readonly status?: number;
  /** How often Gavel asks JaaS. */
  readonly asked: number;
}

type VerdictOf = (kind: Kind) => Verdict;

/** Where a repetition could meet another meeting or call, a fault leaves open what was done. */
const LEFT_OPEN: ReadonlySet<Kind> = new Set(['end-meeting', 'hang-up']);

/** What is repeated once after a fault of the server. */
const REPEATED: ReadonlySet<Kind> = new Set(['ban-user', 'kick', 'ban-token', 'end-meeting']);

const always =
  (verdict: Verdict): VerdictOf =>
  () =>
    verdict;

export const accepted = (status = 200, asked = 1) =>
  always({ result: 'accepted', code: 'accepted', status, asked });

export const refused = (status: number, code: Outcome['code'], asked = 1) =>
  always({ result: 'refused', code, status, asked });

export const unknown = (code: Outcome['code'], status?: number) =>
  always({ result: 'unknown', code, asked: 1, ...(status !== undefined && { status }) });

/** Asked to wait: for no time at all, for too long, or again and again. */
export const busy = (status: number, asked = 1) =>
  always({ result: 'failed', code: 'busy', status, asked });

/** Asked to wait a while again and again. A call is never repeated by itself. */
export const busyForEver =
  (status: number): VerdictOf =>
  (kind) =>
    busy(status, kind === 'dial-out' ? 1 : 4)(kind);

/** Asked to wait a while, and then taken. */
export const busyOnce =
  (status: number): VerdictOf =>
  (kind) =>
    kind === 'dial-out' ? busy(status)(kind) : accepted(200, 2)(kind);

/** A server that has a fault of its own, also when it is asked once more. */
export const faulty =
  (status: number): VerdictOf =>
  (kind) => {
    const asked = REPEATED.has(kind) ? 2 : 1;
    const result = LEFT_OPEN.has(kind) ? 'unknown' : 'failed';
    return { result, code: 'server-fault', status, asked };
  };

/** A server that has a fault of its own once. */
export const faultyOnce =
  (status: number): VerdictOf =>
  (kind) =>
    REPEATED.has(kind) ? accepted(200, 2)(kind) : faulty(status)(kind);

/** The repetition finds no such person and no such meeting any more: that is what was wanted. */
export const faultyOnceAndDone =
  (status: number): VerdictOf =>
  (kind) =>
    kind === 'kick' || kind === 'end-meeting' ? notFound(2)(kind) : faultyOnce(status)(kind);

const NOT_FOUND: Record<Kind, Pick<Verdict, 'result' | 'code'>> = {
  'ban-user': { result: 'refused', code: 'unknown-address' },
  kick: { result: 'accepted', code: 'already-left' },
  'ban-token': { result: 'refused', code: 'unknown-address' },
  'end-meeting': { result: 'accepted', code: 'already-over' },
  'dial-out': { result: 'refused', code: 'unknown-address' },
  'hang-up': { result: 'refused', code: 'no-such-call' },
};

export const notFound =
  (asked = 1): VerdictOf =>
  (kind) => ({ ...NOT_FOUND[kind], status: 404, asked });

/** Refused before it left. */
export const offline = always({ result: 'refused', code: 'offline', asked: 0 });

/** A call is not judged by hindsight: what broke may have been read. */
export const unreachable: VerdictOf = (kind) =>
  kind === 'dial-out'
    ? { result: 'unknown', code: 'connection-lost', asked: 0 }
    : { result: 'failed', code: 'unreachable', asked: 0 };
