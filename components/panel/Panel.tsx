import { Component } from 'preact';
import { useRef } from 'preact/hooks';
import { Card } from './Card';
import type { PanelModel } from './model';
import { settle } from './place';
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
 * The whole panel. After an update of the extension even its texts are out of reach and drawing
 * fails; what then comes to light here is answered with the words kept for that.
 */
export class Panel extends Component<PanelProps, { failed: boolean }> {
  override state = { failed: false };

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
  return <Tab left={edge} waits={waits} focus={byHost.current} onOpen={() => turn(true)} />;
}
