import { i18n } from '#i18n';
import { Notice } from '~/components/ui/Notice';
import { clock, left, useNow } from '~/components/ui/time';
import { plural } from '~/utils/language';
import type { Blind, Phase, Snapshot } from '~/utils/meeting/snapshot';
import type { KeyState, PanelState } from '~/utils/messages/protocol-panel';
import { Private } from './lines';

/** What is missing, the gravest first; the graver explains the lesser. */
const BLINDNESS = [
  'participants',
  'identity',
  'store',
  'conference',
  'events',
  'lobby',
] as const satisfies readonly Blind[];

/** How many cautions are shown at once, so that the list stays in sight. */
const MOST = 2;

/** What the host should know about the list before they trust it. */
export function Cautions({
  snapshot,
  garbled,
  twoVoices,
}: {
  snapshot: Snapshot | null;
  /** The page's last message could not be read. */
  garbled: boolean;
  /** Somebody besides the reader speaks for Jitsi. */
  twoVoices: boolean;
}) {
  const words: string[] = [];
  if (twoVoices) words.push(i18n.t('panel.blind.twoVoices'));
  if (garbled) words.push(i18n.t('panel.blind.garbled'));
  if (snapshot?.phase === 'joined') {
    const { blind, breakout, visitor, more } = snapshot;
    // First, for it says what ending the meeting would end.
    if (breakout) words.push(i18n.t('panel.breakout'));
    for (const what of BLINDNESS) {
      if (blind.includes(what)) words.push(i18n.t(`panel.blind.${what}`));
    }
    if (visitor) words.push(i18n.t('panel.visitor'));
    if (more > 0) words.push(plural('panel.count.more', more));
  }
  return (
    <>
      {words.slice(0, MOST).map((text) => (
        <Notice key={text} tone="warn">
          {text}
        </Notice>
      ))}
    </>
  );
}

/** Why Gavel can do nothing here, and the way to mend it. Empty where there is a key. */
export function KeyMissing({
  keyState: { state },
  onOptions,
}: {
  keyState: KeyState;
  onOptions: () => void;
}) {
  if (state !== 'none' && state !== 'damaged') return null;
  const words = state === 'none' ? 'noneLong' : 'damagedLong';
  return (
    <Notice tone="warn">
      <p>
        <Private text={i18n.t(`panel.key.${words}`)} />
      </p>
      <button type="button" class="button button--primary" onClick={onOptions}>
        <Private text={i18n.t(state === 'none' ? 'panel.key.add' : 'panel.key.look')} />
      </button>
    </Notice>
  );
}

/**
 * Why a request may come to nothing: the browser keeps 8x8 from Gavel, as people can tell it to at any time, or a request
 * waits and Gavel's window does not come up by itself any more.
 */
export function HeldUp({ state }: { readonly state: PanelState | null }) {
  const waits = state?.actions.some((action) => action.state === 'pending');
  const why = [state?.withheld && 'withheld', state?.quiet && waits && 'quiet'] as const;
  return why.map(
    (one) =>
      one && (
        <Notice tone="warn" role="status">
          {i18n.t(`panel.${one}`)}
        </Notice>
      ),
  );
}

/** What the page shows while nobody can be listed, and what to do about it. */
export function Unjoined({
  phase,
  wasJoined,
}: {
  phase: Exclude<Phase, 'joined'>;
  /** They were in the meeting: who is turned away in the lobby has not left it. */
  wasJoined: boolean;
}) {
  const unreadable = phase === 'no-jitsi' || phase === 'loading';
  const words = keyOf(phase, wasJoined);
  return (
    <div class="unjoined">
      <p>{i18n.t(`panel.phase.${words}`)}</p>
      {unreadable && <p>{i18n.t('panel.phase.stillEnd')}</p>}
    </div>
  );
}

function keyOf(phase: Exclude<Phase, 'joined'>, wasJoined: boolean) {
  switch (phase) {
    case 'no-jitsi':
      return 'unreadable';
    case 'welcome':
      return 'out';
    case 'left':
      return wasJoined ? 'left' : 'out';
    default:
      return phase;
  }
}

/** That the meeting is kept closed, or will be when the host is out of it again. One click lets it be opened. */
export function KeptClosed({
  closed,
  onStop,
}: {
  readonly closed: PanelState['closed'];
  readonly onStop: () => void;
}) {
  return (
    <div class={closed?.paused ? 'ends ends--soon' : 'ends'}>
      <div role="status">
        {closed &&
          i18n.t(closed.paused ? 'panel.closed.paused' : 'panel.closed.until', [
            clock(closed.until),
          ])}
      </div>
      {closed && (
        <button
          type="button"
          class="button button--small"
          aria-label={i18n.t('popup.closure.stop')}
          onClick={onStop}
        >
          {i18n.t('panel.batch.stop')}
        </button>
      )}
    </div>
  );
}

/**
 * When the host has this meeting ended: a line, and from five minutes before a warning that is
 * spoken once, with a countdown that is only to be seen.
 */
export function EndsAt({ end }: { readonly end: PanelState['end'] }) {
  const soon = end?.soon === true;
  const ms = (end?.dueAt ?? 0) - useNow(soon);
  return (
    <div class={end?.soon ? 'ends ends--soon' : 'ends'}>
      <div role="status">
        {end && i18n.t(end.soon ? 'panel.endAt.soon' : 'panel.endAt.at', [clock(end.dueAt)])}
      </div>
      {soon && (
        <span role="timer" aria-live="off" class="ends__left">
          {ms > 0 ? i18n.t('panel.endAt.left', [left(ms)]) : i18n.t('panel.endAt.now')}
        </span>
      )}
    </div>
  );
}
