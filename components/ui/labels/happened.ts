import { i18n } from '#i18n';
import { hostOf as hostOfBase } from '~/utils/jaas/operation';
import type { Outcome, OutcomeCode } from '~/utils/jaas/outcome';
import type { Step } from '~/utils/journal/action';
import { type Evidence, evidenceOf, type Witness } from '~/utils/journal/evidence';

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

export const words = (state: State, operation: StepOperation): string =>
  i18n.t(`outcome.${state}.${NAMES[operation]}`);

type Happened = (outcome: Outcome, operation: StepOperation, about: Witness) => string;

const noSuchPerson: Record<Evidence, () => string> = {
  gone: () => i18n.t('outcome.happened.alreadyLeft'),
  there: () => i18n.t('outcome.happened.personThere'),
  unseen: () => i18n.t('outcome.happened.noSuchPerson'),
};

const noSuchMeeting: Record<Evidence, () => string> = {
  gone: () => i18n.t('outcome.happened.alreadyOver'),
  there: () => i18n.t('outcome.happened.meetingThere'),
  unseen: () => i18n.t('outcome.happened.noSuchMeeting'),
};

/** One row a code, so that a new code does not compile without its words. */
const HAPPENED: Record<OutcomeCode, Happened> = {
  accepted: (_, operation) => words('accepted', operation),
  'said-failed': (outcome) => i18n.t('outcome.happened.saidFailed', [statusOf(outcome)]),
  'not-jaas': (outcome) => i18n.t('outcome.happened.notJaas', [hostOf(outcome), statusOf(outcome)]),
  redirected: (outcome) => i18n.t('outcome.happened.redirected', [hostOf(outcome)]),
  'in-front': (outcome) => i18n.t('outcome.happened.inFront', [hostOf(outcome), statusOf(outcome)]),
  'no-such-meeting': (outcome, _, about) =>
    about.kind === 'test-key'
      ? i18n.t('outcome.happened.keyTested')
      : noSuchMeeting[evidenceOf(outcome, about) ?? 'unseen'](),
  'no-such-person': (outcome, _, about) => noSuchPerson[evidenceOf(outcome, about) ?? 'unseen'](),
  'no-such-call': () => i18n.t('outcome.happened.noSuchCall'),
  'not-understood': (outcome) => i18n.t('outcome.happened.notUnderstood', [statusOf(outcome)]),
  'token-refused': () => i18n.t('outcome.happened.tokenRefused'),
  'not-allowed': () => i18n.t('outcome.happened.notAllowed'),
  'unknown-address': (outcome) =>
    i18n.t('outcome.happened.unknownAddress', [hostOf(outcome), statusOf(outcome)]),
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
  offline: (outcome) => i18n.t('outcome.happened.offline', [hostOf(outcome)]),
  'no-permission': (outcome) => i18n.t('outcome.happened.noPermission', [hostOf(outcome)]),
  'no-key': () => i18n.t('outcome.happened.noKey'),
  'no-token': () => i18n.t('outcome.happened.noToken'),
  'signing-failed': () => i18n.t('outcome.happened.signingFailed'),
  'bad-request': () => i18n.t('outcome.happened.badRequest'),
  cancelled: () => i18n.t('outcome.happened.cancelled'),
  'held-back': () => i18n.t('outcome.happened.heldBack'),
};

/** What stands alone as a line of a list has no full stop; between other sentences it is one. */
export function sentence(line: string): string {
  return /[.…。]$/.test(line) ? line : i18n.t('outcome.sentence', [line]);
}

/** What happened, as a line by itself. Never says more than that JaaS accepted a request. */
export const happenedLabel: Happened = (outcome, operation, about) => {
  const happened = HAPPENED[outcome.code](outcome, operation, about);
  const isDoubtful =
    outcome.page &&
    (outcome.result === 'refused' || outcome.status === 404) &&
    evidenceOf(outcome, about) !== 'gone';
  return isDoubtful ? `${happened} ${i18n.t('outcome.page')}` : happened;
};

function hostOf({ base }: Outcome): string {
  return hostOfBase(base ?? 'classic');
}

function statusOf({ status }: Outcome): string {
  return status === undefined ? '–' : String(status);
}
