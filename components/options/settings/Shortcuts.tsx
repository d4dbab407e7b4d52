import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { useLoaded } from '~/components/options/use-loaded';
import { Button } from '~/components/ui/Button';
import { Notice } from '~/components/ui/Notice';

/** What the browser does for Gavel at a key; the name is one of the manifest's `commands`. */
interface Shortcut {
  readonly name: string;
  /** As the browser writes it; empty where the person, or another extension, has left it none. */
  readonly keys: string;
}

export interface ShortcutsPort {
  all(): Promise<readonly Shortcut[]>;
  /** Opens the browser's own page for them; rejects where it cannot be opened. */
  change(): Promise<void>;
  /** Calls back when they may have been changed, until the returned function is called. */
  watch(changed: () => void): () => void;
}

const NAMES: Readonly<Record<string, () => string>> = {
  _execute_action: () => i18n.t('shortcuts.open'),
  'find-participant': () => i18n.t('shortcuts.find'),
  'end-meeting': () => i18n.t('shortcuts.end'),
};

/** Keys of the panel, which are not for the browser to change. */
const IN_PANEL: readonly (readonly [keys: string, what: () => string])[] = [
  ['/', () => i18n.t('shortcuts.search')],
  ['↓ ↑', () => i18n.t('shortcuts.rows')],
  ['B', () => i18n.t('shortcuts.ban')],
  ['K', () => i18n.t('shortcuts.remove')],
];

/** The keys of the browser with what they do here, and the way to change them; the keys of the panel. */
export function Shortcuts({ port }: { readonly port: ShortcutsPort }) {
  const [all] = useLoaded(port.all, port.watch);
  const [failed, setFailed] = useState(false);
  if (all.state !== 'ready') return null;
  const known = all.value.flatMap(({ name, keys }) => {
    const what = NAMES[name];
    return what ? [[keys, what] as const] : [];
  });
  return (
    <section class="page__section">
      <h2>{i18n.t('shortcuts.title')}</h2>
      <p class="intro">{i18n.t('shortcuts.intro')}</p>
      <Keys rows={known} />
      <div class="acts acts--start">
        <Button onClick={() => void port.change().then(undefined, () => setFailed(true))}>
          {i18n.t('shortcuts.change')}
        </Button>
      </div>
      <div role="status" class="answer">
        {failed && <Notice>{i18n.t('shortcuts.byHand')}</Notice>}
      </div>
      <h3>{i18n.t('shortcuts.panel')}</h3>
      <Keys rows={IN_PANEL} />
    </section>
  );
}

function Keys({ rows }: { readonly rows: readonly (readonly [string, () => string])[] }) {
  return (
    <dl class="pairs shortcuts">
      {rows.map(([keys, what]) => (
        <Fragment key={keys + what()}>
          <dt>{what()}</dt>
          <dd>{keys === '' ? i18n.t('shortcuts.none') : <kbd class="mono">{keys}</kbd>}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
