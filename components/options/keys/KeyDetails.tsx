import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import { CopyButton } from '~/components/options/CopyButton';
import { Button } from '~/components/ui/Button';
import { BaseSetting } from './BaseSetting';
import { Fingerprint } from './Fingerprint';
import type { KeyCard, KeysPort } from './key-cards';
import { keyTitle } from './key-words';
import { RemoveKey } from './RemoveKey';
import { RenameKey } from './RenameKey';

/** What can be done with a key besides signing. */
export function KeyMore({
  entry,
  keys,
  onDone,
  onRemoved,
}: {
  entry: KeyCard;
  keys: KeysPort;
  onDone: (text: string) => void;
  onRemoved: (title: string) => void;
}) {
  const title = keyTitle(entry);

  /** Runs one change and says what came of it, also when the browser's storage failed. */
  function run(change: Promise<boolean>, done: string) {
    return change.then(
      (known) => onDone(known ? done : i18n.t('options.keys.gone')),
      () => onDone(i18n.t('options.keys.failed')),
    );
  }

  return (
    <div class="key-more">
      <Line label={i18n.t('options.add.label')}>
        <RenameKey
          label={entry.label}
          id={`rename-${entry.id}`}
          onRename={(label) =>
            run(
              keys.rename(entry.id, label),
              i18n.t('options.keys.renamed', [label || entry.appId]),
            )
          }
        />
      </Line>
      <Line label={i18n.t('options.keys.fingerprint')}>
        <Fingerprint value={entry.fingerprint} />
        <p class="hint">{i18n.t('options.keys.fingerprintHint')}</p>
      </Line>
      <Line label={i18n.t('options.keys.publicKey')}>
        <CopyButton
          text={entry.publicPem}
          name={i18n.t('options.keys.copyPublic')}
          label={i18n.t('options.keys.copyPublic')}
        />
        <p class="hint">{i18n.t('options.keys.copyPublicHint')}</p>
      </Line>
      <Line label={i18n.t('options.keys.base')}>
        <BaseSetting
          entry={entry}
          onChange={(base) => run(keys.setBase(entry.id, base), i18n.t('options.keys.baseSaved'))}
        />
      </Line>
      {entry.hasRival && !entry.preferred && (
        <Line label={i18n.t('options.keys.preferred')}>
          <Button
            onClick={() => run(keys.prefer(entry.id), i18n.t('options.keys.preferredNow', [title]))}
          >
            {i18n.t('options.keys.prefer')}
          </Button>
          <p class="hint">{i18n.t('options.keys.preferHint')}</p>
        </Line>
      )}
      <RemoveKey
        title={title}
        onRemove={() =>
          keys.remove(entry.id).then(
            () => onRemoved(title),
            () => onDone(i18n.t('options.keys.failed')),
          )
        }
      />
    </div>
  );
}

export function Line({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="line">
      <span class="line-label">{label}</span>
      <div class="line-body">{children}</div>
    </div>
  );
}
