import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { ActivityPort } from '~/components/options/activity/journal-index';
import { Button } from '~/components/ui/Button';
import { Notice } from '~/components/ui/Notice';
import { Question } from '~/components/ui/Question';
import { clearActivity, countClearable } from '~/utils/journal/retention';
import { plural } from '~/utils/language';

/** `over`: how many records there are to be deleted. */
type Clearing =
  | { readonly state: 'idle' | 'counting' | 'failed' }
  | { readonly state: 'asking' | 'busy'; readonly over: number }
  | { readonly state: 'done'; readonly removed: number };

/** “Clear activity”: counts what would be deleted, asks, and says what came of it. */
export function ClearActivity({ journal }: Pick<ActivityPort, 'journal'>) {
  const [clearing, setClearing] = useState<Clearing>({ state: 'idle' });
  const clear = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  const { state } = clearing;
  const asking = state === 'asking' || state === 'busy';

  useEffect(() => {
    if (wasAsking.current && !asking) clear.current?.focus();
    wasAsking.current = asking;
  }, [asking]);

  async function ask() {
    setClearing({ state: 'counting' });
    const over = await countClearable(journal).catch(() => null);
    if (over === null) setClearing({ state: 'failed' });
    else setClearing(over === 0 ? { state: 'done', removed: 0 } : { state: 'asking', over });
  }

  async function clearAll(over: number) {
    setClearing({ state: 'busy', over });
    const after = await clearActivity(journal).then(
      (removed): Clearing => ({ state: 'done', removed }),
      (): Clearing => ({ state: 'failed' }),
    );
    setClearing(after);
  }

  return (
    <div class="setting">
      <Button
        look="danger-quiet"
        ref={clear}
        disabled={state === 'counting' || asking}
        onClick={ask}
      >
        {i18n.t('options.activity.clear')}
      </Button>
      {(clearing.state === 'asking' || clearing.state === 'busy') && (
        <div class="answer">
          <Question
            title={i18n.t('options.activity.clearAsk')}
            yes={i18n.t('options.activity.clearYes')}
            busy={clearing.state === 'busy'}
            onYes={() => clearAll(clearing.over)}
            onCancel={() => setClearing({ state: 'idle' })}
          >
            {plural('options.activity.clearMeans', clearing.over)}
          </Question>
        </div>
      )}
      <div role="status" class="answer">
        {clearing.state === 'failed' && (
          <Notice tone="danger">{i18n.t('options.activity.clearFailed')}</Notice>
        )}
        {clearing.state === 'done' && (
          <Notice>
            {clearing.removed === 0
              ? i18n.t('options.activity.nothingToClear')
              : plural('options.activity.cleared', clearing.removed)}
          </Notice>
        )}
      </div>
    </div>
  );
}
