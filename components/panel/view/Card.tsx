import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Focus } from '~/components/panel/host/focus';
import { FIELDS } from '~/components/panel/host/keys';
import { rowKey } from '~/components/panel/model/lists';
import type { PanelModel } from '~/components/panel/model/model';
import { SelectBar } from '~/components/ui/SelectBar';
import type { RecognisedRoom } from '~/utils/names/room-title';
import { BannedNow } from './BannedPresent';
import { Footer, SelectFooter } from './Footer';
import { createFindKeys } from './find-keys';
import { Header, meetingFacts } from './Header';
import { Cautions, EndsAt, HeldUp, KeptClosed, KeyMissing, Unjoined } from './Notices';
import { People, peopleProps } from './People';
import { Resizer } from './Resizer';
import { Strip } from './Strip';
import { Tools } from './Tools';

/** The open panel. */
export function Card({
  model,
  room,
  focus,
  takesFocus,
  onClose,
}: {
  model: PanelModel;
  room: RecognisedRoom;
  focus: Focus;
  /** The host has just opened it by keyboard, so that typing goes on here. */
  takesFocus: boolean;
  onClose: () => void;
}) {
  const card = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (!takesFocus) return;
    const inCard = (selector: string) => card.current?.querySelector<HTMLElement>(selector);
    inCard('.head__close')?.focus();
    // Where the search is folded away, it stays there.
    inCard('.tools__search')?.focus();
  }, [takesFocus]);
  const [unfolded, setUnfolded] = useState(false);
  const findKeys = useRef(
    createFindKeys(() => {
      if (model.card.place.value.low) setUnfolded(true);
    }),
  );

  const searches = model.card.searches.value;
  const searched = useRef(0);
  useLayoutEffect(() => {
    if (searches !== searched.current) findKeys.current.search(card.current);
    searched.current = searches;
  }, [searches]);

  const position = model.card.position.value;
  const around = model.card.around.value;
  const place = model.card.place.value;
  const { sheet } = place;
  const movable = sheet ? null : { position, place, onMove: model.card.put };
  const classes = ['card'];
  if (sheet) classes.push('card--sheet');
  // It keeps what it is scrolled to and what is unfolded in it.
  if (!model.card.open.value) classes.push('card--aside');
  const snapshot = model.meeting.snapshot.value;
  const roster = model.meeting.roster.value;
  const phase = snapshot?.phase ?? 'loading';
  const joined = phase === 'joined';
  const { key = null } = model.background.state.value ?? {};
  const { selection } = model;
  const selecting = selection.on.value;
  const like = selection.like.value;
  const listed = roster.people.length + model.lists.all.value.departed.length > 0;

  // What is searched for is never out of sight.
  const showsTools = unfolded || model.lists.query.value !== '';
  const turnTools = () => {
    setUnfolded(!showsTools);
    if (showsTools) model.lists.query.value = '';
  };
  const isPointedAt = useRef(false);
  const onFocus = ({ target, relatedTarget }: FocusEvent, has: boolean) => {
    if (target instanceof Element && target.matches(FIELDS)) model.card.write(has);
    // From one button to the next it stays here.
    const stays = card.current?.contains(relatedTarget as Node | null);
    model.card.hold(has || stays === true || isPointedAt.current);
  };
  const onPointer = (has: boolean) => {
    isPointedAt.current = has;
    model.card.hold(has || card.current?.matches(':focus-within') === true);
  };
  useEffect(
    () => () => {
      model.card.write(false);
      model.card.hold(false);
    },
    [],
  );

  const leaveSelection = () => {
    selection.leave();
    // What had the focus goes away.
    if (focus.follows()) card.current?.querySelector<HTMLElement>('.tools__select')?.focus();
  };
  const onEscape = (event: KeyboardEvent) => {
    // It is used up here, and closes nothing of Jitsi's besides.
    event.preventDefault();
    const inSearch = event.target instanceof HTMLInputElement && event.target.type === 'search';
    const query = model.lists.query.value;
    if (selecting && (query === '' || !inSearch)) leaveSelection();
    else if (query !== '') model.lists.query.value = '';
    else onClose();
  };

  return (
    <aside
      ref={card}
      class={classes.join(' ')}
      aria-label={i18n.t('panel.name')}
      style={{
        left: `${place.left}px`,
        // A sheet stands on the lower end of its room, however few people there are.
        ...(sheet
          ? { bottom: `${around.height - place.top - place.maxHeight}px` }
          : { top: `${place.top}px` }),
        width: `${place.width}px`,
        maxHeight: `${place.maxHeight}px`,
        // As it was drawn, also where there are few people.
        ...(movable && position.height !== undefined && { height: `${place.maxHeight}px` }),
      }}
      onPointerEnter={() => onPointer(true)}
      onPointerLeave={() => onPointer(false)}
      onFocusIn={(event) => onFocus(event, true)}
      onFocusOut={(event) => onFocus(event, false)}
      onKeyDown={(event) => {
        if (!event.defaultPrevented && findKeys.current.press(event)) return;
        if (event.key === 'Escape' && !event.defaultPrevented) onEscape(event);
      }}
    >
      <Header
        room={room}
        facts={meetingFacts(snapshot, roster)}
        movable={movable}
        tools={listed ? { unfolded: showsTools, onUnfold: turnTools } : null}
        onClose={onClose}
      />
      {listed && (
        <Tools
          query={model.lists.query.value}
          selecting={selecting}
          folded={!showsTools}
          onQuery={(query) => {
            model.lists.query.value = query;
          }}
          onSelect={() => {
            // In a low card the room is for those who are selected.
            setUnfolded(false);
            if (selecting) leaveSelection();
            else selection.start();
          }}
        />
      )}
      {listed && selecting && (
        <SelectBar
          like={like === null ? undefined : model.lists.names.value.get(rowKey(like))?.name}
          offers={selection.offers}
          onChoose={selection.pickBy}
          whole={selection.whole.value}
          onAll={selection.pickAll}
        />
      )}
      <Held
        class="body"
        onHold={(held) => {
          model.lists.held.value = held;
        }}
      >
        <BannedNow model={model} />
        <div class="cautions">
          <HeldUp state={model.background.state.value} />
          {key && <KeyMissing keyState={key} onOptions={model.openOptions} />}
          <Cautions
            snapshot={snapshot}
            garbled={model.meeting.garbled.value}
            twoVoices={model.meeting.twoVoices.value}
          />
        </div>
        {!joined && (
          <Unjoined
            phase={snapshot === null ? 'no-jitsi' : phase}
            wasJoined={model.meeting.wasJoined.value}
          />
        )}
        <People {...peopleProps(model)} />
      </Held>
      <EndsAt end={model.background.state.value?.end} />
      <KeptClosed
        closed={model.background.state.value?.closed}
        onStop={() => void model.requests.stopClosure()}
      />
      <Strip model={model} />
      {selecting ? (
        <SelectFooter
          model={model}
          short={place.low || place.width < SHORT_UNDER}
          onLeave={leaveSelection}
        />
      ) : (
        <Footer
          keyState={key}
          ended={phase === 'ended'}
          ending={model.background.actions.value.endMeeting}
          onEnd={model.requests.endMeeting}
        />
      )}
      {movable && <Resizer {...movable} />}
    </aside>
  );
}

/** Under this width the buttons for a selection are a word and a number. */
const SHORT_UNDER = 320;

/** Nobody is about to click who has not moved for so long, in milliseconds. */
const HELD_FOR = 10_000;

/**
 * Says while the host points at something in it or has the focus there, and has done something a short
 * while ago: a pointer that was left lying there must not keep the order for the rest of the meeting.
 */
function Held({
  class: className,
  onHold,
  children,
}: {
  readonly class: string;
  readonly onHold: (held: boolean) => void;
  readonly children: ComponentChildren;
}) {
  const element = useRef<HTMLDivElement>(null);
  const isPointedAt = useRef(false);
  const lapse = useRef<ReturnType<typeof setTimeout>>(undefined);
  const tell = (held: boolean) => {
    clearTimeout(lapse.current);
    if (held) lapse.current = setTimeout(onHold, HELD_FOR, false);
    onHold(held);
  };
  const isIn = (focused: EventTarget | null) =>
    element.current?.contains(focused as Node | null) ?? false;
  const hasFocus = () => {
    const root = element.current?.getRootNode() as Document | ShadowRoot | undefined;
    return isIn(root?.activeElement ?? null);
  };
  const act = () => tell(true);
  useEffect(() => () => tell(false), []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing happens to who uses it, it only stays still
    <div
      ref={element}
      class={className}
      onPointerEnter={() => {
        isPointedAt.current = true;
        act();
      }}
      onPointerMove={act}
      onPointerLeave={() => {
        isPointedAt.current = false;
        tell(hasFocus());
      }}
      onKeyDown={act}
      onFocusIn={act}
      // From one row to the next it stays here.
      onFocusOut={({ relatedTarget }) => tell(isPointedAt.current || isIn(relatedTarget))}
    >
      {children}
    </div>
  );
}
