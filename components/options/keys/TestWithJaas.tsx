import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { Notice } from '~/components/ui/Notice';
import { outcomeWords } from '~/components/ui/words/outcome';
import { hostOf } from '~/utils/jaas/address';
import type { Outcome } from '~/utils/jaas/outcome';
import type { KeyCard, KeysPort } from './key-cards';

type State = 'idle' | 'asking' | 'running' | 'refused' | Outcome;

/** The last word on a key is JaaS's own: one harmless request, explained and confirmed first. */
export function TestWithJaas({ entry, keys }: { entry: KeyCard; keys: KeysPort }) {
  const [state, setState] = useState<State>('idle');
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (state === 'asking') cancel.current?.focus();
  }, [state]);

  async function run() {
    setState('running');
    await keys.test(entry, (told) => setState(told ?? 'running'));
  }

  if (state === 'asking') {
    return (
      <section class="question" aria-labelledby={`test-${entry.id}`}>
        <h4 id={`test-${entry.id}`}>{i18n.t('options.doctor.testTitle')}</h4>
        <p>{i18n.t('options.doctor.testMeans')}</p>
        <div class="row row--end">
          <button type="button" class="button" ref={cancel} onClick={() => setState('idle')}>
            {i18n.t('options.cancel')}
          </button>
          <Button look="primary" onClick={() => void run()}>
            {i18n.t('options.doctor.testSend')}
          </Button>
        </div>
      </section>
    );
  }
  return (
    <div class="key-test">
      <Button aria-disabled={state === 'running'} onClick={() => setState('asking')}>
        {i18n.t('options.doctor.testAsk')}
      </Button>
      <div role="status">{state !== 'idle' && <Answer state={state} />}</div>
    </div>
  );
}

function Answer({ state }: { state: 'running' | 'refused' | Outcome }) {
  if (state === 'running') return <p class="hint">{i18n.t('options.doctor.testRunning')}</p>;
  if (state === 'refused') {
    return <Notice tone="danger">{i18n.t('options.doctor.testRefused')}</Notice>;
  }
  const host = state.base === null ? '–' : hostOf(state.base);
  if (state.result === 'accepted') {
    return <Notice tone="good">{i18n.t('options.doctor.testGood', [host])}</Notice>;
  }
  const { happened, next, api, tone } = outcomeWords(state, 'end-meeting');
  return (
    <Notice tone={tone}>
      <p>
        {happened} {next}
      </p>
      {api !== null && (
        <p class="hint">
          <bdi>{api}</bdi>
        </p>
      )}
      <p class="hint">{i18n.t('options.doctor.testTrouble', [host])}</p>
    </Notice>
  );
}
