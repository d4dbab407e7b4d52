import { useEffect, useMemo, useState } from 'preact/hooks';
import type { AskedTarget, Target } from '~/utils/journal/action';
import { type Choice, choose, isOffered, type Preset } from '~/utils/meeting/presets';
import type { RequestOf } from '~/utils/messages/protocol';
import type { Listed } from './listed';

export type Asked = Extract<RequestOf<'request.stage'>, { kind: 'people' }>['asked'];

/** Anybody of the list but the host. */
type Other = Listed & { readonly target: Target };

const isOther = (one: Listed): one is Other => one.target !== null;

const NOBODY: Choice = new Map();

/** What a ban or a removal of these would ask for: no ban meets the host, and no removal goes without an id. */
function askedOf(kind: Asked['kind'], chosen: readonly Other[], choice: Choice): Asked {
  const meant = chosen.filter((one) => (kind === 'ban' ? one.ban !== 'yours' : one.canRemove));
  const targets = meant.map(({ id, target }): AskedTarget => {
    const chosenBy = choice.get(id);
    return chosenBy ? { ...target, chosenBy } : target;
  });
  return { kind, targets };
}

/** The choice without whoever is not in the list any more: who comes again has not been chosen. */
function stillListed(choice: Choice, people: readonly Listed[]): Choice {
  const ids = new Set(people.map(({ id }) => id));
  const next = new Map([...choice].filter(([id]) => ids.has(id)));
  return next.size === choice.size ? choice : next;
}

/**
 * Choosing many of the popup's list, as in the panel.
 *
 * @param people all whom the page shows, `found` those of them whom the search leaves
 */
export function useChoice(people: readonly Listed[], found: readonly Listed[]) {
  const [on, setOn] = useState(false);
  const [choice, setChoice] = useState(NOBODY);
  /** Who was ticked last. */
  const [last, setLast] = useState<string | null>(null);
  const [missed, setMissed] = useState<Preset | null>(null);
  useEffect(() => setChoice((before) => stillListed(before, people)), [people]);

  const others = useMemo(() => people.filter(isOther), [people]);
  const chosen = others.filter(({ id }) => choice.has(id));
  const like = chosen.find(({ id }) => id === last) ?? null;
  const seen = found.filter(isOther);
  const seenChosen = seen.filter(({ id }) => choice.has(id)).length;

  function change(next: Choice, missedBy: Preset | null = null): void {
    setChoice(next);
    setMissed(missedBy);
  }

  function tick(these: readonly Other[], checked: boolean): void {
    const next = new Map(choice);
    for (const { id } of these) {
      if (!checked) next.delete(id);
      else if (!next.has(id)) next.set(id, null);
    }
    change(next);
  }

  return {
    on,
    choice,
    missed,
    like,
    tally: {
      all: chosen.length,
      hidden: chosen.length - seenChosen,
      noUserId: chosen.filter(({ ban }) => ban === 'no-user-id').length,
      yours: chosen.filter(({ ban }) => ban === 'yours').length,
    },
    whole: seenChosen === 0 ? 'none' : seenChosen === seen.length ? 'all' : 'some',

    /** Begins to choose, or forgets who was chosen. */
    turn(): void {
      setOn(!on);
      setLast(null);
      change(NOBODY);
    },
    offers: (preset: Preset): boolean => isOffered(preset, others, like),
    by(preset: Preset): void {
      const all = others.map(({ id, target }) => [id, target] as const);
      const next = choose(choice, preset, all, { like, now: Date.now() });
      change(next, [...next.values()].includes(preset) ? null : preset);
    },
    tick(one: Listed, checked: boolean): void {
      if (!isOther(one)) return;
      tick([one], checked);
      setLast(one.id);
    },
    /** All whom the search leaves. */
    tickAll: (checked: boolean): void => tick(seen, checked),
    asked: (kind: Asked['kind']): Asked => askedOf(kind, chosen, choice),
  } as const;
}

export type Chosen = ReturnType<typeof useChoice>;
