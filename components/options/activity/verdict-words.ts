import { i18n } from '#i18n';
import type { Tone } from '~/components/ui/labels/outcome';
import { manyLabel, verdictLabel } from '~/components/ui/labels/verdict';
import { clock, dayAndTime } from '~/components/ui/time';
import type { Action } from '~/utils/journal/action';
import { dayOf } from '~/utils/journal/listing';
import { peopleKindOf, requestState, takingPart } from '~/utils/journal/request-summary';
import { numberLabel } from '~/utils/language';

/** What became of something, short enough for a row. */
export interface VerdictWords {
  readonly text: string;
  readonly tone: Tone;
}

/**
 * What became of one record, and when the meeting showed it or what JaaS answered. Says what is known and no more.
 *
 * @param now in milliseconds since 1970
 */
export function verdictWords(action: Action, now: number): VerdictWords {
  const { short, tone } = verdictLabel(action, now);
  const more = moreOf(action);
  return {
    text: more === null ? short : i18n.t('options.activity.verdict.both', [short, more]),
    tone,
  };
}

function moreOf(action: Action): string | null {
  const { state, schedule, steps, stagedAt, leftAt, backAt } = action;
  if (state === 'scheduled' && schedule !== undefined) return momentOf(schedule.dueAt, stagedAt);
  if (schedule?.dropped === 'ended-before') return i18n.t('options.activity.verdict.endedBefore');
  const [first] = steps;
  const { outcome = null } = first ?? {};
  if (first?.state === 'refused' || first?.state === 'failed') {
    if (outcome?.code === 'cancelled') return i18n.t('options.activity.verdict.stopped');
    if (outcome?.sent !== true) return i18n.t('options.activity.verdict.notSent');
    return outcome.status === undefined || outcome.status === null ? null : String(outcome.status);
  }
  const seenAt = state === 'done' ? (backAt ?? leftAt) : null;
  return seenAt === null ? null : momentOf(seenAt, stagedAt);
}

/** The time alone where it is on the day of the row. */
function momentOf(at: number, day: number): string {
  return dayOf(at) === dayOf(day) ? clock(at) : dayAndTime(at);
}

/**
 * What became of a request about many people.
 *
 * @param records all of its records, one at least
 * @param now in milliseconds since 1970
 */
export function verdictWordsOfMany(records: readonly Action[], now: number): VerdictWords {
  const people = takingPart(records);
  const [first] = people;
  const state = requestState(people);
  if (state === 'confirmed') {
    const done = people.filter((one) => one.state === 'done').length;
    const counts: [string, string] = [numberLabel(done), numberLabel(people.length)];
    return { text: i18n.t('options.activity.verdict.done', counts), tone: 'plain' };
  }
  if (state !== 'done' && first !== undefined) return verdictWords(first, now);
  return manyLabel(peopleKindOf(people), people, now);
}
