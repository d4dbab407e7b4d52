import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Fold } from '~/components/options/Fold';
import { Button } from '~/components/ui/Button';
import { describe, FieldBox } from '~/components/ui/Field';
import { Notice } from '~/components/ui/Notice';
import type { SamePublicKey } from '~/utils/keys/fingerprint';
import type { Keyring } from '~/utils/keys/keyring';
import { type KeyCard, shortFingerprint } from './key-cards';

/** Says whether the public key that the console shows belongs to this key. */
export function ComparePublicKey({
  entry,
  keyring,
}: {
  entry: KeyCard;
  keyring: Pick<Keyring, 'compare'>;
}) {
  const [pasted, setPasted] = useState('');
  const [result, setResult] = useState<SamePublicKey | null>(null);
  const id = `compare-${entry.id}`;
  const hint = i18n.t('options.doctor.compareHint');

  async function compare() {
    const found = await keyring.compare(entry, pasted);
    // A private key has no business here: it is not left on the screen.
    if (!found.ok && found.code === 'private-key') setPasted('');
    setResult(found);
  }

  return (
    <Fold title={i18n.t('options.doctor.compareTitle')}>
      <FieldBox id={id} label={i18n.t('options.doctor.compare')} hint={hint}>
        <textarea
          class="field field--mono"
          rows={4}
          autocomplete="off"
          spellcheck={false}
          translate={false}
          value={pasted}
          onInput={(event) => {
            setPasted(event.currentTarget.value);
            setResult(null);
          }}
          {...describe({ id, hint })}
        />
      </FieldBox>
      <div class="acts acts--start">
        <Button onClick={compare}>{i18n.t('options.doctor.compareButton')}</Button>
      </div>
      <div role="status" class="answer">
        {result && <Answer result={result} />}
      </div>
    </Fold>
  );
}

const unreadable: Record<Extract<SamePublicKey, { ok: false }>['code'], () => string> = {
  empty: () => i18n.t('options.doctor.compareEmpty'),
  'too-large': () => i18n.t('options.doctor.notPublic'),
  'not-a-public-key': () => i18n.t('options.doctor.notPublic'),
  'not-rsa': () => i18n.t('options.doctor.notRsa'),
  'private-key': () => i18n.t('options.doctor.isPrivate'),
};

function Answer({ result }: { result: SamePublicKey }) {
  if (!result.ok) return <Notice tone="warn">{unreadable[result.code]()}</Notice>;
  if (result.same) return <Notice tone="good">{i18n.t('options.doctor.match')}</Notice>;
  return (
    <Notice tone="danger">
      {i18n.t('options.doctor.noMatch', [shortFingerprint(result.fingerprint)])}
    </Notice>
  );
}
