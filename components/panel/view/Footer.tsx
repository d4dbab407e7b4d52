import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { PanelModel } from '~/components/panel/model/model';
import { type Why, whyNotBanMany, whyNotRemoveMany } from '~/components/panel/model/permits';
import { ActButton } from './ActButton';
import { droppedWords, selectedWords, tallyNotes } from './select-words';

/** In place of the foot while many are being selected: how many, what to know, and what to do. */
export function SelectFooter({ model, onLeave }: { model: PanelModel; onLeave: () => void }) {
  const [why, setWhy] = useState<Why | null>(null);
  const { selection } = model;
  const tally = selection.tally.value;
  const dropped = droppedWords(selection.dropped.value);
  const notBan = whyNotBanMany(tally, model.blocked.value);
  const notRemove = whyNotRemoveMany(tally, model.blocked.value);
  const shownWhy = why !== null && (why === notBan || why === notRemove) ? why : null;
  return (
    <div class="foot foot--select">
      <div class="foot__tally" role="status">
        <strong>{selectedWords(tally)}</strong>
        {dropped !== null && <span class="foot__dropped">{dropped}</span>}
        {tallyNotes(tally).map((note) => (
          <span key={note}>{note}</span>
        ))}
      </div>
      {shownWhy !== null && <p class="foot__why">{i18n.t(`panel.why.${shownWhy}`)}</p>}
      <button type="button" class="button button--small foot__leave" onClick={onLeave}>
        {i18n.t('panel.select.cancel')}
      </button>
      <ActButton
        look="plain"
        label={i18n.t('panel.select.remove')}
        text={i18n.t('panel.select.remove')}
        why={notRemove}
        onAct={model.removeSelected}
        onWhy={setWhy}
      />
      <ActButton
        look="danger-quiet"
        label={i18n.t('panel.select.ban')}
        text={i18n.t('panel.select.ban')}
        why={notBan}
        onAct={model.banSelected}
        onWhy={setWhy}
      />
    </div>
  );
}
