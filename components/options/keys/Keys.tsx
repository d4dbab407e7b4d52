import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { AddKey } from '~/components/options/add/AddKey';
import type { ReadSource } from '~/components/options/add/key-source';
import { Protection } from '~/components/options/protect/Protection';
import type { Access } from '~/components/options/settings/Access';
import { AccessMissing } from '~/components/options/settings/Access';
import type { Loaded } from '~/components/options/use-loaded';
import { Notice } from '~/components/ui/Notice';
import type { Keyring } from '~/utils/keys/keyring';
import { KeyList } from './KeyList';
import type { KeyCards } from './key-cards';
import type { Start } from './StartSteps';
import { StartSteps } from './StartSteps';
import type { TestKey } from './TestWithJaas';

/** The keys: first steps while they are needed, what there is, and the form for another one. */
export function KeysPage({
  cards,
  reload,
  keyring,
  readKey,
  test,
  access,
  start,
  now,
}: {
  cards: Loaded<KeyCards>;
  reload: () => Promise<void>;
  keyring: Keyring;
  readKey: ReadSource;
  test: TestKey;
  access: Access;
  start: Start;
  now: () => number;
}) {
  const [said, setSaid] = useState('');
  const [focus, setFocus] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const onFocused = useCallback(() => setFocus(null), []);

  function done(text: string) {
    setSaid(text);
    void reload();
  }

  const { entries, lock } =
    cards.state === 'ready' ? cards.value : { entries: [], lock: { state: 'open' as const } };

  const until = lock.state === 'unlocked' ? lock.until : null;
  useEffect(() => {
    if (until === null) return;
    const timer = setTimeout(() => void reload(), Math.max(0, until - now()));
    return () => clearTimeout(timer);
  }, [until, reload, now]);

  const addKey = (
    <AddKey
      key="add"
      keyring={keyring}
      readKey={readKey}
      asksPassphrase={lock.state !== 'open'}
      now={now}
      onAdded={(id, title) => {
        setFocus(id);
        done(i18n.t('options.add.added', [title]));
      }}
    />
  );
  // Above the form where there is a passphrase: unlocking comes first.
  const protect = entries.some((entry) => entry.state === 'ready') && (
    <Protection key="protect" lock={lock} keyring={keyring} now={now} onDone={done} />
  );

  return (
    <>
      <AccessMissing access={access} />
      {start.visible && <StartSteps steps={start.steps} onHide={start.hide} />}
      <section aria-labelledby="keys-title" class={entries.length > 0 ? 'page__section' : ''}>
        <h2 id="keys-title" class="visually-hidden" tabIndex={-1} ref={heading}>
          {i18n.t('options.keys.title')}
        </h2>
        <div role="status" class={said ? 'answer' : ''}>
          {said && <Notice>{said}</Notice>}
        </div>
        {cards.state === 'failed' && (
          <Notice tone="danger" role="alert">
            {i18n.t('options.keys.unreadable')}
          </Notice>
        )}
        {cards.state === 'ready' && entries.length === 0 && !start.visible && (
          <p class="nothing page__section">{i18n.t('options.keys.none')}</p>
        )}
        {entries.length > 0 && (
          <KeyList
            entries={entries}
            keyring={keyring}
            test={test}
            now={now()}
            focus={focus}
            onFocused={onFocused}
            onDone={done}
            onChecked={start.checked}
            onRemoved={(title) => {
              done(i18n.t('options.keys.removed', [title]));
              heading.current?.focus();
            }}
          />
        )}
      </section>
      {lock.state === 'open' ? [addKey, protect] : [protect, addKey]}
    </>
  );
}
