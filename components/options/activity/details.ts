import { i18n } from '#i18n';
import { wholeRoomOf } from '~/components/ui/labels/action';
import { changeLabels } from '~/components/ui/labels/change';
import { exactTime } from '~/components/ui/time';
import type { Action, Change } from '~/utils/journal/action';
import { isoTime } from '~/utils/journal/export';
import { type Source, sourceOfAbout } from '~/utils/journal/report';
import { isOneOfMany } from '~/utils/journal/request-id';
import { listLabel } from '~/utils/language';
import { safeId } from '~/utils/names/safe-name';
import { kindLabel, nameOf } from './labels';

/** One fact about an action. */
export interface DetailFact {
  readonly name: string;
  readonly value: string;
  /** Every character counts. */
  readonly mono?: boolean;
  /** Who says so, where it is not simply what was done. */
  readonly source?: Source;
}

type MaybeFact = readonly [
  name: string,
  value: string | null | undefined,
  look?: 'mono' | null,
  source?: Source,
];

/** All that the journal knows of an action, ids whole; what it does not know is left out. */
export function factsOf(action: Action): DetailFact[] {
  const { target, token, meeting, keyId, service } = action;
  const about = sourceOfAbout(action);
  const changes = new Set([...action.told, ...action.changes]);
  return known([
    [i18n.t('options.activity.what'), kindLabel(action.kind)],
    [i18n.t('options.activity.name'), nameOf(action), null, about],
    [i18n.t('options.activity.userId'), safe(target?.userId ?? token?.userId), 'mono', about],
    [i18n.t('options.activity.participantId'), safe(target?.participantId), 'mono', about],
    [i18n.t('options.activity.phone'), action.phone, 'mono', about],
    [i18n.t('options.activity.dueAt'), time(action.schedule?.dueAt), null, 'host'],
    [i18n.t('options.activity.role'), safe(target?.role), null, about],
    [i18n.t('options.activity.meeting'), wholeRoomOf(meeting.room)],
    [i18n.t('options.activity.room'), safe(meeting.room), 'mono'],
    [i18n.t('options.activity.appId'), meeting.appId, 'mono'],
    [i18n.t('options.activity.keyId'), keyId, 'mono'],
    [i18n.t('options.activity.service'), service, 'mono'],
    [i18n.t('options.activity.tokenRoom'), safe(token?.room), null, 'token'],
    [i18n.t('options.activity.tokenExpires'), time(token?.expiresAt), null, 'token'],
    [i18n.t('options.activity.asked'), time(action.stagedAt)],
    [
      i18n.t('options.activity.changed'),
      listLabel([...changes].map((change) => CHANGES[change]())),
      null,
      'page',
    ],
    [i18n.t('options.activity.confirmed'), time(action.confirmedAt), null, 'host'],
    [i18n.t('options.activity.ended'), time(action.endedAt)],
    [i18n.t('options.activity.seenLeaving'), time(action.leftAt), null, 'page'],
    [i18n.t('options.activity.seenStill'), time(action.stillAt), null, 'page'],
    [i18n.t('options.activity.seenBack'), time(action.backAt), null, 'page'],
    [i18n.t('options.activity.note'), action.note, null, 'host'],
    [i18n.t('options.activity.batch'), isOneOfMany(action) ? action.request : null, 'mono'],
    [i18n.t('options.activity.record'), action.id, 'mono'],
  ]);
}

/** In the details of one record: in the question, who turned out to be the host is named as left out. */
const CHANGES: Record<Change, () => string> = {
  ...changeLabels,
  yourself: changeLabels['meets-you'],
};

/** The facts that are known, of all that there could be. */
export function known(facts: readonly MaybeFact[]): DetailFact[] {
  return facts.flatMap(([name, value, look, source]) =>
    value ? [{ name, value, ...(look && { mono: true }), ...(source && { source }) }] : [],
  );
}

/** An id, or whatever else somebody chose, with every character to be seen. */
export function safe(id: string | null | undefined): string | null {
  return id ? safeId(id) : null;
}

/** The time here, and the same in UTC as the exports have it. */
export function time(at: number | null | undefined): string | null {
  if (at === null || at === undefined) return null;
  const utc = isoTime(at);
  return utc === '' ? null : `${exactTime(at)} (${utc})`;
}
