import { useId, useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { roomOf } from '~/components/ui/labels/action';
import { actionKindSchema } from '~/utils/journal/action';
import { type ActivityFilter, outcomeKinds, type Searchable } from '~/utils/journal/search';
import { kindLabel, outcomeKindLabel } from './labels';

/** Search and the three filters; `onChange` gets what is different. */
export function ActivityFilters({
  entries,
  filter,
  onChange,
}: {
  entries: readonly Searchable[];
  filter: ActivityFilter;
  onChange: (change: Partial<ActivityFilter>) => void;
}) {
  const id = useId();
  const { choices, more } = useMemo(() => meetingChoices(entries), [entries]);

  return (
    <search class="filters">
      <div class="filters__search">
        <label class="label" for={id}>
          {i18n.t('options.activity.search')}
        </label>
        <input
          class="field"
          id={id}
          type="search"
          value={filter.text}
          placeholder={i18n.t('options.activity.searchHint')}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => onChange({ text: event.currentTarget.value })}
        />
      </div>
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
        options={choices.map((choice) => [choice.key, meetingLabel(choice)])}
        value={filter.meeting}
        onChange={(meeting) => onChange({ meeting })}
        more={more ? i18n.t('options.activity.moreMeetings') : null}
      />
    </search>
  );
}

function Choice<T extends string>({
  label,
  all,
  options,
  value,
  onChange,
  more = null,
}: {
  label: string;
  /** The words for no filter. */
  all: string;
  options: readonly (readonly [T, string])[];
  value: T | null;
  onChange: (value: T | null) => void;
  more?: string | null;
}) {
  const id = useId();
  return (
    <div class="filters__choice">
      <label class="label" for={id}>
        {label}
      </label>
      <select
        class="field select"
        id={id}
        value={value ?? ''}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          onChange(options.find(([one]) => one === chosen)?.[0] ?? null);
        }}
      >
        <option value="">{all}</option>
        {options.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
        {more !== null && <option disabled>{more}</option>}
      </select>
    </div>
  );
}

function meetingLabel({ room, appId }: MeetingChoice): string {
  const title = room ?? i18n.t('options.activity.noRoom');
  return appId === null ? title : `${title} (${appId})`;
}

export interface MeetingChoice {
  readonly key: string;
  /** Null for what concerns a whole AppID. */
  readonly room: string | null;
  /** Only where the activity has more than one AppID. */
  readonly appId: string | null;
}

/** A list much longer than this is no choice any more; the search finds the others. */
const MOST_MEETINGS = 200;

/** The meetings to filter by, the latest first. A test of a key is about no meeting. */
function meetingChoices(entries: readonly Searchable[]): {
  readonly choices: readonly MeetingChoice[];
  readonly more: boolean;
} {
  const latest = new Map<string, Searchable['action']['meeting']>();
  const apps = new Set<string>();
  for (const { action, meeting } of entries) {
    if (action.kind === 'test-key') continue;
    apps.add(action.meeting.appId);
    if (!latest.has(meeting)) latest.set(meeting, action.meeting);
  }
  const choices = [...latest].slice(0, MOST_MEETINGS).map(([key, { room, appId }]) => ({
    key,
    room: roomOf(room),
    appId: apps.size > 1 ? shortAppId(appId) : null,
  }));
  return { choices, more: latest.size > MOST_MEETINGS };
}

/** Enough to tell one's own AppIDs apart: what is behind their common start, in short. */
export function shortAppId(appId: string): string {
  return appId.replace(/^vpaas-magic-cookie-(\w{4})\w{5,}(\w{4})$/, '$1…$2');
}
