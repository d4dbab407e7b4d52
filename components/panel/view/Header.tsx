import { i18n } from '#i18n';
import {
  type CardPlace,
  kept,
  movedByKey,
  otherSide,
  type Position,
} from '~/components/panel/host/position';
import { Icon } from '~/components/ui/Icon';
import { clock } from '~/components/ui/time';
import { plural } from '~/utils/language';
import type { Roster } from '~/utils/meeting/roster';
import type { Snapshot } from '~/utils/meeting/snapshot';
import type { RecognisedRoom } from '~/utils/names/room-title';
import { useDrag, useKeys } from './drag';

/** The room, who is here in one line, and what moves and closes the card. */
export function Header({
  room: { title, exact },
  facts,
  movable,
  tools,
  onClose,
}: {
  room: RecognisedRoom;
  facts: readonly string[];
  /** Null for a card that stays where it is. */
  movable: Movable | null;
  /** The search and what is beside it, which a low card folds away; null where there is nothing to search. */
  tools: { readonly unfolded: boolean; readonly onUnfold: () => void } | null;
  onClose: () => void;
}) {
  const drag = useDrag<CardPlace>(
    movable && {
      take: () => movable.place,
      to: ({ left, top }, dx, dy) =>
        movable.onMove({ ...movable.position, left: left + dx, top: top + dy }, false),
      done: () => movable.onMove(kept(movable.position, movable.place), true),
    },
  );
  return (
    <div class={movable ? 'head head--movable' : 'head'} {...drag}>
      <div class="head__words">
        <div class="head__room">
          <h2>
            <bdi>{title}</bdi>
          </h2>
          {exact !== null && <bdi class="head__exact">{exact}</bdi>}
        </div>
        {facts.length > 0 && <p>{facts.join(' · ')}</p>}
      </div>
      {tools && (
        <button
          type="button"
          class="button button--icon head__tools"
          aria-label={i18n.t('panel.tools')}
          aria-expanded={tools.unfolded}
          title={i18n.t('panel.tools')}
          onClick={tools.onUnfold}
        >
          <Icon name="search" />
        </button>
      )}
      {movable && <Handle {...movable} />}
      <button
        type="button"
        class="button button--icon head__close"
        aria-label={i18n.t('panel.close')}
        title={i18n.t('panel.close')}
        onClick={onClose}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

/** Moves the card without dragging it: by the arrow keys, or by a press to the other side. */
function Handle({ position, place, onMove }: Movable) {
  const keys = useKeys({
    to: (key) => movedByKey(position, place, key),
    move: (to) => onMove(to, false),
    done: () => onMove(position, true),
  });
  return (
    <button
      type="button"
      class="button button--icon handle"
      aria-label={i18n.t('panel.move')}
      aria-description={i18n.t('panel.moveHint')}
      title={i18n.t('panel.move')}
      {...keys}
      onClick={() => onMove(otherSide(position, place, window.innerWidth), true)}
    >
      <Icon name="grip" size={16} />
    </button>
  );
}

/** A card that can be put elsewhere. */
export interface Movable {
  /** What is remembered. */
  readonly position: Position;
  /** Where the card is. */
  readonly place: CardPlace;
  /** `keep` is false while the card is on its way. */
  readonly onMove: (position: Position, keep: boolean) => void;
}

/** The meeting in a few words: how many are here, wait, watch, are in other rooms, and since when I am here. */
export function meetingFacts(snapshot: Snapshot | null, { people, present }: Roster): string[] {
  if (snapshot === null || !present) return [];
  const { more, lobby, visitors, elsewhere } = snapshot;
  const me = people.find((person) => person.me);
  const facts = [counted('here', people.length + more)];
  if (lobby.length > 0) facts.push(counted('waiting', lobby.length));
  if (visitors !== null && visitors > 0) facts.push(counted('visitors', visitors));
  if (elsewhere > 0) facts.push(counted('elsewhere', elsewhere));
  if (me) facts.push(i18n.t('panel.joined', [clock(me.joinedAt)]));
  return facts;
}

function counted(what: 'here' | 'waiting' | 'visitors' | 'elsewhere', n: number): string {
  return plural(`panel.count.${what}`, n);
}
