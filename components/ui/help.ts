import type { OutcomeCode } from '~/utils/jaas/outcome';
import type { RefusalCode } from '~/utils/messages/define';

/** The questions of the help, in its order, by their anchors. Whoever renames one breaks links that people have kept. */
export const HELP_TOPICS = [
  'what',
  'get-key',
  'add-key',
  'panel',
  'ban-remove-end',
  'ban-limits',
  'cannot-ban',
  'raid',
  'gone',
  'keep-closed',
  'not-sent',
  'unknown',
  'refused',
  'no-panel',
  'passphrase',
  'organisation',
  'several',
  'kept',
  'reports',
  'goodbye',
] as const;
export type HelpTopic = (typeof HELP_TOPICS)[number];

/** Where the answer is, for a page of Gavel's: the help is one itself. */
export function helpAddress(topic?: HelpTopic): string {
  return topic === undefined ? '/help.html' : `/help.html#${topic}`;
}

/** What helps further where a request came to nothing, or nobody knows whether to anything; null where its own words do. */
const OF_OUTCOME: Record<OutcomeCode, HelpTopic | null> = {
  accepted: null,
  'said-failed': 'refused',
  'not-jaas': 'refused',
  redirected: 'refused',
  'in-front': 'refused',
  'no-such-meeting': 'unknown',
  'no-such-person': 'unknown',
  'no-such-call': 'unknown',
  'not-understood': 'refused',
  'token-refused': 'refused',
  'not-allowed': 'refused',
  'unknown-address': 'refused',
  conflict: 'unknown',
  busy: 'refused',
  'server-fault': 'unknown',
  unexpected: 'unknown',
  timeout: 'unknown',
  'connection-lost': 'unknown',
  abandoned: 'unknown',
  interrupted: 'unknown',
  unreachable: 'refused',
  'not-sent': 'not-sent',
  missed: 'not-sent',
  'held-back': 'not-sent',
  offline: 'refused',
  'no-permission': 'no-panel',
  'no-key': 'add-key',
  'no-token': 'organisation',
  'signing-failed': 'add-key',
  'bad-request': 'cannot-ban',
  cancelled: null,
};

/** The same where nothing was asked for at all. */
const OF_REFUSAL: Record<RefusalCode, HelpTopic | null> = {
  'no-key': 'add-key',
  'damaged-key': 'add-key',
  locked: 'passphrase',
  'not-in-meeting': 'not-sent',
  'other-meeting': 'not-sent',
  'no-user-id': 'cannot-ban',
  'bad-user-id': 'cannot-ban',
  'no-participant-id': 'gone',
  yourself: 'cannot-ban',
  'bad-token': 'gone',
  'bad-time': 'not-sent',
  expired: 'not-sent',
  'already-confirmed': 'not-sent',
  cancelled: null,
  replaced: 'not-sent',
  gone: 'gone',
  'no-record': 'not-sent',
  changed: 'not-sent',
  'journal-failed': 'not-sent',
};

export function helpOfOutcome(code: OutcomeCode): HelpTopic | null {
  return OF_OUTCOME[code];
}

export function helpOfRefusal(code: RefusalCode): HelpTopic | null {
  return OF_REFUSAL[code];
}
