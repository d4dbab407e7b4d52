import { i18n } from '#i18n';
import { type Base, hostOf as hostOfBase } from '~/utils/jaas/address';
import { mayBeDone } from '~/utils/jaas/may-be-done';
import type { Outcome, OutcomeCode } from '~/utils/jaas/outcome';
import { doneWords, happenedWords, type Operation, type Tone, toneOf } from './step-words';

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
export function outcomeWords(
  outcome: Outcome,
  operation: Operation,
  { keyId = null }: { keyId?: string | null } = {},
): OutcomeWords {
  const { next, offers = [] } = rowOf(outcome, operation);
  return {
    happened: happenedWords(outcome, operation),
    done: doneWords(outcome, operation),
    next: next?.(outcome, keyId) ?? null,
    offers: ONE_BASE.has(operation) ? offers.filter((offer) => offer !== 'other-base') : offers,
    api: outcome.message ? i18n.t('outcome.api', [outcome.message]) : null,
    tone: toneOf(outcome, operation),
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

/** The base address to offer by hand after one gave no good answer. */
export function otherBase(base: Outcome['base']): Base {
  return base === 'current' ? 'classic' : 'current';
}

function otherHost({ base }: Outcome): string {
  return hostOfBase(otherBase(base));
}
