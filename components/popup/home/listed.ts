import { compareNames } from '~/components/ui/collate';
import { canRemove } from '~/utils/actions/steps';
import type { Target } from '~/utils/journal/action';
import { sameUser } from '~/utils/meeting/identity';
import { distinguish, type Label } from '~/utils/meeting/labels';
import type { ResponseOf } from '~/utils/messages/protocol';

/** What the meeting's page says of who is there; a claim, all of it. */
export type Claimed = Extract<ResponseOf<'meeting.people'>, { ok: true }>;

/** Somebody as the popup lists them. */
export interface Listed {
  /** Participant id, by which the list tells them apart. */
  readonly id: string;
  /** As the page has it; shown only through `label`. */
  readonly name: string | null;
  readonly userId: string | null;
  readonly tokenName?: string;
  readonly label: Label;
  /** Whom a request would name; null for the host, of whom nothing is asked. */
  readonly target: Target | null;
  /** Whether a ban can name them, and why not. */
  readonly ban: 'can' | 'no-user-id' | 'yours';
  readonly canRemove: boolean;
}

/**
 * Everybody whom the page shows, by name, who has none behind them, the host last. Where a page repeats a
 * participant id the last one counts: ids key the rows.
 */
export function listedPeople({ me, people }: Claimed): Listed[] {
  const others = new Map<string, Target>();
  for (const target of people) {
    const { participantId } = target;
    if (participantId && participantId !== me?.participantId) others.set(participantId, target);
  }
  const all = [
    ...[...others].map(([id, target]) => ({ id, ...target, target })),
    ...(me
      ? [{ id: me.participantId, userId: me.userId, name: me.name ?? null, target: null }]
      : []),
  ];
  const labels = distinguish(all);
  return all
    .flatMap(({ id, name, userId, target }): Listed[] => {
      const label = labels.get(id);
      if (label === undefined) return [];
      const ban =
        userId === null ? 'no-user-id' : sameUser(userId, me?.userId ?? null) ? 'yours' : 'can';
      const tokenName = target?.tokenName;
      return [
        {
          id,
          name,
          userId,
          ...(tokenName !== undefined && { tokenName }),
          label,
          target,
          ban,
          canRemove: canRemove(target),
        },
      ];
    })
    .sort(
      (a, b) =>
        Number(a.target === null) - Number(b.target === null) ||
        Number(a.label.nameless) - Number(b.label.nameless) ||
        compareNames(a.label.name, b.label.name) ||
        (a.id < b.id ? -1 : 1),
    );
}

/**
 * The same people in the order of before, who came since then behind them: no row goes elsewhere while the
 * host points at one.
 */
export function inPlace(before: readonly Listed[], now: readonly Listed[]): Listed[] {
  const rest = new Map(now.map((one) => [one.id, one]));
  const kept = before.flatMap(({ id }) => {
    const one = rest.get(id);
    rest.delete(id);
    return one ?? [];
  });
  return [...kept, ...rest.values()];
}
