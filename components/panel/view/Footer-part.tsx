import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { keyMissing, type Why, whyNotEnd } from '~/components/panel/model/permits';
import type { ActionView, KeyState } from '~/utils/messages/protocol-panel';
import { ActButton } from './ActButton';
import { Private } from './Private';

/** Whether Gavel can act here, and the one act that concerns everybody. */
export function Footer({
  keyState,
  ending,
  onEnd,
}: {
  /** Null until the background has answered. */
  keyState: KeyState | null;
  /** The newest request to end this meeting. */
  ending: ActionView | null;
  onEnd: () => void;
}) {
  const [why, setWhy] = useState<Why | null>(null);
  const notEnd = whyNotEnd(keyMissing(keyState), ending);
  return (
    <div class="foot">
      {why !== null && why === notEnd && (
        <p class="foot__why">
          <Private text={i18n.t(`panel.why.${why}`)} />
        </p>
      )}
      <div class="foot__key">
        {keyState && (
          <>
            <span class={keyState.state === 'ready' ? 'dot dot--good' : 'dot dot--warn'} />
            <Private text={keyWords(keyState)} />
          </>
        )}
      </div>
      <ActButton
        look="danger-quiet"
        label={i18n.t('panel.endMeeting')}
        text={i18n.t('panel.endMeeting')}
        why={notEnd}
        onAct={onEnd}
        onWhy={setWhy}
      />
    </div>
  );
}

function keyWords({ state, label }: KeyState): string {
  if (state !== 'ready') return i18n.t(`panel.key.${state}`);
  return label === null ? i18n.t('panel.key.ready') : i18n.t('panel.key.readyWith', [label]);
}
