import { i18n } from '#i18n';
import { type Base, hostOf as hostOfBase } from '~/utils/jaas/operation';
import { mayBeDone, type Outcome, type OutcomeCode } from '~/utils/jaas/outcome';
import type { Step } from '~/utils/journal/action';
import { type Evidence, evidenceOf, type Witness } from '~/utils/journal/evidence';
import { happenedLabel, type StepOperation, sentence, words } from './happened';
import { tokenRefusalLabel } from './token';

/** What the host can do next, as a button. */
export type Offer = 'open-keys' | 'other-base' | 'repeat' | 'paste-again' | 'permissions';

interface OutcomeLabels {
  /** What happened. */
  readonly happened: string;
  /** Whether anything was done; null where that is said already. */
  readonly done: string | null;
  /** What the other address came to, where both were asked. */
  readonly other: string | null;
  /** The next step in words, and as buttons. */
  readonly next: string | null;
  readonly offers: readonly Offer[];
  /** What the API itself said, redacted. */
  readonly api: string | null;
  readonly tone: Tone;
}

/** What can be done after an outcome. */
interface Row {
  readonly next?: (outcome: Outcome, signer: Signer) => string;
  readonly offers?: readonly Offer[];
}

/** Who signed, as far as it is known. */
interface Signer {
  readonly keyId?: string | null | undefined;
  /** The host of a token service. */
  readonly service?: string | undefined;
}

/** What a record tells besides its outcomes. Of an outcome by itself nothing is known. */
type About = Partial<Witness> & Signer;
const NOTHING_SEEN: Witness = { kind: 'remove', leftAt: null };

const repeat = { next: () => i18n.t('outcome.next.repeat'), offers: ['repeat'] } as const;
const again = { offers: ['repeat'] } as const;
const later = { next: () => i18n.t('outcome.next.later'), offers: ['repeat'] } as const;

const elsewhere = {
  next: () => i18n.t('outcome.next.elsewhere'),
  offers: ['repeat', 'other-base'],
} as const;

const ROWS: Partial<Record<OutcomeCode, Row>> = {
  'said-failed': later,
  'not-jaas': elsewhere,
  redirected: elsewhere,
  'in-front': elsewhere,
  'no-such-call': { next: () => i18n.t('outcome.next.noSuchCall') },
  'not-understood': { next: () => i18n.t('outcome.next.notUnderstood') },
  'token-refused': {
    next: (_, { keyId, service }) => {
      if (service !== undefined) return i18n.t('outcome.next.tokenRefusedFrom', [service]);
      return keyId
        ? i18n.t('outcome.next.tokenRefusedOf', [keyId])
        : i18n.t('outcome.next.tokenRefused');
    },
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
  'no-token': again,
  'signing-failed': { next: () => i18n.t('outcome.next.noKey'), offers: ['open-keys'] },
  'bad-request': { next: () => i18n.t('outcome.next.badRequest') },
  cancelled: again,
  'held-back': again,
};

/** What is said of what JaaS does not know, by what the meeting shows. */
const NOT_KNOWN: Record<'person' | 'meeting', Record<Evidence, Row>> = {
  person: {
    gone: {},
    there: { next: () => i18n.t('outcome.next.personThere'), offers: ['repeat'] },
    unseen: { next: () => i18n.t('outcome.next.personUnseen'), offers: ['repeat'] },
  },
  meeting: {
    gone: {},
    there: { next: () => i18n.t('outcome.next.meetingThere'), offers: ['repeat'] },
    unseen: { next: () => i18n.t('outcome.next.meetingUnseen'), offers: ['repeat'] },
  },
};

/**
 * An outcome in words: what happened, whether anything was done, the next step. Never says more
 * than that JaaS accepted a request, or that the meeting shows it. What always goes to one address is
 * offered no other.
 *
 * @param about the record it is of: what the meeting showed, and the key or the token service that signed, to be
 *   named where it may be the reason
 */
export function outcomeLabel(
  outcome: Outcome,
  operation: StepOperation,
  { keyId, service, ...known }: About = {},
): OutcomeLabels {
  const about = { ...NOTHING_SEEN, ...known };
  const evidence = evidenceOf(outcome, about);
  const { next, offers = [] } = rowOf(outcome, operation, evidence);
  const noOther = hasNoOtherBase(outcome, operation);
  return {
    happened: outcome.refusal
      ? tokenRefusalLabel(outcome.refusal)
      : sentence(happenedLabel(outcome, operation, about)),
    done: doneLabel(outcome, operation, evidence),
    other: otherLabel(outcome, operation, about),
    next: next?.(outcome, { keyId, service }) ?? null,
    offers: noOther ? offers.filter((offer) => offer !== 'other-base') : offers,
    api: outcome.message ? i18n.t('outcome.api', [outcome.message]) : null,
    tone: toneOf(outcome, evidence),
  };
}

/** Operations that JaaS documents for one address only. */
const ONE_BASE: ReadonlySet<StepOperation> = new Set(['kick', 'dial-out', 'hang-up']);

/** Whether there is no other address to try: JaaS documents one, or both were asked. */
function hasNoOtherBase({ other }: Outcome, operation: StepOperation): boolean {
  return ONE_BASE.has(operation) || other !== undefined;
}

/** A call that may have been made is not asked for again by a button: it rings again, and costs again. */
const lookFirst = { next: () => i18n.t('outcome.next.lookFirst'), offers: [] } as const;

/**
 * The row of a code, as far as the operation allows it: some have no other address, and a token
 * is not kept, so its ban is begun anew and not repeated.
 */
function rowOf(outcome: Outcome, operation: StepOperation, evidence: Evidence | null): Row {
  const { code } = outcome;
  if (evidence !== null) return NOT_KNOWN[operation === 'kick' ? 'person' : 'meeting'][evidence];
  const found = ROWS[code] ?? {};
  if (operation === 'dial-out' && mayBeDone(outcome)) return { ...found, ...lookFirst };
  if (code === 'no-such-call') return found;
  const isElsewhere = found.offers?.includes('other-base') && !found.offers.includes('repeat');
  const row: Row =
    isElsewhere && hasNoOtherBase(outcome, operation) ? { ...found, ...later } : found;
  const { offers = [] } = row;
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

const TONES = { accepted: 'good', refused: 'danger', failed: 'danger', unknown: 'warn' } as const;

/** What the other address came to; null where one was asked. */
function otherLabel(outcome: Outcome, operation: StepOperation, about: Witness): string | null {
  const { other } = outcome;
  if (other === undefined) return null;
  if (other.code === outcome.code) return i18n.t('outcome.otherSame', [hostOfBase(other.base)]);
  const happened = happenedLabel({ ...other, sent: true }, operation, about);
  return i18n.t('outcome.other', [sentence(happened)]);
}

/** Whether anything was done; null where that is said already. */
function doneLabel(
  outcome: Outcome,
  operation: StepOperation,
  evidence: Evidence | null,
): string | null {
  if (evidence !== null || outcome.result === 'accepted') return null;
  return words(mayBeDone(outcome) ? 'unknown' : 'undone', operation);
}

const EVIDENCE_TONES = { gone: 'good', there: 'danger', unseen: 'warn' } as const;

/** How an outcome is marked. */
function toneOf(outcome: Outcome, evidence: Evidence | null): Tone {
  if (evidence !== null) return EVIDENCE_TONES[evidence];
  return mayBeDone(outcome) ? 'warn' : TONES[outcome.result];
}

/** One step of an action in one line, by what the action's meeting showed: without a full stop where it is one. */
export function stepLabel(
  step: Pick<Step, 'operation' | 'state' | 'outcome'>,
  about: Witness = NOTHING_SEEN,
): { text: string; tone: Tone } {
  const { operation, state, outcome } = step;
  if (outcome !== null) {
    // By its parts: the panel shows no next steps, and is to stay small.
    const evidence = evidenceOf(outcome, about);
    const happened = happenedLabel(outcome, operation, about);
    const more = [
      otherLabel(outcome, operation, about),
      doneLabel(outcome, operation, evidence),
    ].filter((part) => part !== null);
    const text = more.length === 0 ? happened : [sentence(happened), ...more].join(' ');
    return { text, tone: toneOf(outcome, evidence) };
  }
  const known = state === 'waiting' || state === 'skipped' ? state : 'sending';
  return { text: words(known, operation), tone: 'plain' };
}
