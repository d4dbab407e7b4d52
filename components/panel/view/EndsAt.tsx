import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { clock } from '~/components/ui/clock';
import type { PanelState } from '~/utils/messages/protocol-panel';

/**
 * When the host has this meeting ended: a line, and from five minutes before a warning that is
 * spoken once, with a countdown that is only to be seen.
 */
export function EndsAt({ end }: { readonly end: PanelState['end'] }) {
  const left = useLeft(end);
  return (
    <div class={end?.soon ? 'ends ends--soon' : 'ends'}>
      <div role="status">
        {end && i18n.t(end.soon ? 'panel.endAt.soon' : 'panel.endAt.at', [clock(end.dueAt)])}
      </div>
      {end?.soon && (
        <span role="timer" aria-live="off" class="ends__left">
          {left > 0 ? i18n.t('panel.endAt.left', [minutes(left)]) : i18n.t('panel.endAt.now')}
        </span>
      )}
    </div>
  );
}

/** The milliseconds until then, renewed each second while somebody is warned. */
function useLeft(end: PanelState['end']): number {
  const [now, setNow] = useState(Date.now);
  const soon = end?.soon === true;
  useEffect(() => {
    if (!soon) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [soon]);
  return end ? end.dueAt - now : 0;
}

/** `4:07`. */
function minutes(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
