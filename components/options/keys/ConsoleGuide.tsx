import { i18n } from '#i18n';
import { CommandLine } from '~/components/options/add/CommandLine';
import { Fold } from '~/components/options/Fold';
import { HelpLink } from '~/components/ui/HelpLink';
import { MAKE_RSA } from '~/utils/keys/import/commands';
import { ConsoleDrawing } from './ConsoleDrawing';

const CONSOLE = 'https://jaas.8x8.vc';

/** The way through the JaaS console to what the form asks for; the numbers are those of the drawing. */
export function ConsoleGuide() {
  return (
    <div class="guide">
      <div class="guide__words">
        <h3>{i18n.t('options.console.title')}</h3>
        <ol class="guide__list">
          <li>{i18n.t('options.console.keys')}</li>
          <li>{i18n.t('options.console.create')}</li>
          <li>{i18n.t('options.console.id')}</li>
        </ol>
        <a
          class="button button--primary leads-out"
          href={CONSOLE}
          target="_blank"
          rel="noopener noreferrer"
        >
          {i18n.t('options.console.open')}{' '}
          <span class="visually-hidden">{i18n.t('options.console.newTab')}</span>
        </a>
        <p class="help-alone">
          <HelpLink topic="get-key" />
        </p>
        <Fold title={i18n.t('options.console.own')}>
          <p class="hint">{i18n.t('options.console.ownMeans')}</p>
          <CommandLine command={MAKE_RSA} />
        </Fold>
      </div>
      <figure class="guide__figure">
        <ConsoleDrawing />
        <figcaption class="hint">{i18n.t('options.console.drawing')}</figcaption>
      </figure>
    </div>
  );
}
