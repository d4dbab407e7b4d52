import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { Badge } from '~/components/ui/Badge';
import type { AppId } from '~/utils/jaas/ids';
import type { Keyring } from '~/utils/keys/keyring';
import { serviceHost, serviceOf, type TokenService } from '~/utils/organisation/token-service';
import { RemoveKey } from './KeyDetails';
import { KeyItem } from './KeyItem';
import { type DamagedCard, type KeyEntry, keyTitle } from './key-cards';
import type { TestKey } from './TestWithJaas';

/** The keys, readable or not. `focus` names the one to go to, once, when it appears. */
export function KeyList({
  entries,
  keyring,
  test,
  services,
  now,
  focus,
  fresh,
  onFocused,
  onDone,
  onRemoved,
}: {
  entries: readonly KeyEntry[];
  keyring: Keyring;
  test: TestKey;
  /** Token services, which sign for their AppIDs in place of these keys. */
  services: readonly TokenService[];
  now: number;
  focus: string | null;
  /** The key that was added last in this page; null for none. */
  fresh: string | null;
  onFocused: () => void;
  onDone: (text: string) => void;
  onRemoved: (title: string) => void;
}) {
  const items = useRef(new Map<string, HTMLLIElement>());

  useEffect(() => {
    const item = focus === null ? undefined : items.current.get(focus);
    if (!item) return;
    item.focus();
    item.scrollIntoView({ block: 'nearest' });
    onFocused();
  }, [focus, entries, onFocused]);

  const keep = (ref: string) => (element: HTMLLIElement | null) => {
    if (element) items.current.set(ref, element);
    else items.current.delete(ref);
  };

  return (
    <ul class="keys" aria-label={i18n.t('options.keys.title')}>
      {entries.map((entry) =>
        entry.state === 'damaged' ? (
          <DamagedItem
            key={entry.id}
            entry={entry}
            keyring={keyring}
            itemRef={keep(entry.id)}
            onDone={onDone}
            onRemoved={onRemoved}
          />
        ) : (
          <KeyItem
            key={entry.id}
            entry={entry}
            keyring={keyring}
            test={test}
            now={now}
            fresh={entry.id === fresh}
            service={hostFor(services, entry.appId)}
            itemRef={keep(entry.id)}
            onDone={onDone}
            onRemoved={onRemoved}
          />
        ),
      )}
    </ul>
  );
}

function hostFor(services: readonly TokenService[], appId: AppId): string | null {
  const service = serviceOf(services, appId);
  return service === undefined ? null : serviceHost(service);
}

const what: Record<DamagedCard['code'], () => string> = {
  damaged: () => i18n.t('options.damaged.damaged'),
  'newer-version': () => i18n.t('options.damaged.newer'),
};

const next: Record<DamagedCard['code'], () => string> = {
  damaged: () => i18n.t('options.damaged.damagedNext'),
  'newer-version': () => i18n.t('options.damaged.newerNext'),
};

/** A stored key that cannot be read: what happened, and the way out. */
function DamagedItem({
  entry,
  keyring,
  itemRef,
  onDone,
  onRemoved,
}: {
  entry: DamagedCard;
  keyring: Pick<Keyring, 'remove'>;
  itemRef: (element: HTMLLIElement | null) => void;
  onDone: (text: string) => void;
  onRemoved: (title: string) => void;
}) {
  const title = keyTitle(entry);
  return (
    <li class="key key--damaged" aria-label={title} tabIndex={-1} ref={itemRef}>
      <div class="key__name">
        <h3>
          <bdi>{title}</bdi>
        </h3>
        <Badge tone="danger">{i18n.t('options.keys.damagedBadge')}</Badge>
      </div>
      {entry.appId && (
        <p class="key__ids">
          {entry.appId}
          {entry.keyId && ` / ${entry.keyId}`}
        </p>
      )}
      <p class="key__what">{what[entry.code]()}</p>
      <p class="key__what">{next[entry.code]()}</p>
      <RemoveKey
        title={title}
        remove={() => keyring.remove(entry.id)}
        onRemoved={onRemoved}
        onDone={onDone}
      />
    </li>
  );
}
