import { render } from 'preact';
import { i18n } from '#i18n';
import type { PanelModel } from '~/components/panel/model/model';
import type { Farewell } from '~/components/panel/view/Panel';
import { Panel } from '~/components/panel/view/Panel';
import panelCss from '~/components/panel/view/panel.css?inline';
import { setLanguage } from '~/utils/language';
import type { Visibility } from '~/utils/messages/protocol-panel';
import type { RecognisedRoom } from '~/utils/names/room-title';
import { keepFocus } from './focus';
import { addHost, type Host, keepHost } from './host';
import { linkTiles } from './tiles';
import { watchVisibility } from './visibility';

/**
 * Draws the panel into the page. Aborting `signal` takes everything away again.
 *
 * @param onGone called when the host dismisses a panel that cannot go on
 * @param onVisibility called with what the page does to the panel
 */
export function mountPanel(
  document: Document,
  model: PanelModel,
  room: RecognisedRoom,
  signal: AbortSignal,
  onGone: () => void,
  onVisibility: (visibility: Visibility) => void,
): void {
  if (signal.aborted) return;
  const host = addHost(document, panelCss, signal);
  const { root } = host;
  setLanguage(root);
  const focus = keepFocus(window, host, signal);
  render(<Panel {...{ model, room, focus, onGone }} farewell={farewell()} />, root);
  signal.addEventListener('abort', () => render(null, root));
  linkTiles(window, host, () => model.meeting.people.value, signal);
  const sees = watchPage(host, signal, onVisibility);
  // Before any button hears of it.
  const isMeant = (click: MouseEvent) =>
    // A key's click is on what has the focus, wherever that is.
    sees(click) && (click.detail === 0 || model.card.rests());
  root.addEventListener('click', (click) => model.requests.sawClick(isMeant(click)), {
    capture: true,
  });
}

/**
 * Puts right what the page does to the panel, and reports what it cannot put right.
 *
 * @returns whether the host saw what they clicked
 */
function watchPage(
  host: Host,
  signal: AbortSignal,
  onVisibility: (visibility: Visibility) => void,
): (click: MouseEvent) => boolean {
  let removed = false;
  const report = (visibility: Visibility) => {
    // What is not there is not seen either.
    if (!removed) onVisibility(visibility);
    removed ||= visibility === 'removed';
  };
  keepHost(document, host, signal, () => report('removed'));
  // An earlier page of this tab may have reported something else.
  report('shown');
  return watchVisibility(window, host, signal, () => performance.now(), report);
}

function farewell(): Farewell {
  return {
    updated: { title: i18n.t('panel.stale.title'), text: i18n.t('panel.stale.text') },
    broken: { title: i18n.t('panel.stale.brokenTitle'), text: i18n.t('panel.stale.brokenText') },
    close: i18n.t('panel.close'),
  };
}
