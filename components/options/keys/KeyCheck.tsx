import { i18n } from '#i18n';
import { Notice } from '~/components/ui/Notice';
import type { CheckedKey } from '~/utils/keys/signing-key';
import { ComparePublicKey } from './ComparePublicKey';
import { checkFailureWords } from './check-words';
import { clockWords } from './clock-words';
import { Fingerprint } from './Fingerprint';
import type { KeyCard, KeysPort } from './key-cards';
import { TestWithJaas } from './TestWithJaas';

export type CheckState = CheckedKey | 'running' | 'gone';

/** The key doctor's answer in words, with what to compare with the JaaS console. */
export function KeyCheck({
  entry,
  state,
  keys,
  now,
}: {
  entry: KeyCard;
  state: CheckState;
  keys: KeysPort;
  /** Milliseconds since 1970. */
  now: number;
}) {
  const clock = clockWords(entry, now);
  if (state === 'running') return <p class="hint key-check">{i18n.t('options.doctor.running')}</p>;
  if (state === 'gone' || !state.ok) {
    const code = state === 'gone' ? 'gone' : state.code;
    return (
      <div class="key-check">
        <Notice tone={code === 'locked' ? 'warn' : 'danger'}>{checkFailureWords(code)}</Notice>
      </div>
    );
  }
  return (
    <div class="key-check">
      <Notice tone="good">
        {i18n.t('options.doctor.good')}
        <dl class="facts facts--tight">
          <dt>{i18n.t('options.doctor.size')}</dt>
          <dd>{i18n.t('options.doctor.sizeBits', [String(state.bits)])}</dd>
          <dt>{i18n.t('options.keys.fingerprint')}</dt>
          <dd>
            <Fingerprint value={state.fingerprint} />
          </dd>
        </dl>
      </Notice>
      {clock !== null && <Notice tone="warn">{clock}</Notice>}
      <ComparePublicKey entry={entry} keys={keys} />
      <TestWithJaas entry={entry} keys={keys} />
    </div>
  );
}
