import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Badge } from '~/components/ui/Badge';
import { Button } from '~/components/ui/Button';
import { Icon } from '~/components/ui/Icon';
import type { Keyring } from '~/utils/keys/keyring';
import { type CheckState, KeyCheck } from './KeyCheck';
import { KeyMore } from './KeyDetails';
import { type KeyCard, keyFacts, keyTitle } from './key-cards';
import type { TestKey } from './TestWithJaas';

export interface KeyItemProps {
  entry: KeyCard;
  keyring: Keyring;
  test: TestKey;
  now: number;
  itemRef: (element: HTMLLIElement | null) => void;
  /** Says what was done, at the top of the list. */
  onDone: (text: string) => void;
  onChecked: () => void;
  onRemoved: (title: string) => void;
}

/** One key: which it is, whether it works, and behind "more" what can be changed. */
export function KeyItem({ entry, keyring, test, now, itemRef, ...on }: KeyItemProps) {
  const [check, setCheck] = useState<CheckState | null>(null);
  const [more, setMore] = useState(false);
  const title = keyTitle(entry);
  const moreId = `more-${entry.id}`;

  async function runCheck() {
    setCheck('running');
    const result = await keyring.check(entry.id).catch(() => null);
    setCheck(result ?? 'gone');
    if (result?.ok) on.onChecked();
  }

  return (
    <li class="key" aria-label={title} tabIndex={-1} ref={itemRef}>
      <div class="key__head">
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
        <div class="key__buttons">
          <Button onClick={runCheck} aria-disabled={check === 'running'}>
            {i18n.t('options.keys.check')}
          </Button>
          <Button
            look="icon"
            aria-label={i18n.t('options.keys.more')}
            aria-expanded={more}
            aria-controls={moreId}
            onClick={() => setMore(!more)}
          >
            <Icon name="more" />
          </Button>
        </div>
      </div>
      <p class="key__ids">
        <span>{entry.appId}</span> / <span>{entry.keyId}</span>
      </p>
      <ul class="key__facts" aria-label={i18n.t('options.keys.factsOf', [title])}>
        {keyFacts(entry, now).map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <div role="status">
        {check && <KeyCheck entry={entry} state={check} keyring={keyring} test={test} now={now} />}
      </div>
      <div id={moreId} hidden={!more}>
        {more && <KeyMore entry={entry} keyring={keyring} {...on} />}
      </div>
    </li>
  );
}
