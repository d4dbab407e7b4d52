import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { ActivityPort } from '~/components/options/activity/journal-index';
import { useLoaded } from '~/components/options/use-loaded';
import { Notice } from '~/components/ui/Notice';
import { Question } from '~/components/ui/Question';
import { SelectSetting } from '~/components/ui/SelectSetting';
import { applyRetention, countOverdue } from '~/utils/journal/retention';
import { plural } from '~/utils/language';
import { RETENTION_CHOICES } from '~/utils/storage/settings';
import { ClearActivity } from './ClearActivity';

interface Asked {
  readonly days: number | null;
  readonly overdue: number;
}

/** For how long the activity is kept, and all of it away. What deletes something now is asked about first. */
export function KeepActivity({
  port,
  watch,
  now,
}: {
  port: ActivityPort;
  watch: (changed: () => void) => () => void;
  now: () => number;
}) {
  const [retention, reload] = useLoaded(port.retention.look, watch);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  if (retention.state !== 'ready') return null;
  const { value: days, isFixed } = retention.value;

  async function choose(chosen: number | null) {
    setSaid(null);
    const overdue = await countOverdue(port.journal, chosen, now()).catch(() => 0);
    if (overdue > 0) setAsked({ days: chosen, overdue });
    else await save(chosen);
  }

  async function save(chosen: number | null) {
    try {
      await port.retention.set(chosen);
      const removed = await applyRetention(port.journal, chosen, now());
      setSaid(
        removed === 0
          ? i18n.t('options.activity.keepSaved')
          : plural('options.activity.cleared', removed),
      );
    } catch {
      setSaid(i18n.t('options.activity.keepFailed'));
    }
    setAsked(null);
    await reload();
  }

  return (
    <section class="page__section">
      <h2>{i18n.t('options.activity.title')}</h2>
      <SelectSetting
        label={i18n.t('options.activity.keep')}
        hint={i18n.t('options.activity.keepHint')}
        value={asked && !isFixed ? asked.days : days}
        fixed={isFixed}
        choices={RETENTION_CHOICES}
        labelOf={keepLabel}
        disabled={asked !== null}
        onChoose={choose}
      />
      {asked && !isFixed && (
        <div class="answer">
          <Question
            title={plural('options.activity.keepAsk', asked.overdue)}
            yes={i18n.t('options.activity.clearYes')}
            onYes={() => save(asked.days)}
            onCancel={() => setAsked(null)}
          >
            {i18n.t('options.activity.keepMeans')}
          </Question>
        </div>
      )}
      <div role="status" class="answer">
        {said !== null && <Notice>{said}</Notice>}
      </div>
      <ClearActivity journal={port.journal} />
    </section>
  );
}

/** @param days null for ever */
export function keepLabel(days: number | null): string {
  if (days === null) return i18n.t('options.activity.keepForever');
  if (days % 365 === 0) return plural('options.activity.keepYears', days / 365);
  return plural('options.activity.keepDays', days);
}
