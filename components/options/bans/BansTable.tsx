import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Verdict } from '~/components/options/activity/ActivityRow';
import { useRowsThatOpen } from '~/components/options/activity/ActivityTable';
import type { AppNames } from '~/components/options/activity/app-names';
import { verdictWords } from '~/components/options/activity/verdict-words';
import { Button } from '~/components/ui/Button';
import { Icon } from '~/components/ui/Icon';
import { dayAndTime } from '~/components/ui/time';
import type { BannedPerson } from '~/utils/bans/banned';
import { isoTime } from '~/utils/journal/export';
import { plural } from '~/utils/language';
import { safeId } from '~/utils/names/safe-name';
import { BanDetails } from './BanDetails';
import type { Listed } from './listing';
import type { BansPort } from './port';

/** Rows drawn at once; thousands would take seconds and nobody reads them. */
const ROWS = 100;

/** What all rows are drawn with. */
interface Around {
  readonly apps: AppNames;
  readonly port: BansPort;
  readonly reload: () => Promise<void>;
  readonly now: () => number;
}

/** The people who were found, a row each. Another query begins with the first rows again. */
export function BansTable({
  found,
  query,
  labelledBy,
  ...around
}: Around & {
  found: readonly Listed[];
  /** What they were found by: another object for another query. */
  query: object;
  labelledBy: string;
}) {
  const [shown, setShown] = useState({ query, most: ROWS });
  const most = shown.query === query ? shown.most : ROWS;
  const table = useRef<HTMLTableElement>(null);
  /** The first row that “Show more” has brought, to be focused once it is there. */
  const goTo = useRef<number | null>(null);
  useRowsThatOpen(table);
  useEffect(() => {
    if (goTo.current === null) return;
    table.current?.querySelectorAll<HTMLElement>('[data-of]')[goTo.current]?.focus();
    goTo.current = null;
  });

  return (
    <>
      <table class="table bans" aria-labelledby={labelledBy} ref={table}>
        <thead>
          <tr>
            <th scope="col" class="table__when">
              {i18n.t('options.activity.when')}
            </th>
            <th scope="col" class="table__what">
              {i18n.t('options.bans.who')}
            </th>
            <th scope="col" class="table__where">
              {i18n.t('options.activity.meeting')}
            </th>
            <th scope="col" class="bans__key">
              {i18n.t('options.bans.key')}
            </th>
            <th scope="col">{i18n.t('options.activity.outcome')}</th>
            <th scope="col" class="table__end">
              <span class="visually-hidden">{i18n.t('options.activity.details')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {found.slice(0, most).map((one) => (
            <PersonRows key={one.person.key} listed={one} {...around} />
          ))}
        </tbody>
      </table>
      {found.length > most && (
        <div class="activity__more">
          <Button
            onClick={() => {
              goTo.current = most;
              setShown({ query, most: most + ROWS });
            }}
          >
            {i18n.t('options.activity.showMore')}
          </Button>
        </div>
      )}
    </>
  );
}

/** One person, with the details below when they are asked for. */
function PersonRows({ listed, apps, port, reload, now }: Around & { readonly listed: Listed }) {
  const { person, name, room } = listed;
  const { appId, userId, own, mark, at } = person;
  const [open, setOpen] = useState(false);
  const details = useId();
  const app = apps.get(appId);
  const key = own === null ? mark?.keyId : (own.action.service ?? own.action.keyId);
  const note = own?.action.note || mark?.note || '';
  return (
    <>
      <tr class={open ? 'table__row table__row--open' : 'table__row'}>
        <td class="table__when">
          {at === null ? (
            <span class="hint">{i18n.t('options.bans.notKnown')}</span>
          ) : (
            <time dateTime={isoTime(at)}>{dayAndTime(at)}</time>
          )}
        </td>
        <th scope="row" class="table__what">
          {name === null ? (
            <span class="table__whom hint">{i18n.t('options.activity.unnamed')}</span>
          ) : (
            <bdi class="table__whom">{name}</bdi>
          )}
          <span class="table__id exact">{safeId(userId)}</span>
        </th>
        <td class="table__where">
          <bdi class="table__room">{room ?? unknownRoom(person)}</bdi>
          {app !== undefined && <bdi class="table__app">{app}</bdi>}
        </td>
        <td class="bans__key">{key != null && <bdi class="exact">{key}</bdi>}</td>
        <td class="table__outcome">
          <Outcome person={person} now={now()} />
          {note !== '' && (
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
            data-of={person.key}
            aria-label={i18n.t('options.bans.detailsOf', [name ?? safeId(userId)])}
            aria-expanded={open}
            aria-controls={details}
            onClick={() => setOpen(!open)}
          >
            <Icon name="next" size={16} />
          </Button>
        </td>
      </tr>
      {open && (
        <tr class="table__details" id={details}>
          <td colSpan={6}>
            <BanDetails person={person} port={port} reload={reload} />
          </td>
        </tr>
      )}
    </>
  );
}

/** A ban by hand is of no meeting in particular; of another one a list may say nothing. */
function unknownRoom({ own }: BannedPerson): string {
  return own === null ? i18n.t('options.bans.notKnown') : i18n.t('options.activity.noRoom');
}

/** What became of the ban that counts, and what else is known of this person. */
function Outcome({ person: { own, mark }, now }: { person: BannedPerson; now: number }) {
  if (own === null) return <Verdict text={i18n.t('options.bans.byColleague')} tone="plain" />;
  const more = [
    own.count > 1 && plural('options.bans.bans', own.count),
    // A return of the ban's own record stands in the verdict.
    own.backAt !== null &&
      own.action.backAt === null &&
      i18n.t('options.bans.backAt', [dayAndTime(own.backAt)]),
    mark !== null && i18n.t('options.bans.alsoByColleague'),
  ];
  return (
    <>
      <Verdict {...verdictWords(own.action, now)} />
      {more.map((words) => words && <span class="bans__more">{words}</span>)}
    </>
  );
}
