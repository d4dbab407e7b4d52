import { render } from 'preact';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import controlsCss from '~/components/shared/controls.css?inline';
import tokensCss from '~/components/shared/tokens.css?inline';
import { addHost } from './host';
import type { PanelModel } from './model';
import { Panel } from './Panel';
import panelCss from './panel.css?inline';
import type { Farewell } from './Stale';

/**
 * Draws the panel into the page. Aborting `signal` takes everything away again.
 *
 * @param title the room's name for people
 * @param onGone called when the host dismisses a panel that cannot go on
 */
export function mountPanel(
  document: Document,
  model: PanelModel,
  title: string,
  signal: AbortSignal,
  onGone: () => void,
): void {
  if (signal.aborted) return;
  const { root } = addHost(document, tokensCss + controlsCss + panelCss, signal);
  root.lang = browser.i18n.getUILanguage();
  root.dir = browser.i18n.getMessage('@@bidi_dir') === 'rtl' ? 'rtl' : 'ltr';
  const panel = <Panel model={model} title={title} farewell={farewell()} onGone={onGone} />;
  render(panel, root);
  signal.addEventListener('abort', () => render(null, root));
}

function farewell(): Farewell {
  return {
    updated: { title: i18n.t('panel.stale.title'), text: i18n.t('panel.stale.text') },
    broken: { title: i18n.t('panel.stale.brokenTitle'), text: i18n.t('panel.stale.brokenText') },
    close: i18n.t('panel.close'),
  };
}
