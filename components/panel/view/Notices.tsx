import { i18n } from '#i18n';
import { Notice } from '~/components/ui/Notice';
import type { Blind, Snapshot } from '~/utils/meeting/snapshot';

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
    if (more > 0) words.push(i18n.t('panel.count.more', more, [String(more)]));
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
