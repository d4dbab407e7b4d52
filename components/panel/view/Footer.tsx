import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import {
  keyMissing,
  type Why,
  whyNotAnyMany,
  whyNotBanMany,
  whyNotEnd,
  whyNotRemoveMany,
} from '~/components/panel/model/actions';
import type { PanelModel } from '~/components/panel/model/model';
import { Icon } from '~/components/ui/Icon';
import {
  droppedLabel,
  missedLabel,
  selectedLabel,
  selectionNotes,
} from '~/components/ui/labels/selection';
import type { ActionView, KeyState } from '~/utils/messages/protocol-panel';
import { Private } from './lines';
import { ActButton } from './row-parts';

/** The one act that concerns everybody, far from those beside the rows; and what is known of the key. */
export function Footer({
  keyState,
  ended,
  ending,
  onEnd,
}: {
  /** Null until the background has answered. */
  keyState: KeyState | null;
  /** There is nothing to end any more. */
  ended: boolean;
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
      {!ended && (
        <ActButton
          look="danger-quiet"
          label={i18n.t('panel.endMeeting')}
          text={i18n.t('panel.endMeeting')}
          why={notEnd}
          onAct={onEnd}
          onWhy={setWhy}
        />
      )}
      <div class="foot__key">
        {keyState && (
          <>
            {keyState.state === 'ready' ? (
              <Icon name="key" size={14} />
            ) : (
              <span class="dot dot--warn" />
            )}
            <Private text={i18n.t(`panel.key.${keyState.state}`)} />
          </>
        )}
      </div>
    </div>
  );
}

/** In place of the foot while many are being selected: how many, what to know, and what to do. */
export function SelectFooter({
  model,
  short,
  onLeave,
}: {
  model: PanelModel;
  /** There is one line for all of it, or a narrow card. */
  short: boolean;
  onLeave: () => void;
}) {
  const [why, setWhy] = useState<Why | null>(null);
  const { selection } = model;
  const tally = selection.tally.value;
  const only = selection.only.value !== null;
  const dropped = droppedLabel(selection.dropped.value);
  const missed = missedLabel(selection.missed.value);
  const bannable = tally.all - tally.noUserId - tally.yours;
  const blocked = whyNotAnyMany(model.background.state.value);
  const notBan = whyNotBanMany(tally, blocked);
  const notRemove = whyNotRemoveMany(tally, blocked);
  const shownWhy = why !== null && (why === notBan || why === notRemove) ? why : null;
  return (
    <div class="foot foot--select">
      <div class="foot__tally" role="status">
        <span class="foot__count">
          <strong>{selectedLabel(tally.all)}</strong>
          {(tally.all > 0 || only) && (
            <button type="button" class="link" aria-pressed={only} onClick={selection.turnOnly}>
              {i18n.t('panel.select.only')}
            </button>
          )}
        </span>
        {dropped !== null && <span class="foot__dropped">{dropped}</span>}
        {missed !== null && <span class="foot__dropped">{missed}</span>}
        {selectionNotes(tally).map((note) => (
          <span key={note}>{note}</span>
        ))}
      </div>
      <button type="button" class="button button--small foot__leave" onClick={onLeave}>
        {i18n.t('panel.select.done')}
      </button>
      {shownWhy !== null && <p class="foot__why">{i18n.t(`panel.why.${shownWhy}`)}</p>}
      <ActButton
        look="plain"
        label={i18n.t('panel.select.remove')}
        text={i18n.t(short ? 'panel.row.remove' : 'panel.select.remove')}
        {...(short && { count: tally.here })}
        why={notRemove}
        onAct={model.requests.removeSelected}
        onWhy={setWhy}
      />
      <ActButton
        look="danger-quiet"
        label={i18n.t('panel.select.ban')}
        text={i18n.t(short ? 'panel.row.ban' : 'panel.select.ban')}
        {...(short && { count: bannable })}
        why={notBan}
        onAct={model.requests.banSelected}
        onWhy={setWhy}
      />
    </div>
  );
}
