import { i18n } from '#i18n';
import type { Step } from '~/utils/actions/action';
import { type Base, hostOf as hostOfBase } from '~/utils/jaas/address';
import { mayBeDone } from '~/utils/jaas/may-be-done';
import type { Outcome, OutcomeCode } from '~/utils/jaas/outcome';

/** How a line is marked; the words alone say it too. */
export type Tone = 'plain' | 'good' | 'warn' | 'danger';

/** What the host can do next, as a button. */
export type Offer = 'open-keys' | 'other-base' | 'repeat' | 'paste-again' | 'permissions';

export interface OutcomeWords {
  /** What happened. */
  readonly happened: string;
  /** Whether anything was done; null where that is said already. */
  readonly done: string | null;
  /** The next step in words, and as buttons. */
  readonly next: string | null;
  readonly offers: readonly Offer[];
  /** What the API itself said, redacted. */
  readonly api: string | null;
  readonly tone: Tone;
}

type Operation = Step['operation'];

const accepted: Record<Operation, () => string> = {
  'ban-user': () => i18n.t('outcome.accepted.ban'),
  kick: () => i18n.t('outcome.accepted.kick'),
  'ban-token': () => i18n.t('outcome.accepted.token'),
  'end-meeting': () => i18n.t('outcome.accepted.end'),
  'dial-out': () => i18n.t('outcome.accepted.call'),
  'hang-up': () => i18n.t('outcome.accepted.hangUp'),
};

const waiting: Record<Operation, () => string> = {
  'ban-user': () => i18n.t('outcome.waiting.ban'),
  kick: () => i18n.t('outcome.waiting.kick'),
  'ban-token': () => i18n.t('outcome.waiting.token'),
  'end-meeting': () => i18n.t('outcome.waiting.end'),
  'dial-out': () => i18n.t('outcome.waiting.call'),
  'hang-up': () => i18n.t('outcome.waiting.hangUp'),
};

const sending: Record<Operation, () => string> = {
  'ban-user': () => i18n.t('outcome.sending.ban'),
  kick: () => i18n.t('outcome.sending.kick'),
  'ban-token': () => i18n.t('outcome.sending.token'),
  'end-meeting': () => i18n.t('outcome.sending.end'),
  'dial-out': () => i18n.t('outcome.sending.call'),
  'hang-up': () => i18n.t('outcome.sending.hangUp'),
};

const skipped: Record<Operation, () => string> = {
  'ban-user': () => i18n.t('outcome.skipped.ban'),
  kick: () => i18n.t('outcome.skipped.kick'),
  'ban-token': () => i18n.t('outcome.skipped.token'),
  'end-meeting': () => i18n.t('outcome.skipped.end'),
  'dial-out': () => i18n.t('outcome.skipped.call'),
  'hang-up': () => i18n.t('outcome.skipped.hangUp'),
};

const undone: Record<Operation, () => string> = {
  'ban-user': () => i18n.t('outcome.undone.ban'),
  kick: () => i18n.t('outcome.undone.kick'),
  'ban-token': () => i18n.t('outcome.undone.token'),
  'end-meeting': () => i18n.t('outcome.undone.end'),
  'dial-out': () => i18n.t('outcome.undone.call'),
  'hang-up': () => i18n.t('outcome.undone.hangUp'),
};

const unknown: Record<Operation, () => string> = {
  'ban-user': () => i18n.t('outcome.unknown.ban'),
  kick: () => i18n.t('outcome.unknown.kick'),
  'ban-token': () => i18n.t('outcome.unknown.token'),
  'end-meeting': () => i18n.t('outcome.unknown.end'),
  'dial-out': () => i18n.t('outcome.unknown.call'),
  'hang-up': () => i18n.t('outcome.unknown.hangUp'),
};

interface Row {
  readonly happened: (outcome: Outcome, operation: Operation) => string;
  readonly next?: (outcome: Outcome, keyId: string | null) => string;
  readonly offers?: readonly Offer[];
}

const repeat = { next: () => i18n.t('outcome.next.repeat'), offers: ['repeat'] } as const;
const again = { offers: ['repeat'] } as const;
const later = { next: () => i18n.t('outcome.next.later'), offers: ['repeat'] } as const;

/** One row a code, so that a new code does not compile without its words. */
const ROWS: Record<OutcomeCode, Row> = {
  accepted: { happened: (_, operation) => accepted[operation]() },
  'already-over': { happened: () => i18n.t('outcome.happened.alreadyOver') },
  'already-left': { happened: () => i18n.t('outcome.happened.alreadyLeft') },
  'no-such-call': {
    happened: () => i18n.t('outcome.happened.noSuchCall'),
    next: () => i18n.t('outcome.next.noSuchCall'),
  },
  'not-understood': {
    happened: (outcome) => i18n.t('outcome.happened.notUnderstood', [statusOf(outcome)]),
    next: () => i18n.t('outcome.next.notUnderstood'),
  },
  'token-refused': {
    happened: () => i18n.t('outcome.happened.tokenRefused'),
    next: (_, keyId) =>
      keyId === null
        ? i18n.t('outcome.next.tokenRefused')
        : i18n.t('outcome.next.tokenRefusedOf', [keyId]),
    offers: ['open-keys'],
  },
  'not-allowed': {
    happened: () => i18n.t('outcome.happened.notAllowed'),
    next: () => i18n.t('outcome.next.notAllowed'),
    offers: ['open-keys'],
  },
  'unknown-address': {
    happened: (outcome) => i18n.t('outcome.happened.unknownAddress', [hostOf(outcome)]),
    next: (outcome) => i18n.t('outcome.next.unknownAddress', [otherHost(outcome)]),
    offers: ['other-base'],
  },
  conflict: { happened: () => i18n.t('outcome.happened.conflict'), ...repeat },
  busy: { happened: (outcome) => i18n.t('outcome.happened.busy', [statusOf(outcome)]), ...later },
  'server-fault': {
    happened: (outcome) => i18n.t('outcome.happened.serverFault', [statusOf(outcome)]),
    ...later,
  },
  unexpected: {
    happened: (outcome) => i18n.t('outcome.happened.unexpected', [statusOf(outcome)]),
    next: (outcome) => i18n.t('outcome.next.unknownAddress', [otherHost(outcome)]),
    offers: ['other-base'],
  },
  timeout: {
    happened: (outcome) => i18n.t('outcome.happened.timeout', [hostOf(outcome)]),
    next: repeat.next,
    offers: ['repeat', 'other-base'],
  },
  'connection-lost': {
    happened: (outcome) => i18n.t('outcome.happened.connectionLost', [hostOf(outcome)]),
    next: repeat.next,
    offers: ['repeat', 'other-base'],
  },
  abandoned: { happened: () => i18n.t('outcome.happened.abandoned'), ...repeat },
  interrupted: { happened: () => i18n.t('outcome.happened.interrupted'), ...repeat },
  unreachable: {
    happened: (outcome) => i18n.t('outcome.happened.unreachable', [hostOf(outcome)]),
    next: () => i18n.t('outcome.next.unreachable'),
    offers: ['repeat', 'other-base'],
  },
  'not-sent': { happened: () => i18n.t('outcome.happened.notSent'), ...later },
  missed: {
    happened: () => i18n.t('outcome.happened.missed'),
    next: () => i18n.t('outcome.next.missed'),
    offers: ['repeat'],
  },
  offline: {
    happened: () => i18n.t('outcome.happened.offline'),
    next: () => i18n.t('outcome.next.offline'),
    offers: ['repeat'],
  },
  'no-permission': {
    happened: (outcome) => i18n.t('outcome.happened.noPermission', [hostOf(outcome)]),
    next: () => i18n.t('outcome.next.noPermission'),
    offers: ['permissions', 'repeat'],
  },
  'no-key': {
    happened: () => i18n.t('outcome.happened.noKey'),
    next: () => i18n.t('outcome.next.noKey'),
    offers: ['open-keys', 'repeat'],
  },
  'signing-failed': {
    happened: () => i18n.t('outcome.happened.signingFailed'),
    next: () => i18n.t('outcome.next.noKey'),
    offers: ['open-keys'],
  },
  'bad-request': {
    happened: () => i18n.t('outcome.happened.badRequest'),
    next: () => i18n.t('outcome.next.badRequest'),
  },
  cancelled: { happened: () => i18n.t('outcome.happened.cancelled'), ...again },
  'held-back': { happened: () => i18n.t('outcome.happened.heldBack'), ...again },
};

const TONES = { accepted: 'good', refused: 'danger', failed: 'danger', unknown: 'warn' } as const;

/**
 * An outcome in words: what happened, whether anything was done, the next step. Never says more
 * than that JaaS accepted a request. What always goes to one address is offered no other.
 *
 * @param options.keyId the key that signed, to be named where it may be the reason
 */
export function outcomeWords(
  outcome: Outcome,
  operation: Operation,
  { keyId = null }: { keyId?: string | null } = {},
): OutcomeWords {
  const { happened, next, offers = [] } = rowOf(outcome, operation);
  const isOver = operation === 'kick' || operation === 'end-meeting';
  return {
    happened: happened(outcome, operation),
    done: doneOf(outcome, operation),
    next: next?.(outcome, keyId) ?? null,
    offers: ONE_BASE.has(operation) ? offers.filter((offer) => offer !== 'other-base') : offers,
    api: outcome.message ? i18n.t('outcome.api', [outcome.message]) : null,
    tone:
      (outcome.code === 'unknown-address' && isOver) || mayBeDone(outcome)
        ? 'warn'
        : TONES[outcome.result],
  };
}

/** Operations that JaaS documents for one address only. */
const ONE_BASE: ReadonlySet<Operation> = new Set(['kick', 'dial-out', 'hang-up']);

/** A call that may have been made is not asked for again by a button: it rings again, and costs again. */
const lookFirst = { next: () => i18n.t('outcome.next.lookFirst'), offers: [] } as const;

/**
 * The row of a code, as far as the operation allows it: some have no other address, and a token
 * is not kept, so its ban is begun anew and not repeated.
 */
function rowOf(outcome: Outcome, operation: Operation): Row {
  const { code } = outcome;
  const row = ROWS[code];
  const { offers = [] } = row;
  if (operation === 'dial-out' && mayBeDone(outcome)) return { ...row, ...lookFirst };
  if (code === 'no-such-call') return row;
  if (ONE_BASE.has(operation) && offers.includes('other-base') && !offers.includes('repeat')) {
    return { ...row, ...later };
  }
  if (operation !== 'ban-token' || !offers.includes('repeat')) return row;
  const again = offers.map((offer): Offer => (offer === 'repeat' ? 'paste-again' : offer));
  const next = row.next === repeat.next ? () => i18n.t('outcome.next.pasteAgain') : row.next;
  return { ...row, offers: again, ...(next ? { next } : {}) };
}

/** One step of an action in one line. */
export function stepWords(step: Pick<Step, 'operation' | 'state' | 'outcome'>): {
  text: string;
  tone: Tone;
} {
  const { operation, state, outcome } = step;
  if (outcome !== null) {
    const { happened, done, tone } = outcomeWords(outcome, operation);
    return { text: done === null ? happened : `${happened} ${done}`, tone };
  }
  if (state === 'waiting') return { text: waiting[operation](), tone: 'plain' };
  if (state === 'skipped') return { text: skipped[operation](), tone: 'plain' };
  return { text: sending[operation](), tone: 'plain' };
}

function doneOf(outcome: Outcome, operation: Operation): string | null {
  if (outcome.result === 'accepted') return null;
  return mayBeDone(outcome) ? unknown[operation]() : undone[operation]();
}

function hostOf({ base }: Outcome): string {
  return hostOfBase(base ?? 'classic');
}

/** The base address to offer by hand after one gave no good answer. */
export function otherBase(base: Outcome['base']): Base {
  return base === 'current' ? 'classic' : 'current';
}

function otherHost({ base }: Outcome): string {
  return hostOfBase(otherBase(base));
}

function statusOf({ status }: Outcome): string {
  return status === undefined ? '–' : String(status);
}

export { refusalWords } from './refusal-words';
