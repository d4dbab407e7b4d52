import type { ComponentChildren } from 'preact';
import { useId, useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { Choice, Filters } from '~/components/options/Filters';
import { FieldBox } from '~/components/ui/Field';
import { roomOf } from '~/components/ui/labels/action';
import { actionKindSchema } from '~/utils/journal/action';
import { type ActivityFilter, outcomeKinds, type Searchable } from '~/utils/journal/search';
import { safeId } from '~/utils/names/safe-name';
import type { AppNames } from './app-names';
import { kindLabel, outcomeKindLabel } from './labels';

/** Search and filters; `onChange` gets what is different. */
export function ActivityFilters({
  entries,
  apps,
  filter,
  onChange,
  children,
}: {
  entries: readonly Searchable[];
  apps: AppNames;
  filter: ActivityFilter;
  onChange: (change: Partial<ActivityFilter>) => void;
  children: ComponentChildren;
}) {
  const { choices, more } = useMemo(() => meetingChoices(entries), [entries]);

  return (
    <Filters
      label={i18n.t('options.activity.search')}
      hint={i18n.t('options.activity.searchHint')}
      text={filter.text}
      onText={(text) => onChange({ text })}
      fold={i18n.t('options.activity.fold')}
      tools={children}
      choices={
        <>
          <Choice
            label={i18n.t('options.activity.what')}
            all={i18n.t('options.activity.everything')}
            options={actionKindSchema.options.map((kind) => [kind, kindLabel(kind)])}
            value={filter.kind}
            onChange={(kind) => onChange({ kind })}
          />
          <Choice
            label={i18n.t('options.activity.outcome')}
            all={i18n.t('options.activity.everyOutcome')}
            options={outcomeKinds.map((kind) => [kind, outcomeKindLabel(kind)])}
            value={filter.outcome}
            onChange={(outcome) => onChange({ outcome })}
          />
          <Choice
            label={i18n.t('options.activity.meeting')}
            all={i18n.t('options.activity.everyMeeting')}
            options={choices.map((choice) => [choice.key, meetingLabel(choice, apps)])}
            value={filter.meeting}
            onChange={(meeting) => onChange({ meeting })}
            more={more ? i18n.t('options.activity.moreMeetings') : null}
          />
          <Day
            label={i18n.t('options.activity.from')}
            value={filter.from}
            onChange={(from) => onChange({ from })}
          />
          <Day
            label={i18n.t('options.activity.to')}
            value={filter.to}
            onChange={(to) => onChange({ to })}
          />
        </>
      }
    >
      {filter.userId !== null && (
        <p class="cluster filters__user">
          <span>
            {i18n.t('options.activity.userId')}{' '}
            <bdi class="mono break">{safeId(filter.userId)}</bdi>
          </span>
          <button type="button" class="link" onClick={() => onChange({ userId: null })}>
            {i18n.t('options.activity.everyUser')}
          </button>
        </p>
      )}
    </Filters>
  );
}

/** The first or the last day of what is shown. */
function Day({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <FieldBox id={id} label={label}>
      <input
        class="field"
        id={id}
        type="date"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </FieldBox>
  );
}

function meetingLabel({ room, appId }: MeetingChoice, apps: AppNames): string {
  const title = room ?? i18n.t('options.activity.noRoom');
  const app = apps.get(appId);
  return app === undefined ? title : `${title} (${app})`;
}

interface MeetingChoice {
  readonly key: string;
  /** Null for what concerns a whole AppID. */
  readonly room: string | null;
  readonly appId: string;
}

/** A list much longer than this is no choice any more; the search finds the others. */
const MOST_MEETINGS = 200;

/** The meetings to filter by, the latest first. A test of a key is about no meeting. */
function meetingChoices(entries: readonly Searchable[]): {
  readonly choices: readonly MeetingChoice[];
  readonly more: boolean;
} {
  const latest = new Map<string, Searchable['action']['meeting']>();
  for (const { action, meeting } of entries) {
    if (action.kind === 'test-key') continue;
    if (!latest.has(meeting)) latest.set(meeting, action.meeting);
  }
  const choices = [...latest]
    .slice(0, MOST_MEETINGS)
    .map(([key, { room, appId }]) => ({ key, room: roomOf(room), appId }));
  return { choices, more: latest.size > MOST_MEETINGS };
}
