import { i18n } from '#i18n';
import type { Tone } from '~/components/ui/labels/outcome';
import type { PeopleKind } from '~/utils/journal/request-summary';
import { type Judged, type VerdictKind, verdictOf } from '~/utils/journal/verdict';
import { listLabel, numberLabel } from '~/utils/language';

/** What became of an action in one line, and how it is marked. */
export interface VerdictLabel {
  readonly kind: VerdictKind;
  readonly tone: Tone;
  /** One sentence about whom or what it is about, to be isolated from the words around it. */
  readonly headline: (whom: string) => string;
  /** The same without a name, for a list that says the name elsewhere. */
  readonly short: string;
}

/** A verdict in words. Never more than that JaaS accepted a ban, and that the meeting page saw somebody leave. */
export function verdictLabel(action: Judged, now: number): VerdictLabel {
  const kind = verdictOf(action, now);
  return {
    kind,
    tone: TONES[kind],
    headline: (whom) => i18n.t(`verdict.${kind}.is`, [whom]),
    short: i18n.t(`verdict.${kind}.short`),
  };
}

/** The mark of a tone as a character; the words alone say it too. */
export const glyphs: Record<Tone, string> = { good: '✓', plain: '·', warn: '!', danger: '✕' };

const TONES: Record<VerdictKind, Tone> = {
  pending: 'plain',
  scheduled: 'plain',
  cancelled: 'plain',
  replaced: 'plain',
  expired: 'plain',
  banning: 'plain',
  banned: 'good',
  bannedGone: 'good',
  bannedWaiting: 'plain',
  bannedUnseen: 'warn',
  bannedNotRemoved: 'danger',
  bannedHere: 'danger',
  bannedBack: 'warn',
  notBanned: 'danger',
  notBannedGone: 'danger',
  notBannedWaiting: 'danger',
  notBannedUnseen: 'danger',
  notBannedHere: 'danger',
  banUnknown: 'warn',
  banUnknownGone: 'warn',
  banUnknownHere: 'warn',
  removing: 'plain',
  gone: 'good',
  back: 'warn',
  removalWaiting: 'plain',
  removalUnseen: 'warn',
  removalUnknown: 'warn',
  notRemoved: 'danger',
  notRemovedGone: 'danger',
  notRemovedHere: 'danger',
  tokenBanning: 'plain',
  tokenBanned: 'good',
  tokenNotBanned: 'danger',
  tokenUnknown: 'warn',
  ending: 'plain',
  ended: 'good',
  over: 'good',
  notEnded: 'danger',
  notEndedHere: 'danger',
  endUnknown: 'warn',
  calling: 'plain',
  called: 'good',
  notCalled: 'danger',
  callUnknown: 'warn',
  hangingUp: 'plain',
  hungUp: 'good',
  notHungUp: 'danger',
  hangUpUnknown: 'warn',
  testing: 'plain',
  keyTaken: 'good',
  keyNotTaken: 'danger',
  keyUnknown: 'warn',
};

/** How many met which end. */
interface Tally {
  banned: number;
  notRemoved: number;
  gone: number;
  unseen: number;
  back: number;
  not: number;
  unknown: number;
}

/** Where a verdict counts; a ban counts twice where they were not seen leaving, or came back. */
const COUNTED: Partial<Record<VerdictKind, readonly (keyof Tally)[]>> = {
  banned: ['banned'],
  bannedGone: ['banned'],
  bannedWaiting: ['banned', 'unseen'],
  bannedUnseen: ['banned', 'unseen'],
  bannedBack: ['banned', 'back'],
  bannedNotRemoved: ['banned', 'notRemoved'],
  bannedHere: ['banned', 'notRemoved'],
  banUnknown: ['unknown'],
  banUnknownGone: ['unknown'],
  banUnknownHere: ['unknown'],
  gone: ['gone'],
  back: ['back'],
  removalWaiting: ['unseen'],
  removalUnseen: ['unseen'],
  removalUnknown: ['unknown'],
};

/**
 * The verdict on a request about many that is over, in one line.
 *
 * @param now in milliseconds since 1970
 */
export function manyLabel(
  kind: PeopleKind,
  people: readonly Judged[],
  now: number,
): { readonly text: string; readonly tone: Tone } {
  const tally: Tally = {
    banned: 0,
    notRemoved: 0,
    gone: 0,
    unseen: 0,
    back: 0,
    not: 0,
    unknown: 0,
  };
  for (const action of people) {
    for (const part of COUNTED[verdictOf(action, now)] ?? ['not']) tally[part] += 1;
  }
  const first = kind === 'ban' ? 'banned' : 'gone';
  const parts = PARTS.filter((part) => part === first || tally[part] > 0).map((part) =>
    (part === first ? firstLabel[first] : countLabels[part])(numberLabel(tally[part])),
  );
  return { text: listLabel(parts), tone: toneOf(tally) };
}

function toneOf({ not, notRemoved, unknown, back, unseen }: Tally): Tone {
  if (not > 0 || notRemoved > 0) return 'danger';
  if (unknown > 0 || back > 0) return 'warn';
  return unseen > 0 ? 'plain' : 'good';
}

const PARTS = ['banned', 'notRemoved', 'gone', 'unseen', 'back', 'not', 'unknown'] as const;

const firstLabel = {
  banned: (count: string) => i18n.t('verdict.many.banned', [count]),
  gone: (count: string) => i18n.t('verdict.many.gone', [count]),
};

const countLabels: Record<keyof Tally, (count: string) => string> = {
  banned: firstLabel.banned,
  notRemoved: (count) => i18n.t('verdict.many.notRemoved', [count]),
  gone: (count) => i18n.t('verdict.many.onlyRemoved', [count]),
  unseen: (count) => i18n.t('verdict.many.unseen', [count]),
  back: (count) => i18n.t('verdict.many.back', [count]),
  not: (count) => i18n.t('verdict.many.not', [count]),
  unknown: (count) => i18n.t('verdict.many.unknown', [count]),
};
