import { i18n } from '#i18n';
import { Badge } from '~/components/ui/Badge';
import type { DamagedCard, KeysPort } from './key-cards';
import { keyTitle } from './key-words';
import { RemoveKey } from './RemoveKey';

const what: Record<DamagedCard['code'], () => string> = {
  damaged: () => i18n.t('options.damaged.damaged'),
  'newer-version': () => i18n.t('options.damaged.newer'),
};

const next: Record<DamagedCard['code'], () => string> = {
  damaged: () => i18n.t('options.damaged.damagedNext'),
  'newer-version': () => i18n.t('options.damaged.newerNext'),
};

/** A stored key that cannot be read: what happened, and the way out. */
export function DamagedItem({
  entry,
  keys,
  itemRef,
  onDone,
  onRemoved,
}: {
  entry: DamagedCard;
  keys: KeysPort;
  itemRef: (element: HTMLLIElement | null) => void;
  onDone: (text: string) => void;
  onRemoved: (title: string) => void;
}) {
  const title = keyTitle(entry);
  return (
    <li class="card key key--damaged" aria-label={title} tabIndex={-1} ref={itemRef}>
      <div class="key-name">
        <h3>
          <bdi>{title}</bdi>
        </h3>
        <Badge tone="danger">{i18n.t('options.keys.damagedBadge')}</Badge>
      </div>
      {entry.appId && (
        <p class="key-ids mono">
          {entry.appId}
          {entry.keyId && ` / ${entry.keyId}`}
        </p>
      )}
      <p class="key-what">{what[entry.code]()}</p>
      <p class="key-what">{next[entry.code]()}</p>
      <RemoveKey
        title={title}
        onRemove={() =>
          keys.remove(entry.id).then(
            () => onRemoved(title),
            () => onDone(i18n.t('options.keys.failed')),
          )
        }
      />
    </li>
  );
}
