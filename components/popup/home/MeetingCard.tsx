import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Unlock, type UnlockKeys } from '~/components/popup/confirm/Unlock';
import { Heading } from '~/components/popup/forms/parts';
import { Button } from '~/components/ui/Button';
import { HelpLink } from '~/components/ui/HelpLink';
import { Notice } from '~/components/ui/Notice';
import { useNow } from '~/components/ui/time';
import { numberLabel, plural } from '~/utils/language';
import type { Phase } from '~/utils/meeting/snapshot';
import type { MeetingView } from '~/utils/messages/protocol';
import type { Visibility } from '~/utils/messages/protocol-panel';
import { titleAsInJitsi } from '~/utils/names/room-title';

/** One open meeting: who is in it, the way to its panel, and what concerns all of it. */
export function MeetingCard({
  view,
  elsewhere,
  focus,
  busy,
  onPeople,
  onOpenPanel,
  onEnd,
  openKeys,
  unlock,
  children,
}: {
  readonly view: MeetingView;
  /** What else concerns the whole meeting. */
  readonly children?: ComponentChildren;
  /** Its tab is not the one that the popup was opened over. */
  readonly elsewhere: boolean;
  readonly focus: boolean;
  readonly busy: boolean;
  readonly onPeople: () => void;
  readonly onOpenPanel: () => void;
  readonly onEnd: () => void;
  readonly openKeys: () => void;
  readonly unlock: UnlockKeys;
}) {
  const { key, joinedAt, phase } = view;
  const { title, exact } = titleAsInJitsi(view.meeting.room);
  const now = useNow(joinedAt !== null);
  const facts = [
    ...(view.count === null ? [] : [plural('popup.meeting.count', view.count)]),
    ...(joinedAt === null ? [] : [howLong(now - joinedAt)]),
    ...(key.label === null ? [] : [i18n.t('popup.meeting.key', [key.label])]),
  ];
  const why = phaseLabel(phase);
  // The passphrase's form goes away when it has done its work, and with it the focus.
  const [wasLocked] = useState(key.state === 'locked');
  const opened = wasLocked && key.state === 'ready';
  return (
    <section class="meeting">
      <Heading focus={focus || opened}>
        <bdi>{title}</bdi>
      </Heading>
      {exact !== null && (
        <p class="hint meeting__room">
          <bdi>{exact}</bdi>
        </p>
      )}
      {facts.length > 0 && <p class="hint">{facts.join(' · ')}</p>}
      {why !== null && (
        <p class="hint">
          {why} <HelpLink topic={phase === 'no-jitsi' ? 'no-panel' : null} />
        </p>
      )}
      {elsewhere && <p class="hint">{i18n.t('popup.meeting.elsewhere')}</p>}
      <VisibilityNotice visibility={view.visibility} />
      {key.state === 'locked' && <Unlock unlock={unlock} />}
      {(key.state === 'none' || key.state === 'damaged') && (
        <>
          <p class="meeting__key">
            {keyLabel[key.state]()} <HelpLink topic="add-key" />
          </p>
          <Button look="primary" large class="meeting__act" onClick={openKeys}>
            {key.state === 'none' ? i18n.t('popup.addKey') : i18n.t('popup.openKeys')}
          </Button>
        </>
      )}
      <div class="meeting__ways">
        {phase === 'joined' && (key.state === 'ready' || key.state === 'locked') && (
          <Button look={key.state === 'ready' ? 'primary' : 'plain'} large onClick={onPeople}>
            {view.count === null
              ? i18n.t('popup.people.open')
              : i18n.t('popup.people.openCount', [numberLabel(view.count)])}
          </Button>
        )}
        {view.visibility !== 'removed' && (
          <Button large aria-disabled={busy} onClick={busy ? noop : onOpenPanel}>
            {i18n.t('popup.people.panel')}
          </Button>
        )}
      </div>
      {key.state === 'ready' && (
        <Button
          look="danger-quiet"
          large
          class="meeting__act"
          aria-disabled={busy}
          onClick={busy ? noop : onEnd}
        >
          {i18n.t('popup.meeting.end')}
        </Button>
      )}
      {children}
    </section>
  );
}

const keyLabel = {
  none: () => i18n.t('popup.meeting.noKey'),
  damaged: () => i18n.t('popup.meeting.damaged'),
};

function noop() {}

const MINUTE_MS = 60_000;

/** For how long the host is in the meeting, in whole minutes. */
function howLong(ms: number): string {
  const minutes = Math.floor(ms / MINUTE_MS);
  if (minutes < 1) return i18n.t('popup.meeting.justJoined');
  return minutes < 60
    ? i18n.t('popup.meeting.minutes', [numberLabel(minutes)])
    : i18n.t('popup.meeting.hours', [String(Math.floor(minutes / 60)), String(minutes % 60)]);
}

/** Where the tab stands, as far as it explains what the card cannot show. */
function phaseLabel(phase: Phase): string | null {
  switch (phase) {
    case 'joined':
    case 'welcome':
      return null;
    case 'loading':
    case 'prejoin':
    case 'joining':
    case 'lobby':
    case 'password':
      return i18n.t('popup.meeting.notJoined');
    case 'leaving':
    case 'left':
    case 'kicked':
    case 'ended':
      return i18n.t('popup.meeting.notIn');
    case 'lost':
      return i18n.t('popup.meeting.lost');
    case 'no-jitsi':
      return i18n.t('popup.meeting.unreadable');
  }
}

/**
 * What the meeting's page does to the panel, said where no page can interfere.
 *
 * @param above it stands above a view and not in a card
 */
export function VisibilityNotice({
  visibility,
  above = false,
}: {
  readonly visibility: Visibility | undefined;
  readonly above?: boolean;
}) {
  if (visibility === undefined || visibility === 'shown') return null;
  const notice = <Notice tone="warn">{i18n.t(`sight.${visibility}`)}</Notice>;
  return above ? <div class="waiting">{notice}</div> : notice;
}
