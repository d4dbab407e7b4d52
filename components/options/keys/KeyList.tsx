import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { DamagedItem } from './DamagedItem';
import { KeyItem } from './KeyItem';
import type { KeyEntry, KeysPort } from './key-cards';

/** The keys, readable or not. `focus` names the one to go to, once, when it appears. */
export function KeyList({
  entries,
  keys,
  now,
  focus,
  onFocused,
  onDone,
  onChecked,
  onRemoved,
}: {
  entries: readonly KeyEntry[];
  keys: KeysPort;
  now: number;
  focus: string | null;
  onFocused: () => void;
  onDone: (text: string) => void;
  onChecked: () => void;
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
    <ul class="cards" aria-label={i18n.t('options.keys.title')}>
      {entries.map((entry) =>
        entry.state === 'damaged' ? (
          <DamagedItem
            key={entry.id}
            entry={entry}
            keys={keys}
            itemRef={keep(entry.id)}
            onDone={onDone}
            onRemoved={onRemoved}
          />
        ) : (
          <KeyItem
            key={entry.id}
            entry={entry}
            keys={keys}
            now={now}
            itemRef={keep(entry.id)}
            onDone={onDone}
            onChecked={onChecked}
            onRemoved={onRemoved}
          />
        ),
      )}
    </ul>
  );
}
