import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { AddKey, type PassphraseAsked } from '~/components/options/add/AddKey';
import type { ReadSource } from '~/components/options/add/key-source';
import type { OrganisationPort } from '~/components/options/organisation/port';
import { TokenServices } from '~/components/options/organisation/TokenServices';
import { Locked } from '~/components/options/protect/Locked';
import { Protection } from '~/components/options/protect/Protection';
import type { Access } from '~/components/options/settings/Access';
import { AccessMissing } from '~/components/options/settings/Access';
import { type Loaded, useLoaded } from '~/components/options/use-loaded';
import { Button } from '~/components/ui/Button';
import { Notice } from '~/components/ui/Notice';
import type { Keyring } from '~/utils/keys/keyring';
import { KeysForbidden, KeysUnprotected } from './Barred';
import { KeyList } from './KeyList';
import type { KeyCards } from './key-cards';
import type { Start } from './StartSteps';
import { StartSteps } from './StartSteps';
import type { TestKey } from './TestWithJaas';

/** Whether the browser has promised not to delete what Gavel stores when the disk is full. */
export interface Persistence {
  has(): Promise<boolean>;
  /** Asks the browser for it, which answers by itself or asks the person. */
  ask(): Promise<boolean>;
}

/** The keys: first steps while they are needed, what there is, and the form for another one. */
export function KeysPage({
  cards,
  reload,
  keyring,
  readKey,
  test,
  organisation,
  access,
  persistence,
  start,
  watchStorage,
  now,
}: {
  cards: Loaded<KeyCards>;
  reload: () => Promise<void>;
  keyring: Keyring;
  readKey: ReadSource;
  test: TestKey;
  organisation: OrganisationPort;
  access: Access;
  persistence: Persistence;
  start: Start;
  /** Calls back when a setting or the policy has changed, until the returned function is called. */
  watchStorage: (changed: () => void) => () => void;
  now: () => number;
}) {
  const [said, setSaid] = useState('');
  const [isKept, readKept] = useLoaded(persistence.has);
  const [focus, setFocus] = useState<string | null>(null);
  const [fresh, setFresh] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const [begun, setBegun] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const another = useRef<HTMLButtonElement>(null);
  const onFocused = useCallback(() => setFocus(null), []);

  function done(text: string) {
    setSaid(text);
    void reload();
  }

  const { entries, services, lock, rules } = cards.state === 'ready' ? cards.value : NO_CARDS;
  const mayAdd = rules.ownKeys !== 'forbidden';
  const isUnprotected = entries.some(
    (one) => one.state === 'ready' && one.bar === 'passphrase-required',
  );

  const until = lock.state === 'unlocked' ? lock.until : null;
  useEffect(() => {
    if (until === null) return;
    const timer = setTimeout(() => void reload(), Math.max(0, until - now()));
    return () => clearTimeout(timer);
  }, [until, reload, now]);

  // Once open it stays so until it is sent or put away: a key that comes from elsewhere loses nobody's input.
  const hasReadable = entries.some((entry) => entry.state === 'ready');
  const hasNone = cards.state === 'ready' && entries.length === 0 && services.length === 0;
  useEffect(() => {
    if (hasNone) setAdding(true);
  }, [hasNone]);

  const wasPutAway = useRef(false);
  function putAway() {
    wasPutAway.current = true;
    setAdding(false);
  }
  useEffect(() => {
    if (!adding && wasPutAway.current) another.current?.focus();
    wasPutAway.current = false;
  }, [adding]);

  const anotherKey = !adding && mayAdd && !isUnprotected && (
    <div class="page__section">
      <Button ref={another} class="adds" onClick={() => setAdding(true)}>
        {entries.length > 0 ? i18n.t('options.add.another') : i18n.t('options.add.title')}
      </Button>
    </div>
  );

  return (
    <>
      <AccessMissing access={access} />
      {lock.state === 'locked' && hasReadable && mayAdd && (
        <Locked
          keyring={keyring}
          now={now}
          onDone={(text) => {
            done(text);
            // The field that had the focus goes with it.
            heading.current?.focus();
          }}
        />
      )}
      {!mayAdd && <KeysForbidden entries={entries} />}
      {isUnprotected && <KeysUnprotected />}
      {start.visible && mayAdd && !isUnprotected && <StartSteps start={start} begun={begun} />}
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
        {hasNone && !start.visible && mayAdd && (
          <p class="nothing page__section">{i18n.t('options.keys.none')}</p>
        )}
        {entries.length > 0 && (
          <KeyList
            entries={entries}
            keyring={keyring}
            test={test}
            services={services}
            now={now()}
            focus={focus}
            fresh={fresh}
            onFocused={onFocused}
            onDone={done}
            onRemoved={(title) => {
              done(i18n.t('options.keys.removed', [title]));
              heading.current?.focus();
            }}
          />
        )}
        {entries.length > 0 && mayAdd && isKept.state === 'ready' && !isKept.value && (
          <p class="hint">{i18n.t('options.keys.notPersistent')}</p>
        )}
      </section>
      {/* What it asks depends on the keys: it comes with them, so that nothing in it moves under a click. */}
      {cards.state !== 'loading' && mayAdd && (
        <AddKey
          keyring={keyring}
          readKey={readKey}
          passphrase={passphraseAsked(cards)}
          now={now}
          open={adding || hasNone || cards.state === 'failed'}
          onOpen={() => setAdding(true)}
          onCancel={hasNone ? undefined : putAway}
          onBegun={setBegun}
          onAdded={(id, said) => {
            setFocus(id);
            setFresh(id);
            setAdding(false);
            done(said);
            void persistence.ask().then(readKept, readKept);
          }}
        />
      )}
      {entries.length > 0 && anotherKey}
      {cards.state === 'ready' && (
        <TokenServices port={organisation} services={services} test={test} />
      )}
      {entries.length === 0 && services.length > 0 && anotherKey}
      {hasReadable && mayAdd && (
        <Protection
          lock={lock}
          keyring={keyring}
          rules={rules}
          watchStorage={watchStorage}
          now={now}
          onDone={done}
        />
      )}
    </>
  );
}

/** As long as nothing was read. */
const NO_CARDS: KeyCards = { entries: [], services: [], lock: { state: 'open' }, rules: {} };

/** Whether the form for a key asks for the passphrase of the others, or offers, or wants, one for the first. */
function passphraseAsked(cards: Loaded<KeyCards>): PassphraseAsked {
  if (cards.state !== 'ready') return 'none';
  const { entries, lock, rules } = cards.value;
  if (lock.state !== 'open') return 'current';
  if (entries.length > 0) return 'none';
  return rules.requirePassphrase ? 'required' : 'offered';
}
