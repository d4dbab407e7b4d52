import type { Outcome } from '~/utils/jaas/outcome';

/** What is asked of JaaS, by Gavel's own names. */
export type Kind = 'ban-user' | 'kick' | 'ban-token' | 'end-meeting' | 'dial-out' | 'hang-up';

/** What the journal must say of a request, and how often it may have left. */
export interface Verdict {
  readonly result: Outcome['result'];
  readonly code: Outcome['code'];
  /** The status that the host is told. */
  readonly status?: number;
  /** How often Gavel asks JaaS, at both addresses together. */
  readonly asked: number;
  /** The least, where it depends on how long it takes. */
  readonly least?: number;
  /** Both addresses are asked. */
  readonly both?: true;
}

type VerdictOf = (kind: Kind) => Verdict;

/** Where a repetition could meet another meeting or call, a fault leaves open what was done. */
const LEFT_OPEN: ReadonlySet<Kind> = new Set(['end-meeting', 'hang-up']);

/** What is repeated once after a fault of the server. */
const REPEATED: ReadonlySet<Kind> = new Set(['ban-user', 'kick', 'ban-token', 'end-meeting']);

/** What both addresses have and does no harm twice: where the first gives no word of JaaS's the other is asked. */
const AT_BOTH: ReadonlySet<Kind> = new Set(['ban-user', 'ban-token', 'end-meeting']);

/** The same verdict of each address. */
const atBoth = (kind: Kind, verdict: Verdict): Verdict =>
  AT_BOTH.has(kind) ? { ...verdict, asked: 2 * verdict.asked, both: true } : verdict;

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

/** A success that is a web page. */
export const notJaas =
  (status: number): VerdictOf =>
  (kind) =>
    atBoth(kind, { result: 'unknown', code: 'not-jaas', status, asked: 1 });

/** A success whose body says that it failed. */
export const saidFailed: VerdictOf = (kind) => ({
  result: LEFT_OPEN.has(kind) ? 'unknown' : 'failed',
  code: 'said-failed',
  status: 200,
  asked: 1,
});

/** Browsers do not tell which redirect it is, and one of them follows what was done: a call costs. */
export const redirected: VerdictOf = (kind) =>
  atBoth(kind, {
    result: kind === 'dial-out' ? 'unknown' : 'refused',
    code: 'redirected',
    asked: 1,
  });

export const inFront =
  (status: number): VerdictOf =>
  (kind) =>
    atBoth(kind, { result: 'refused', code: 'in-front', status, asked: 1 });

/** The first address is JaaS's no more. */
export const movedOn: VerdictOf = (kind) =>
  AT_BOTH.has(kind) ? { ...accepted(200, 2)(kind), both: true } : accepted()(kind);

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

/** The same with a web page, which says nothing of JaaS: the end of a meeting is asked for as long as it is in time. */
export const faultyPage =
  (status: number): VerdictOf =>
  (kind) => {
    const verdict = atBoth(kind, faulty(status)(kind));
    return kind === 'end-meeting' ? { ...verdict, least: 2 } : verdict;
  };

/** A server that has a fault of its own once. */
export const faultyOnce =
  (status: number): VerdictOf =>
  (kind) =>
    REPEATED.has(kind) ? accepted(200, 2)(kind) : faulty(status)(kind);

/** The repetition finds no such person and no such meeting any more, at either address. */
export const faultyOnceAndDone =
  (status: number): VerdictOf =>
  (kind) =>
    kind === 'kick'
      ? notFound(2)(kind)
      : kind === 'end-meeting'
        ? { ...notFound()(kind), asked: 3, least: 2 }
        : faultyOnce(status)(kind);

const NOT_FOUND: Record<Kind, Pick<Verdict, 'result' | 'code'>> = {
  'ban-user': { result: 'refused', code: 'unknown-address' },
  kick: { result: 'unknown', code: 'no-such-person' },
  'ban-token': { result: 'refused', code: 'unknown-address' },
  'end-meeting': { result: 'unknown', code: 'no-such-meeting' },
  'dial-out': { result: 'refused', code: 'unknown-address' },
  'hang-up': { result: 'refused', code: 'no-such-call' },
};

export const notFound =
  (asked = 1): VerdictOf =>
  (kind) =>
    atBoth(kind, { ...NOT_FOUND[kind], status: 404, asked });

/** A call is not judged by hindsight: what broke may have been read. */
const outOfReach =
  (code: 'offline' | 'unreachable'): VerdictOf =>
  (kind) =>
    kind === 'dial-out'
      ? { result: 'unknown', code: 'connection-lost', asked: 0 }
      : { result: 'failed', code, asked: 0 };

export const offline = outOfReach('offline');
export const unreachable = outOfReach('unreachable');
