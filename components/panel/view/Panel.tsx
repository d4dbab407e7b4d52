import { effect, Signal } from '@preact/signals-core';
import { Component } from 'preact';
import { useRef } from 'preact/hooks';
import { settle } from '~/components/panel/host/place';
import type { PanelModel } from '~/components/panel/model/model';
import { BannedNowUnseen } from './BannedPresent';
import { Card } from './Card';
import { type Farewell, Stale } from './Stale';
import { Tab } from './Tab';

interface PanelProps {
  readonly model: PanelModel;
  readonly title: string;
  readonly farewell: Farewell;
  /** Takes the panel out of the page. */
  readonly onGone: () => void;
}

/**
 * The whole panel, drawn anew when any of the model's signals changes; Preact joins changes of one
 * moment, and the lists and rows look at what they are given. After an update of the extension even its texts are out of reach and drawing
 * fails; what then comes to light here is answered with the words kept for that.
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
    return model.shown.value ? <Shown {...this.props} /> : null;
  }
}

function Shown({ model, title }: PanelProps) {
  const byHost = useRef(false);
  const turn = (open: boolean) => {
    byHost.current = true;
    model.put({ ...model.place.value, open });
  };
  if (model.open.value) {
    return <Card model={model} title={title} focus={byHost.current} onClose={() => turn(false)} />;
  }
  const { edge } = settle(model.place.value, model.around.value);
  const waits = (model.state.value?.actions ?? []).some(({ state }) => state === 'staged');
  const alarming = waits || model.bans.here.value.length > 0;
  return (
    <>
      <Tab left={edge} waits={alarming} focus={byHost.current} onOpen={() => turn(true)} />
      <BannedNowUnseen model={model} />
    </>
  );
}

/** The signals of the model and of its parts. */
function signalsIn(model: PanelModel): Signal<unknown>[] {
  const parts = Object.values(model).flatMap((it: unknown) =>
    typeof it === 'object' && it !== null && !(it instanceof Signal) ? Object.values(it) : [it],
  );
  return parts.filter((it): it is Signal<unknown> => it instanceof Signal);
}
