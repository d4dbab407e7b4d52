import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Badge } from '~/components/ui/Badge';
import { Button } from '~/components/ui/Button';
import type { Keyring } from '~/utils/keys/keyring';
import { type CheckState, KeyCheck } from './KeyCheck';
import { KeyMore, RemoveKey } from './KeyDetails';
import { type KeyCard, keyFacts, keyTitle } from './key-cards';
import { type KeyState, keyState } from './key-state';
import { MoreButton } from './MoreButton';
import { type TestKey, TestWithJaas, useJaasTest } from './TestWithJaas';

export interface KeyItemProps {
  entry: KeyCard;
  keyring: Keyring;
  test: TestKey;
  now: number;
  /** It was added a moment ago: it is checked without being asked. */
  fresh: boolean;
  /** The host of the token service that signs for its AppID in its place; null where there is none. */
  service: string | null;
  itemRef: (element: HTMLLIElement | null) => void;
  /** Says what was done, at the top of the list. */
  onDone: (text: string) => void;
  onRemoved: (title: string) => void;
}

/** One key: which it is, whether it works, how to find that out, and behind "more" what can be changed. */
export function KeyItem({
  entry,
  keyring,
  test,
  now,
  fresh,
  service,
  itemRef,
  ...on
}: KeyItemProps) {
  const [check, setCheck] = useState<CheckState | null>(null);
  const [more, setMore] = useState(false);
  const jaas = useJaasTest(entry, test);
  const testButton = useRef<HTMLButtonElement>(null);
  const title = keyTitle(entry);
  const moreId = `more-${entry.id}`;
  const state: KeyState =
    service === null || entry.bar !== null
      ? keyState(entry, check, now)
      : { tone: 'plain', text: i18n.t('options.keys.state.overruled', [service]) };
  const maySign = entry.bar === null;

  async function runCheck() {
    if (check === 'running') return;
    jaas.forget();
    setCheck('running');
    const result = await keyring.check(entry.id).catch(() => null);
    setCheck(result ?? 'gone');
  }

  useEffect(() => {
    if (fresh && !entry.locked && entry.bar === null) void runCheck();
  }, [fresh, entry.locked]);

  return (
    <li class="key" aria-label={title} tabIndex={-1} ref={itemRef}>
      <div class="key__name">
        <h3>
          <bdi>{title}</bdi>
        </h3>
        {entry.preferred && entry.hasRival && <Badge>{i18n.t('options.keys.preferred')}</Badge>}
        {entry.mode === 'passphrase' && (
          <Badge tone={entry.locked ? 'warn' : 'plain'}>
            {entry.locked ? i18n.t('options.keys.locked') : i18n.t('options.keys.protectedBadge')}
          </Badge>
        )}
      </div>
      <p class={`key__state key__state--${state.tone}`}>
        <span
          class={state.tone === 'plain' ? 'dot' : `dot dot--${state.tone}`}
          aria-hidden="true"
        />
        {state.text}
      </p>
      <p class="key__ids">
        <span>{entry.appId}</span> / <span>{entry.keyId}</span>
      </p>
      <ul class="key__facts" aria-label={i18n.t('options.keys.factsOf', [title])}>
        {keyFacts(entry, now).map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      {entry.bar === 'own-keys-forbidden' ? (
        <RemoveKey title={title} remove={() => keyring.remove(entry.id)} {...on} />
      ) : (
        <>
          <div class="acts acts--start">
            {!entry.locked && maySign && (
              <Button
                ref={testButton}
                look={entry.jaas?.verdict === 'accepted' ? 'plain' : 'primary'}
                aria-disabled={jaas.state === 'running' || jaas.state === 'asking'}
                onClick={() => {
                  setCheck(null);
                  jaas.ask();
                }}
              >
                {i18n.t('options.doctor.testAsk')}
              </Button>
            )}
            {maySign && <Button onClick={runCheck}>{i18n.t('options.keys.check')}</Button>}
            <MoreButton
              name={i18n.t('options.keys.more')}
              open={more}
              controls={moreId}
              onToggle={() => setMore(!more)}
            />
          </div>
          <div role="status">
            {check && maySign && <KeyCheck entry={entry} state={check} now={now} />}
          </div>
          {maySign && (
            <TestWithJaas
              id={entry.id}
              service={null}
              test={jaas}
              onClosed={() => testButton.current?.focus()}
            />
          )}
          <div id={moreId} hidden={!more}>
            {more && <KeyMore entry={entry} keyring={keyring} {...on} />}
          </div>
        </>
      )}
    </li>
  );
}
