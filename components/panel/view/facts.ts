import { i18n } from '#i18n';
import { clock } from '~/components/ui/clock';
import type { Roster } from '~/utils/meeting/roster';
import type { Snapshot } from '~/utils/meeting/snapshot';

/** The meeting in a few words: how many are here, wait, watch, are in other rooms, and since when. */
export function meetingFacts(snapshot: Snapshot | null, { people, present }: Roster): string[] {
  if (snapshot === null || !present) return [];
  const { more, lobby, visitors, elsewhere } = snapshot;
  const me = people.find((person) => person.me);
  const facts = [counted('here', people.length + more)];
  if (lobby.length > 0) facts.push(counted('waiting', lobby.length));
  if (visitors !== null && visitors > 0) facts.push(counted('visitors', visitors));
  if (elsewhere > 0) facts.push(counted('elsewhere', elsewhere));
  if (me) facts.push(i18n.t('panel.since', [clock(me.joinedAt)]));
  return facts;
}

function counted(what: 'here' | 'waiting' | 'visitors' | 'elsewhere', n: number): string {
  return i18n.t(`panel.count.${what}`, n, [String(n)]);
}
