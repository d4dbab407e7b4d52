import { i18n } from '#i18n';
import { type Base, hostOf as hostOfBase } from '~/utils/jaas/operation';
import { mayBeDone, type Outcome, type OutcomeCode } from '~/utils/jaas/outcome';
import type { Step } from '~/utils/journal/action';

/** What the host can do next, as a button. */
export type Offer = 'open-keys' | 'other-base' | 'repeat' | 'paste-again' | 'permissions';

export interface OutcomeLabels {
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

/** What can be done after an outcome. */
interface Row {
  readonly next?: (outcome: Outcome, keyId: string | null) => string;
  readonly offers?: readonly Offer[];
}

const repeat = { next: () => i18n.t('outcome.next.repeat'), offers: ['repeat'] } as const;
const again = { offers: ['repeat'] } as const;
const later = { next: () => i18n.t('outcome.next.later'), offers: ['repeat'] } as const;

const ROWS: Partial<Record<OutcomeCode, Row>> = {
  'no-such-call': { next: () => i18n.t('outcome.next.noSuchCall') },
  'not-understood': { next: () => i18n.t('outcome.next.notUnderstood') },
  'token-refused': {
    next: (_, keyId) =>
      keyId === null
        ? i18n.t('outcome.next.tokenRefused')
        : i18n.t('outcome.next.tokenRefusedOf', [keyId]),
    offers: ['open-keys'],
  },
  'not-allowed': { next: () => i18n.t('outcome.next.notAllowed'), offers: ['open-keys'] },
  'unknown-address': {
    next: (outcome) => i18n.t('outcome.next.unknownAddress', [otherHost(outcome)]),
    offers: ['other-base'],
  },
  conflict: repeat,
  busy: later,
  'server-fault': later,
  unexpected: {
    next: (outcome) => i18n.t('outcome.next.unknownAddress', [otherHost(outcome)]),
    offers: ['other-base'],
  },
  timeout: { next: repeat.next, offers: ['repeat', 'other-base'] },
  'connection-lost': { next: repeat.next, offers: ['repeat', 'other-base'] },
  abandoned: repeat,
  interrupted: repeat,
  unreachable: { next: () => i18n.t('outcome.next.unreachable'), offers: ['repeat', 'other-base'] },
  'not-sent': later,
  missed: { next: () => i18n.t('outcome.next.missed'), offers: ['repeat'] },
  offline: { next: () => i18n.t('outcome.next.offline'), offers: ['repeat'] },
  'no-permission': {
    next: () => i18n.t('outcome.next.noPermission'),
    offers: ['permissions', 'repeat'],
  },
  'no-key': { next: () => i18n.t('outcome.next.noKey'), offers: ['open-keys', 'repeat'] },
  'signing-failed': { next: () => i18n.t('outcome.next.noKey'), offers: ['open-keys'] },
  'bad-request': { next: () => i18n.t('outcome.next.badRequest') },
  cancelled: again,
  'held-back': again,
};

/**
 * An outcome in words: what happened, whether anything was done, the next step. Never says more
 * than that JaaS accepted a request. What always goes to one address is offered no other.
 *
 * @param options.keyId the key that signed, to be named where it may be the reason
 */
export function outcomeLabel(
  outcome: Outcome,
  operation: StepOperation,
  { keyId = null }: { keyId?: string | null } = {},
): OutcomeLabels {
  const { next, offers = [] } = rowOf(outcome, operation);
  return {
    happened: happenedLabel(outcome, operation),
    done: doneLabel(outcome, operation),
    next: next?.(outcome, keyId) ?? null,
    offers: ONE_BASE.has(operation) ? offers.filter((offer) => offer !== 'other-base') : offers,
    api: outcome.message ? i18n.t('outcome.api', [outcome.message]) : null,
    tone: toneOf(outcome, operation),
  };
}

/** Operations that JaaS documents for one address only. */
const ONE_BASE: ReadonlySet<StepOperation> = new Set(['kick', 'dial-out', 'hang-up']);

/** A call that may have been made is not asked for again by a button: it rings again, and costs again. */
const lookFirst = { next: () => i18n.t('outcome.next.lookFirst'), offers: [] } as const;

/**
 * The row of a code, as far as the operation allows it: some have no other address, and a token
 * is not kept, so its ban is begun anew and not repeated.
 */
function rowOf(outcome: Outcome, operation: StepOperation): Row {
  const { code } = outcome;
  const row = ROWS[code] ?? {};
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

/** The base address to offer after one gave no good answer. */
export function otherBase(base: Outcome['base']): Base {
  return base === 'current' ? 'classic' : 'current';
}

function otherHost({ base }: Outcome): string {
  return hostOfBase(otherBase(base));
}

/** How a line is marked; the words alone say it too. */
export type Tone = 'plain' | 'good' | 'warn' | 'danger';

export type StepOperation = Step['operation'];

/** What an operation is called among the texts. */
const NAMES = {
  'ban-user': 'ban',
  kick: 'kick',
  'ban-token': 'token',
  'end-meeting': 'end',
  'dial-out': 'call',
  'hang-up': 'hangUp',
} as const satisfies Record<StepOperation, string>;

type State = 'accepted' | 'waiting' | 'sending' | 'skipped' | 'undone' | 'unknown';

const words = (state: State, operation: StepOperation): string =>
  i18n.t(`outcome.${state}.${NAMES[operation]}`);

/** One row a code, so that a new code does not compile without its words. */
const HAPPENED: Record<OutcomeCode, (outcome: Outcome, operation: StepOperation) => string> = {
  accepted: (_, operation) => words('accepted', operation),
  'already-over': () => i18n.t('outcome.happened.alreadyOver'),
  'already-left': () => i18n.t('outcome.happened.alreadyLeft'),
  'no-such-call': () => i18n.t('outcome.happened.noSuchCall'),
  'not-understood': (outcome) => i18n.t('outcome.happened.notUnderstood', [statusOf(outcome)]),
  'token-refused': () => i18n.t('outcome.happened.tokenRefused'),
  'not-allowed': () => i18n.t('outcome.happened.notAllowed'),
  'unknown-address': (outcome) => i18n.t('outcome.happened.unknownAddress', [hostOf(outcome)]),
  conflict: () => i18n.t('outcome.happened.conflict'),
  busy: (outcome) => i18n.t('outcome.happened.busy', [statusOf(outcome)]),
  'server-fault': (outcome) => i18n.t('outcome.happened.serverFault', [statusOf(outcome)]),
  unexpected: (outcome) => i18n.t('outcome.happened.unexpected', [statusOf(outcome)]),
  timeout: (outcome) => i18n.t('outcome.happened.timeout', [hostOf(outcome)]),
  'connection-lost': (outcome) => i18n.t('outcome.happened.connectionLost', [hostOf(outcome)]),
  abandoned: () => i18n.t('outcome.happened.abandoned'),
  interrupted: () => i18n.t('outcome.happened.interrupted'),
  unreachable: (outcome) => i18n.t('outcome.happened.unreachable', [hostOf(outcome)]),
  'not-sent': () => i18n.t('outcome.happened.notSent'),
  missed: () => i18n.t('outcome.happened.missed'),
  offline: () => i18n.t('outcome.happened.offline'),
  'no-permission': (outcome) => i18n.t('outcome.happened.noPermission', [hostOf(outcome)]),
  'no-key': () => i18n.t('outcome.happened.noKey'),
  'signing-failed': () => i18n.t('outcome.happened.signingFailed'),
  'bad-request': () => i18n.t('outcome.happened.badRequest'),
  cancelled: () => i18n.t('outcome.happened.cancelled'),
  'held-back': () => i18n.t('outcome.happened.heldBack'),
};

const TONES = { accepted: 'good', refused: 'danger', failed: 'danger', unknown: 'warn' } as const;

/** What happened. Never says more than that JaaS accepted a request. */
function happenedLabel(outcome: Outcome, operation: StepOperation): string {
  return HAPPENED[outcome.code](outcome, operation);
}

/** Whether anything was done; null where that is said already. */
function doneLabel(outcome: Outcome, operation: StepOperation): string | null {
  if (outcome.result === 'accepted') return null;
  return words(mayBeDone(outcome) ? 'unknown' : 'undone', operation);
}

/** How an outcome is marked. */
function toneOf(outcome: Outcome, operation: StepOperation): Tone {
  const isOver = operation === 'kick' || operation === 'end-meeting';
  const warns = (outcome.code === 'unknown-address' && isOver) || mayBeDone(outcome);
  return warns ? 'warn' : TONES[outcome.result];
}

/** One step of an action in one line. */
export function stepLabel(step: Pick<Step, 'operation' | 'state' | 'outcome'>): {
  text: string;
  tone: Tone;
} {
  const { operation, state, outcome } = step;
  if (outcome !== null) {
    const happened = happenedLabel(outcome, operation);
    const done = doneLabel(outcome, operation);
    const text = done === null ? happened : `${happened} ${done}`;
    return { text, tone: toneOf(outcome, operation) };
  }
  const known = state === 'waiting' || state === 'skipped' ? state : 'sending';
  return { text: words(known, operation), tone: 'plain' };
}

function hostOf({ base }: Outcome): string {
  return hostOfBase(base ?? 'classic');
}

function statusOf({ status }: Outcome): string {
  return status === undefined ? '–' : String(status);
}
