import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Focus } from '~/components/panel/host/focus';
import { LOW_HEIGHT, placeCard } from '~/components/panel/host/position';
import type { PanelModel } from '~/components/panel/model/model';
import { BannedNow } from './BannedPresent';
import { BatchProgress } from './BatchProgress';
import { Footer, SelectBar, SelectFooter } from './Footer';
import { Header, meetingFacts } from './Header';
import { News } from './LatestResult';
import { Cautions, EndsAt, KeyMissing, QuietNotice, Unjoined } from './Notices';
import { People, peopleProps } from './People';
import { moveByArrow } from './row-parts';
import { Tools } from './Tools';

/** The open panel. */
export function Card({
  model,
  title,
  focus,
  takesFocus,
  onClose,
}: {
  model: PanelModel;
  /** The room's name for people. */
  title: string;
  focus: Focus;
  /** The host has just opened it by keyboard, so that typing goes on here. */
  takesFocus: boolean;
  onClose: () => void;
}) {
  const card = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (!takesFocus) return;
    const search = card.current?.querySelector('input');
    (search ?? card.current?.querySelector<HTMLElement>('.head__close'))?.focus();
  }, [takesFocus]);

  const position = model.card.position.value;
  const around = model.card.around.value;
  const place = placeCard(position, around);
  const snapshot = model.meeting.snapshot.value;
  const roster = model.meeting.roster.value;
  const phase = snapshot?.phase ?? 'loading';
  const joined = phase === 'joined';
  const { key = null, actions = [], batch = null } = model.background.state.value ?? {};
  const { selection } = model;
  const selecting = selection.on.value;
  const listed = roster.people.length + model.lists.all.value.departed.length > 0;

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
      class="card"
      aria-label={i18n.t('panel.name')}
      style={{
        left: `${place.left}px`,
        top: `${place.top}px`,
        width: `${place.width}px`,
        maxHeight: `${place.maxHeight}px`,
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onEscape(event);
        else if (selecting) moveByArrow(event);
      }}
    >
      <Header
        title={title}
        facts={meetingFacts(snapshot, roster)}
        movable={{ position, place, onMove: model.card.put }}
        onClose={onClose}
      />
      {listed && (
        <Tools
          query={model.lists.query.value}
          sort={model.lists.sort.value}
          selecting={selecting}
          onQuery={(query) => {
            model.lists.query.value = query;
          }}
          onSort={(sort) => {
            model.lists.sort.value = sort;
          }}
          onSelect={selecting ? leaveSelection : selection.start}
        />
      )}
      {listed && selecting && <SelectBar selection={selection} low={around.height < LOW_HEIGHT} />}
      <Held
        class="body"
        onHold={(held) => {
          model.lists.held.value = held;
        }}
      >
        <BannedNow model={model} />
        <div class="cautions">
          <QuietNotice state={model.background.state.value} />
          {key && <KeyMissing keyState={key} onOptions={model.openOptions} />}
          <Cautions
            snapshot={snapshot}
            garbled={model.meeting.garbled.value}
            twoVoices={model.meeting.twoVoices.value}
          />
        </div>
        {!joined && <Unjoined phase={snapshot === null ? 'no-jitsi' : phase} />}
        <People {...peopleProps(model)} />
      </Held>
      <BatchProgress
        batch={batch}
        waiting={model.background.actions.value.waitingBatch}
        onStop={model.requests.stopBatch}
        onShow={model.showRequest}
      />
      <EndsAt end={model.background.state.value?.end} />
      <News
        actions={actions}
        refused={model.requests.lastRefusal.value}
        onShow={model.showRequest}
      />
      {selecting ? (
        <SelectFooter model={model} onLeave={leaveSelection} />
      ) : (
        <Footer
          keyState={key}
          ending={model.background.actions.value.endMeeting}
          onEnd={model.requests.endMeeting}
        />
      )}
    </aside>
  );
}

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
