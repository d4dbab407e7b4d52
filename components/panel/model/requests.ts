import { type ReadonlySignal, signal } from '@preact/signals-core';
import { i18n } from '#i18n';
import type { AskedTarget } from '~/utils/journal/action';
import type { PersonElsewhere } from '~/utils/meeting/elsewhere';
import type { Leave } from '~/utils/meeting/leave';
import type { Roster } from '~/utils/meeting/roster';
import type { RosterPerson } from '~/utils/meeting/roster-person';
import type { Named } from '~/utils/meeting/snapshot';
import type { RefusalCode } from '~/utils/messages/define';
import type { RequestOf } from '~/utils/messages/protocol';
import { absentTarget, candidateTarget, targetOf } from './actions';
import type { BackgroundState, Link } from './background-link';
import { type Candidate, rowKey, type ShownNames } from './lists';
import type { Selection } from './selection';

/** Why a click led to nothing; the last two are the panel's own. */
export type Refused = RefusalCode | 'no-answer' | 'unseen';

/** Why the last click led to nothing, of whom, and when (milliseconds since 1970). */
export interface LastRefusal {
  readonly why: Refused;
  readonly about: string;
  readonly at: number;
}

/** Under which key a refusal about the whole meeting is kept; participant ids are never empty. */
const MEETING = '';

/** The same for a request about many people; no page can make an id of it. */
const MANY = Symbol('many');

/** Whom a request is about: a `rowKey`, or one of the two above. */
type Subject = string | typeof MANY;

export interface RequestPorts {
  readonly link: Link;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly background: Pick<BackgroundState, 'state' | 'refresh'>;
  readonly roster: ReadonlySignal<Roster>;
  readonly names: ReadonlySignal<ShownNames>;
  readonly selection: Pick<Selection, 'bannable' | 'chosen' | 'picked'>;
}

/** What the host asks for, and why it was refused. Each makes a pending request, and nothing more. */
export function createPanelRequests({
  link,
  now,
  background,
  roster,
  names,
  selection,
}: RequestPorts) {
  const refusals = createRefusals(names, now);
  const asking = new Set<Subject>();
  let seen = true;

  async function request(subject: Subject, payload: RequestOf<'panel.ask'>): Promise<void> {
    // The second click of a double click asks for nothing new, and nothing follows for it.
    if (asking.has(subject)) return;
    if (!seen) {
      refusals.add(subject, 'unseen');
      return;
    }
    asking.add(subject);
    refusals.clear(subject);
    const answer = await link.send('panel.ask', payload);
    asking.delete(subject);
    if (!link.check()) return;
    if (answer === null) refusals.add(subject, 'no-answer');
    else if (!answer.ok) refusals.add(subject, answer.code);
    await background.refresh();
  }

  /** Those of the selection, each with the way by which they were chosen. */
  function asked(people: readonly Candidate[]): AskedTarget[] {
    return people.map((candidate) => {
      const chosenBy = selection.picked.value.get(rowKey(candidate.person));
      const target = candidateTarget(candidate, roster.value, names.value);
      return chosenBy ? { ...target, chosenBy } : target;
    });
  }

  return {
    /** Why requests were refused that were not repeated, by {@link rowKey}. */
    refusals: refusals.bySubject,
    /** The last click that led to nothing, until the next one. */
    lastRefusal: refusals.last,

    /**
     * A click is under way: whether the host could see what they click. What follows from one that they
     * did not see asks for nothing. The rest of the panel goes on working, for what covers it may be harmless.
     */
    sawClick(clickSeen: boolean): void {
      seen = clickSeen;
    },

    ban(person: RosterPerson): Promise<void> {
      return request(person.id, { kind: 'ban', targets: [targetOf(person, names.value)] });
    },
    /** Bans somebody who has left, who waits in the lobby, or who is in another room. */
    banAbsent(person: Leave | Named | PersonElsewhere): Promise<void> {
      return request(rowKey(person), {
        kind: 'ban',
        targets: [absentTarget(person, roster.value)],
      });
    },
    remove(person: RosterPerson): Promise<void> {
      return request(person.id, { kind: 'remove', targets: [targetOf(person, names.value)] });
    },
    /** Bans everybody who is selected but the host. */
    banSelected(): Promise<void> {
      return request(MANY, { kind: 'ban', targets: asked(selection.bannable.value) });
    },
    /** Removes those of the selection who are in the room. */
    removeSelected(): Promise<void> {
      const here = selection.chosen.value.filter((candidate) => candidate.in === 'room');
      return request(MANY, { kind: 'remove', targets: asked(here) });
    },
    endMeeting: (): Promise<void> => request(MEETING, { kind: 'end-meeting' }),

    /** Lets the meeting be opened again. */
    async stopClosure(): Promise<void> {
      await link.send('panel.stop-closure', {});
      await background.refresh();
    },

    /** Stops what runs: what has not begun yet is not sent. */
    async stopBatch(): Promise<void> {
      const running = background.state.value?.batch;
      if (!running?.running) return;
      await link.send('panel.stop', { id: running.id });
      await background.refresh();
    },
  };
}

/** Keeps the refusals by whom they are about, and the last one for whoever does not see the row. */
function createRefusals(names: ReadonlySignal<ShownNames>, now: () => number) {
  const bySubject = signal<ReadonlyMap<Subject, Refused>>(new Map());
  const last = signal<LastRefusal | null>(null);

  function about(subject: Subject): string {
    if (subject === MANY) return i18n.t('panel.select.about');
    return subject === MEETING
      ? i18n.t('panel.aboutMeeting')
      : (names.value.get(subject)?.name ?? '');
  }

  return {
    bySubject,
    last,
    add(subject: Subject, why: Refused): void {
      bySubject.value = new Map(bySubject.value).set(subject, why);
      last.value = { why, about: about(subject), at: now() };
    },
    clear(subject: Subject): void {
      last.value = null;
      // Another map would have every row looked at.
      if (!bySubject.value.has(subject)) return;
      const rest = new Map(bySubject.value);
      rest.delete(subject);
      bySubject.value = rest;
    },
  };
}
