import { i18n } from '#i18n';
import type { Phase } from '~/utils/meeting/snapshot';

/** What the page shows while nobody can be listed, and what to do about it. */
export function Unjoined({ phase }: { phase: Exclude<Phase, 'joined'> }) {
  const unreadable = phase === 'no-jitsi' || phase === 'loading';
  return (
    <div class="unjoined">
      <p>{i18n.t(`panel.phase.${keyOf(phase)}`)}</p>
      {unreadable && <p>{i18n.t('panel.phase.stillEnd')}</p>}
    </div>
  );
}

function keyOf(phase: Exclude<Phase, 'joined'>) {
  switch (phase) {
    case 'no-jitsi':
      return 'unreadable';
    case 'welcome':
      return 'left';
    default:
      return phase;
  }
}
