import type { ComponentChildren } from 'preact';
import { useId, useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '~/components/ui/Button';
import { compareNames } from '~/components/ui/collate';
import { Icon } from '~/components/ui/Icon';
import { roomOf, whomOf } from '~/components/ui/labels/action';
import { glyphs } from '~/components/ui/labels/verdict';
import type { Action } from '~/utils/journal/action';
import { isoTime } from '~/utils/journal/export';
import type { Found } from '~/utils/journal/listing';
import { isOneOfMany } from '~/utils/journal/request-id';
import { peopleKindOf, takingPart } from '~/utils/journal/request-summary';
import { numberLabel, plural } from '~/utils/language';
import { safeId } from '~/utils/names/safe-name';
import { ActivityDetails } from './ActivityDetails';
import type { AppNames } from './app-names';
import { kindLabel, nameOf, timeLabel, userIdOf } from './labels';
import { type VerdictWords, verdictWords, verdictWordsOfMany } from './verdict-words';

/** What all rows are drawn with. */
interface Around {
  readonly apps: AppNames;
  /** In milliseconds since 1970. */
  readonly now: number;
  /** Shows everything about a user id. */
  readonly onUser: (userId: string) => void;
}

/** The box by which a line goes into a report. */
interface Tick {
  readonly on: boolean;
  readonly toggle: () => void;
}

/** One line of the activity: an action, or many people under one confirmation. */
export function FoundRows({
  found,
  tick,
  ...around
}: Around & { readonly found: Found; readonly tick: Tick | null }) {
  const [first] = found.listed.entries;
  if (first === undefined) return null;
  return isOneOfMany(first.action) ? (
    <ManyRows found={found} first={first.action} tick={tick} {...around} />
  ) : (
    <ActionRows action={first.action} tick={tick} {...around} />
  );
}

/** One record, with its details below when they are asked for. `among`: it is one of the people of a request. */
function ActionRows({
  action,
  among = false,
  tick = null,
  ...around
}: Around & { readonly action: Action; readonly among?: boolean; readonly tick?: Tick | null }) {
  const [open, setOpen] = useState(false);
  const details = useId();
  return (
    <>
      <Row
        action={action}
        among={among}
        apps={around.apps}
        verdict={verdictWords(action, around.now)}
        of={action.id}
        name={i18n.t('options.activity.detailsOf', [kindLabel(action.kind), whomOf(action)])}
        open={open}
        controls={details}
        onToggle={() => setOpen(!open)}
        {...(tick && {
          tick: {
            ...tick,
            name: i18n.t('options.activity.report.row', [kindLabel(action.kind), whomOf(action)]),
          },
        })}
      >
        {!among && <span class="table__kind">{kindLabel(action.kind)}</span>}
        <Who action={action} onUser={around.onUser} />
      </Row>
      {open && (
        <tr class="table__details" id={details}>
          <td colSpan={5}>
            <ActivityDetails action={action} onUser={around.onUser} />
          </td>
        </tr>
      )}
    </>
  );
}

/** People drawn at once, of a request about thousands. */
const PEOPLE = 100;

/** A request about many, which opens to its people: those who match, what went wrong first. */
function ManyRows({
  found: { listed, matching },
  first,
  tick,
  ...around
}: Around & { readonly found: Found; readonly first: Action; readonly tick: Tick | null }) {
  const [open, setOpen] = useState(false);
  const [most, setMost] = useState(PEOPLE);
  const records = useMemo(() => listed.entries.map(({ action }) => action), [listed]);
  const { now } = around;
  const people = useMemo(() => (open ? worstFirst(matching, now) : []), [open, matching, now]);
  const takers = takingPart(records);
  const count = takers.length;
  const title =
    peopleKindOf(takers) === 'ban'
      ? plural('popup.batch.banDone', count)
      : plural('popup.batch.removeDone', count);
  return (
    <>
      <Row
        action={first}
        apps={around.apps}
        verdict={verdictWordsOfMany(records, around.now)}
        of={listed.request}
        name={i18n.t('options.activity.peopleOf', [title])}
        open={open}
        onToggle={() => setOpen(!open)}
        {...(tick && {
          tick: { ...tick, name: i18n.t('options.activity.report.rowOfMany', [title]) },
        })}
      >
        <span class="table__whom">{title}</span>
        {matching.length < records.length && (
          <span class="table__id">
            {i18n.t('options.activity.matching', [
              numberLabel(matching.length),
              numberLabel(records.length),
            ])}
          </span>
        )}
      </Row>
      {people.slice(0, most).map((action) => (
        <ActionRows key={action.id} action={action} among {...around} />
      ))}
      {people.length > most && (
        <tr class="table__rest">
          <td colSpan={5}>
            <Button onClick={() => setMost(most + PEOPLE)}>
              {i18n.t('options.activity.morePeople')}
            </Button>
          </td>
        </tr>
      )}
    </>
  );
}

const RANKS: Record<VerdictWords['tone'], number> = { danger: 0, warn: 1, plain: 2, good: 3 };

/** What went wrong first, then by name. */
function worstFirst(matching: Found['matching'], now: number): Action[] {
  const ranked = matching.map(({ action }) => ({
    action,
    rank: RANKS[verdictWords(action, now).tone],
    name: whomOf(action),
  }));
  ranked.sort((a, b) => a.rank - b.rank || compareNames(a.name, b.name));
  return ranked.map(({ action }) => action);
}

/** One row, which opens by its button; the table makes a click anywhere in it a press of that. */
function Row({
  action,
  among = false,
  apps,
  verdict,
  of,
  name,
  open,
  controls,
  onToggle,
  tick,
  children,
}: {
  action: Action;
  among?: boolean;
  apps: AppNames;
  verdict: VerdictWords;
  of: string;
  /** What its button is called. */
  name: string;
  open: boolean;
  controls?: string;
  onToggle: () => void;
  tick?: Tick & { readonly name: string };
  /** What it is about. */
  children: ComponentChildren;
}) {
  const { stagedAt, meeting, note } = action;
  const classes = ['table__row', open && 'table__row--open', among && 'table__row--among'];
  return (
    <tr class={classes.filter(Boolean).join(' ')}>
      <td class="table__when">
        {tick !== undefined && (
          <input
            type="checkbox"
            class="table__tick"
            aria-label={tick.name}
            checked={tick.on}
            onChange={tick.toggle}
          />
        )}
        {!among && <time dateTime={isoTime(stagedAt)}>{timeLabel(stagedAt)}</time>}
      </td>
      <th scope="row" class="table__what">
        {children}
      </th>
      <td class="table__where">{!among && <Where meeting={meeting} apps={apps} />}</td>
      <td class="table__outcome">
        <Verdict {...verdict} />
        {note !== '' && !among && (
          <span class="table__note">
            <span class="visually-hidden">{i18n.t('options.activity.note')}: </span>
            <bdi>{note}</bdi>
          </span>
        )}
      </td>
      <td class="table__end">
        <Button
          look="icon"
          class="disclose"
          data-of={of}
          aria-label={name}
          aria-expanded={open}
          {...(controls !== undefined && { 'aria-controls': controls })}
          onClick={onToggle}
        >
          <Icon name="next" size={16} />
        </Button>
      </td>
    </tr>
  );
}

function Where({ meeting, apps }: { meeting: Action['meeting']; apps: AppNames }) {
  const app = apps.get(meeting.appId);
  return (
    <>
      <bdi class="table__room">{roomOf(meeting.room) ?? i18n.t('options.activity.noRoom')}</bdi>
      {app !== undefined && <bdi class="table__app">{app}</bdi>}
    </>
  );
}

/** What became of it, with a mark that is no more than the words say. */
export function Verdict({ text, tone }: VerdictWords) {
  return (
    <span class={`chip chip--${tone}`}>
      {tone !== 'plain' && (
        <span class="chip__glyph" aria-hidden="true">
          {glyphs[tone]}
        </span>
      )}
      {text}
    </span>
  );
}

/** The name as it was shown, and the user id, which shows everything about it when it is pressed. */
function Who({ action, onUser }: { action: Action; onUser: (userId: string) => void }) {
  const { kind, phone, target } = action;
  if (kind === 'test-key') return null;
  if (kind === 'end-meeting') {
    return <span class="table__whom hint">{i18n.t('options.activity.everyone')}</span>;
  }
  if (phone !== undefined) return <bdi class="table__whom mono">{phone}</bdi>;
  const name = nameOf(action);
  const userId = userIdOf(action);
  const participantId = target?.participantId ?? null;
  return (
    <>
      {name === null ? (
        <span class="table__whom hint">{i18n.t('options.activity.unnamed')}</span>
      ) : (
        <bdi class="table__whom">{name}</bdi>
      )}
      {userId !== null && (
        <button
          type="button"
          class="table__id table__id--user exact"
          aria-label={i18n.t('options.activity.onlyUser', [safeId(userId)])}
          onClick={() => onUser(userId)}
        >
          {safeId(userId)}
        </button>
      )}
      {userId === null && participantId !== null && (
        <span class="table__id exact">{safeId(participantId)}</span>
      )}
    </>
  );
}
