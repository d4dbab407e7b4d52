import { batch, computed, type ReadonlySignal, signal } from '@preact/signals-core';
import { i18n } from '#i18n';
import {
  FIRST_POSITION,
  type Position,
  type Surroundings,
  settle,
} from '~/components/panel/host/position';
import type { Look } from '~/utils/actions/request';
import type { Reception } from '~/utils/meeting/receive';
import { EMPTY_ROSTER, type Leave, type Roster, updateRoster } from '~/utils/meeting/roster';
import type { RosterPerson } from '~/utils/meeting/roster-person';
import type { SortBy } from '~/utils/meeting/roster-view';
import type { Named, Snapshot } from '~/utils/meeting/snapshot';
import type { RefusalCode } from '~/utils/messages/define';
import type { RequestOf } from '~/utils/messages/protocol';
import type { PanelState, Visibility } from '~/utils/messages/protocol-panel';
import {
  absentTarget,
  candidateTarget,
  indexActions,
  keyMissing,
  lookOf,
  targetOf,
  type Why,
} from './actions';
import type { PanelPorts } from './background-link';
import { createLink, createSync, keepSame } from './background-link';
import { keepLeaves, seenLeaving } from './leaves';
import { createLists, type ShownNames, showNames } from './lists';
import { createSelection } from './selection';
import { watchBans } from './watch-bans';

/** Why a click led to nothing; `no-answer` is the panel's own. */
export type Refused = RefusalCode | 'no-answer';

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

/** Always the same, so that nothing is computed anew for another empty list. */
const NOBODY: readonly Named[] = [];
const NOTHING: PanelState['actions'] = [];

type RefusalKey = string | typeof MANY;

/** What the panel knows and can do, without anything drawn. */
export type PanelModel = ReturnType<typeof createPanelModel>;

/** Makes the panel's model. It starts empty, and fills as snapshots and answers arrive. */
export function createPanelModel(ports: PanelPorts) {
  const { now, positions } = ports;
  const snapshot = signal<Snapshot | null>(null);
  const roster = signal<Roster>(EMPTY_ROSTER);
  const state = signal<PanelState | null>(null);
  const refusals = signal<ReadonlyMap<RefusalKey, Refused>>(new Map());
  /** The last click that led to nothing, until the next one. */
  const lastRefusal = signal<LastRefusal | null>(null);
  const position = signal<Position>(FIRST_POSITION);
  const around = signal<Surroundings>({ width: 0, height: 0, columns: [], floor: [] });
  /** Jitsi's chat or participants pane takes all the room, and the host has not said otherwise. */
  const aside = signal(false);
  const query = signal('');
  const sort = signal<SortBy>('name');
  const stale = signal(false);
  /** Nothing, or nothing but "starting", was heard for longer than Jitsi needs to start. */
  const overdue = signal(false);
  const garbled = signal(false);
  const twoVoices = signal(false);

  /** Those who left and are not back under another id. */
  const leaves = computed(() => roster.value.leaves);
  const departed = computed(() => leaves.value.filter((one) => one.backAs === null));
  const lobby = computed(() => (snapshot.value?.lobby.length ? snapshot.value.lobby : NOBODY));
  const people = computed(() => roster.value.people);
  let namesBefore: ShownNames = new Map();
  const names: ReadonlySignal<ShownNames> = computed(() => {
    namesBefore = showNames(people.value, [...departed.value, ...lobby.value], namesBefore);
    return namesBefore;
  });
  const lists = createLists({ people, departed, lobby, sort, query });
  const selection = createSelection(lists.all, lists.shown);
  const views = computed(() => state.value?.actions ?? NOTHING);
  const actions = computed(() => indexActions(views.value));
  /** What stands against asking for anything about many people. */
  const blocked = computed<Why | null>(() => {
    if (keyMissing(state.value?.key ?? null)) return 'noKey';
    return state.value?.batch?.running ? 'runningMany' : null;
  });
  const open = computed(() => position.value.open && !aside.value);
  /** Whether there is anything to show on this page. */
  const shown = computed(() => {
    const phase = snapshot.value?.phase ?? 'loading';
    return phase === 'loading' || phase === 'no-jitsi' ? overdue.value : phase !== 'welcome';
  });

  const link = createLink(ports.ask, ports.alive, () => {
    stale.value = true;
  });

  const sync = createSync(link, ports, (answer) => {
    const news = answer.batch?.running && answer.batch.id !== state.value?.batch?.id;
    batch(() => {
      state.value = keepSame(state.value, answer);
      // What was selected is being done.
      if (news) selection.leave();
    });
    tellLeaves();
    bans.update();
  });
  const bans = watchBans(link, ports, lists.all, views, actions);
  const leaveKeeper = keepLeaves(link, ports, roster);

  function reportNow(): void {
    const { people } = roster.value;
    const { phase = 'no-jitsi', more = 0 } = snapshot.value ?? {};
    const me = people.find((person) => person.me);
    const here = phase === 'joined' ? people.length + more : null;
    sync.report({ phase, count: here, joinedAt: me?.joinedAt ?? null });
  }

  const told = new Set<string>();
  function tellLeaves(): void {
    for (const participantId of seenLeaving(roster.value.leaves, state.value?.actions ?? [])) {
      if (told.has(participantId)) continue;
      told.add(participantId);
      void link.tell('panel.saw-leave', { participantId }).then((answer) => {
        if (answer === null) told.delete(participantId);
      });
    }
  }

  function refuse(key: RefusalKey, why: Refused | null): void {
    const next = new Map(refusals.value);
    if (why === null) next.delete(key);
    else next.set(key, why);
    refusals.value = next;
    lastRefusal.value = why === null ? null : { why, about: aboutOf(key), at: now() };
  }

  function aboutOf(key: RefusalKey): string {
    if (key === MANY) return i18n.t('panel.select.about');
    return key === MEETING ? i18n.t('panel.aboutMeeting') : (names.value.get(key)?.name ?? '');
  }

  const asking = new Set<RefusalKey>();
  async function request(key: RefusalKey, payload: RequestOf<'panel.ask'>): Promise<void> {
    // The second click of a double click asks for nothing new.
    if (asking.has(key)) return;
    asking.add(key);
    refuse(key, null);
    const answer = await link.tell('panel.ask', payload);
    asking.delete(key);
    if (stale.value) return;
    if (answer === null) refuse(key, 'no-answer');
    else if (!answer.ok) refuse(key, answer.code);
    await sync.refresh();
  }

  let placed = false;
  /** Shows the card at a position, and remembers it unless it is on its way (`keep` false). */
  function put(next: Position, keep = true): void {
    placed = true;
    batch(() => {
      position.value = next;
      aside.value = false;
    });
    if (keep) void positions.save(next);
  }
  void positions.load().then((before) => {
    if (before !== null && !placed) position.value = before;
  });

  return {
    snapshot,
    roster,
    state,
    refusals,
    lastRefusal,
    position,
    around,
    query,
    sort,
    stale,
    garbled,
    twoVoices,
    names,
    lists,
    selection,
    actions,
    bans,
    now,
    blocked,
    shown,
    open,
    refresh: sync.refresh,
    put,

    /** Whether the extension still runs; if not, `stale` says so from now on. */
    check: link.check,

    /** Jitsi's interface has moved. Where it leaves no room, the card makes way while that lasts. */
    surround(next: Surroundings): void {
      const before = settle(position.value, around.value).crowded;
      const { crowded } = settle(position.value, next);
      batch(() => {
        around.value = next;
        if (crowded !== before) aside.value = crowded;
      });
    },

    /** A snapshot has arrived. */
    see(next: Snapshot): void {
      if (!link.check()) return;
      batch(() => {
        snapshot.value = next;
        roster.value = updateRoster(roster.value, next, now());
        garbled.value = false;
        // While I am away myself, nobody is listed, and nobody has left.
        if (roster.value.present) selection.settle();
      });
      tellLeaves();
      leaveKeeper.update();
      bans.update();
      reportNow();
    },

    /** The page said something that was no snapshot, or that contradicts the reader. */
    distrust(reception: Reception): void {
      garbled.value = reception.invalidInRow > 0;
      if (reception.outOfOrder > 0) twoVoices.value = true;
    },

    /** The page goes away, at least for now. */
    leavePage(): void {
      bans.leave();
      leaveKeeper.leave();
    },

    /** Jitsi has had its time to start. The meeting can be ended even if it never does. */
    giveUpWaiting(): void {
      overdue.value = true;
      if (snapshot.value === null && link.check()) reportNow();
    },

    look: (): Look => lookOf(snapshot.value, roster.value, names.value),

    ban(person: RosterPerson): Promise<void> {
      return request(person.id, { kind: 'ban', target: targetOf(person, names.value) });
    },
    /** Somebody who has left, or who waits in the lobby. */
    banAbsent(one: Leave | Named): Promise<void> {
      return request(one.id, { kind: 'ban', target: absentTarget(one, roster.value) });
    },
    remove(person: RosterPerson): Promise<void> {
      return request(person.id, { kind: 'remove', target: targetOf(person, names.value) });
    },
    /** Everybody who is selected; a ban spares the host, a removal is of those in the room. */
    banSelected(): Promise<void> {
      const targets = selection.bannable.value.map((it) =>
        candidateTarget(it, roster.value, names.value),
      );
      return request(MANY, { kind: 'ban-many', targets });
    },
    removeSelected(): Promise<void> {
      const here = selection.chosen.value.filter((it) => it.in === 'room');
      const targets = here.map((it) => candidateTarget(it, roster.value, names.value));
      return request(MANY, { kind: 'remove-many', targets });
    },
    /** What has not begun yet is not sent. */
    async stopBatch(): Promise<void> {
      const running = state.value?.batch;
      if (!running?.running) return;
      await link.tell('panel.stop-batch', { batch: running.id });
      await sync.refresh();
    },
    endMeeting: (): Promise<void> => request(MEETING, { kind: 'end-meeting' }),
    showRequest: () => void link.tell('panel.show-request', {}),
    openOptions: () => void link.tell('panel.open-options', {}),
    /** The page does something to the panel, or does it no more. */
    tellVisibility: (visibility: Visibility) => void link.tell('panel.visibility', { visibility }),
  };
}
