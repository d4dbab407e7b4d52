import { effect, Signal } from '@preact/signals-core';
import { Component } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Focus } from '~/components/panel/host/focus';
import type { PanelModel } from '~/components/panel/model/model';
import { Icon } from '~/components/ui/Icon';
import { plural } from '~/utils/language';
import type { RecognisedRoom } from '~/utils/names/room-title';
import { BannedNowUnseen } from './BannedPresent';
import { Card } from './Card';
import { Private } from './lines';

interface PanelProps {
  readonly model: PanelModel;
  readonly room: RecognisedRoom;
  readonly focus: Focus;
  readonly farewell: Farewell;
  /** Takes the panel out of the page. */
  readonly onGone: () => void;
}

/**
 * The whole panel, drawn anew when any of the model's signals changes. Preact joins changes of one
 * moment, and the lists and rows look at what they are given. After an update of the extension even its
 * texts are out of reach, and drawing fails; the words for that are kept from before.
 */
export class Panel extends Component<PanelProps, { failed: boolean }> {
  override state = { failed: false };
  private stop = () => {};

  override componentDidMount(): void {
    const sources = signalsIn(this.props.model);
    this.stop = effect(() => {
      for (const source of sources) void source.value;
      this.setState({});
    });
  }

  override componentWillUnmount(): void {
    this.stop();
  }

  override componentDidCatch(): void {
    this.setState({ failed: true });
  }

  override render({ model, farewell, onGone }: PanelProps, { failed }: { failed: boolean }) {
    const stale = model.stale.value || (failed && !model.check());
    if (stale || failed) {
      const words = stale ? farewell.updated : farewell.broken;
      return <Stale words={words} close={farewell.close} onClose={onGone} />;
    }
    return model.meeting.shown.value ? <Shown {...this.props} /> : null;
  }
}

function Shown({ model, room, focus }: PanelProps) {
  /** The focus goes along with what the host has just opened or closed, and with nothing that does so by itself. */
  const follows = useRef(false);
  useLayoutEffect(() => {
    follows.current = false;
  });
  const turn = (open: boolean) => {
    follows.current = focus.follows() && (open || !focus.giveBack());
    model.card.put({ ...model.card.position.value, open });
  };
  const { position, place, open } = model.card;
  const takesFocus = follows.current;
  const { edge, isTabInTheWay } = place.value;
  const pending = (model.background.state.value?.actions ?? []).filter(
    ({ state }) => state === 'pending',
  );
  const waits = new Set(pending.map(({ request }) => request)).size + model.bans.here.value.length;
  const { people } = model.meeting;
  return (
    <>
      {!open.value && (
        <Tab
          left={edge}
          isInTheWay={isTabInTheWay}
          people={people.value.length + (model.meeting.snapshot.value?.more ?? 0)}
          waits={waits}
          takesFocus={takesFocus}
          onOpen={() => turn(true)}
        />
      )}
      {!open.value && <BannedNowUnseen model={model} />}
      {position.value.open && (
        <Card {...{ model, room, focus, takesFocus }} onClose={() => turn(false)} />
      )}
    </>
  );
}

/** The signals of the model and of its parts. */
function signalsIn(model: PanelModel): Signal<unknown>[] {
  const parts = Object.values(model).flatMap((part: unknown) =>
    typeof part === 'object' && part !== null && !(part instanceof Signal)
      ? Object.values(part)
      : [part],
  );
  return parts.filter((part): part is Signal<unknown> => part instanceof Signal);
}

/** What is said when the panel cannot go on. Read at the start, while the browser gives texts. */
export interface Farewell {
  readonly updated: { readonly title: string; readonly text: string };
  readonly broken: { readonly title: string; readonly text: string };
  readonly close: string;
}

/** In place of the panel, when it cannot go on. Calls nothing of the browser. */
function Stale({
  words: { title, text },
  close,
  onClose,
}: {
  words: Farewell['updated'];
  close: string;
  onClose: () => void;
}) {
  return (
    <aside class="card card--stale" aria-label={title}>
      <div role="status">
        <h2>{title}</h2>
        <p>{text}</p>
      </div>
      <button type="button" class="button" onClick={onClose}>
        {close}
      </button>
    </aside>
  );
}

/** What opens the card, at the left edge of the free part of the page. */
function Tab({
  left,
  isInTheWay,
  people,
  waits,
  takesFocus,
  onOpen,
}: {
  left: number;
  /** Something of Jitsi's is there: only a strip of the page's edge, so that nothing of it is covered. */
  isInTheWay: boolean;
  /** How many are here. */
  people: number;
  /** How many requests wait for their confirmation, and people are here who were banned. */
  waits: number;
  /** The host has just closed the card by keyboard, so that the focus comes back here. */
  takesFocus: boolean;
  onOpen: () => void;
}) {
  const tab = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (takesFocus) tab.current?.focus();
  }, [takesFocus]);
  return (
    <button
      ref={tab}
      type="button"
      class={isInTheWay ? 'tab tab--strip' : 'tab'}
      style={{ left: `${left}px` }}
      aria-label={i18n.t('panel.open')}
      {...(people > 0 && {
        'aria-description': plural('panel.count.here', people),
      })}
      title={i18n.t('panel.open')}
      onClick={onOpen}
    >
      {!isInTheWay && <Icon name="gavel" size={20} />}
      {/* Drawn by the style sheet: a count is no part of the name by which a button is called (WCAG 2.5.3). */}
      {!isInTheWay && people > 0 && <Private text={String(people)} />}
      {waits > 0 && (
        <span class="tab__waits">
          <Private text={String(waits)} />
        </span>
      )}
    </button>
  );
}
