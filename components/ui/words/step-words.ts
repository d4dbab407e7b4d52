import { i18n } from '#i18n';
import { hostOf as hostOfBase } from '~/utils/jaas/address';
import { mayBeDone } from '~/utils/jaas/may-be-done';
import type { Outcome, OutcomeCode } from '~/utils/jaas/outcome';
import type { Step } from '~/utils/journal/action';

/** How a line is marked; the words alone say it too. */
export type Tone = 'plain' | 'good' | 'warn' | 'danger';

export type Operation = Step['operation'];

/** What an operation is called among the texts. */
const NAMES = {
  'ban-user': 'ban',
  kick: 'kick',
  'ban-token': 'token',
  'end-meeting': 'end',
  'dial-out': 'call',
  'hang-up': 'hangUp',
} as const satisfies Record<Operation, string>;

type State = 'accepted' | 'waiting' | 'sending' | 'skipped' | 'undone' | 'unknown';

const words = (state: State, operation: Operation): string =>
  i18n.t(`outcome.${state}.${NAMES[operation]}`);

/** One row a code, so that a new code does not compile without its words. */
const HAPPENED: Record<OutcomeCode, (outcome: Outcome, operation: Operation) => string> = {
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
export function happenedWords(outcome: Outcome, operation: Operation): string {
  return HAPPENED[outcome.code](outcome, operation);
}

/** Whether anything was done; null where that is said already. */
export function doneWords(outcome: Outcome, operation: Operation): string | null {
  if (outcome.result === 'accepted') return null;
  return words(mayBeDone(outcome) ? 'unknown' : 'undone', operation);
}

/** How an outcome is marked. */
export function toneOf(outcome: Outcome, operation: Operation): Tone {
  const isOver = operation === 'kick' || operation === 'end-meeting';
  const warns = (outcome.code === 'unknown-address' && isOver) || mayBeDone(outcome);
  return warns ? 'warn' : TONES[outcome.result];
}

/** One step of an action in one line. */
export function stepWords(step: Pick<Step, 'operation' | 'state' | 'outcome'>): {
  text: string;
  tone: Tone;
} {
  const { operation, state, outcome } = step;
  if (outcome !== null) {
    const happened = happenedWords(outcome, operation);
    const done = doneWords(outcome, operation);
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
