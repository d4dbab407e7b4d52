import { batch, computed, signal } from '@preact/signals-core';
import type { Reception } from '~/utils/meeting/receive';
import { EMPTY_ROSTER, type Roster, updateRoster } from '~/utils/meeting/roster';
import type { Named, Snapshot } from '~/utils/meeting/snapshot';
import type { Report } from './background-link';

/** Always the same, so that nothing is computed anew for another empty list. */
const NOBODY: readonly Named[] = [];

/** The meeting as the page's reader tells of it, and how far that can be believed. */
export function createMeeting(now: () => number) {
  const snapshot = signal<Snapshot | null>(null);
  const roster = signal<Roster>(EMPTY_ROSTER);
  /** I was in the meeting on this page. */
  const wasJoined = signal(false);
  /** Nothing, or nothing but "starting", was heard for longer than Jitsi needs to start. */
  const overdue = signal(false);
  /** The page's last message could not be read. */
  const garbled = signal(false);
  /** Somebody besides the reader speaks for Jitsi. */
  const twoVoices = signal(false);

  const people = computed(() => roster.value.people);
  const leaves = computed(() => roster.value.leaves);
  /** Those who left, are not back under another id, and are in no other room of the meeting. */
  const departed = computed(() =>
    leaves.value.filter(({ backAs, movedAs }) => backAs === null && movedAs === null),
  );
  const elsewhere = computed(() => roster.value.elsewhere);
  const lobby = computed(() => (snapshot.value?.lobby.length ? snapshot.value.lobby : NOBODY));
  /** Whether there is anything to show on this page. */
  const shown = computed(() => {
    const phase = snapshot.value?.phase ?? 'loading';
    return phase === 'loading' || phase === 'no-jitsi' ? overdue.value : phase !== 'welcome';
  });

  return {
    snapshot,
    roster,
    garbled,
    twoVoices,
    wasJoined,
    people,
    departed,
    elsewhere,
    lobby,
    shown,

    /** A snapshot has arrived. */
    see(next: Snapshot): void {
      batch(() => {
        snapshot.value = next;
        if (next.phase === 'joined') wasJoined.value = true;
        roster.value = updateRoster(roster.value, next, now());
        garbled.value = false;
      });
    },

    /** The page sent something that was no snapshot, or that contradicts the reader, or is of another one. */
    distrust(reception: Reception): void {
      garbled.value = reception.invalidInRow > 0;
      if (reception.outOfOrder > 0) twoVoices.value = true;
    },

    /** Jitsi has had its time to start. */
    giveUpWaiting(): void {
      overdue.value = true;
    },
  };
}

/** What the background is told of the meeting. */
export function reportOf(snapshot: Snapshot | null, { people }: Roster): Report {
  const { phase = 'no-jitsi', more = 0, elsewhere = 0, breakout = false } = snapshot ?? {};
  const me = people.find((person) => person.me);
  const count = phase === 'joined' ? people.length + more : null;
  return {
    phase,
    count,
    joinedAt: me?.joinedAt ?? null,
    ...(elsewhere > 0 && { elsewhere }),
    ...(breakout && { breakout }),
  };
}
