import { useCallback, useEffect } from 'preact/hooks';
import { type Loaded, useLoaded } from '~/components/options/use-loaded';
import { noMarks, type StartStore } from '~/utils/storage/first-steps';
import type { KeyRing } from './key-cards';
import { type StepName, type StepState, showSteps, startSteps } from './steps';

/** What the first steps are told from outside. */
export interface StartPort {
  readonly store: StartStore;
  /** A tab shows a joined meeting now, or the journal has a record of one. */
  met(): Promise<boolean>;
  watch(changed: () => void): () => void;
}

export interface Start {
  readonly visible: boolean;
  readonly steps: Record<StepName, StepState>;
  checked(): void;
  hide(): void;
}

/** The first steps as they stand. They appear only when it is known that they are needed. */
export function useStart(port: StartPort, ring: Loaded<KeyRing>): Start {
  const read = useCallback(async () => {
    const [marks, met] = await Promise.all([port.store.read(), port.met().catch(() => false)]);
    return { marks, met };
  }, [port]);
  const [known, reload] = useLoaded(read, port.watch);
  const { marks, met } = known.state === 'ready' ? known.value : { marks: noMarks, met: false };

  useEffect(() => {
    if (met && !marks.joined) port.store.mark({ joined: true }).catch(() => undefined);
  }, [port, met, marks.joined]);

  const keys = ring.state === 'ready' ? ring.value.entries : [];
  const readable = keys.filter((key) => key.state === 'ready');
  const steps = startSteps(
    { keys: readable.length, used: readable.some((key) => key.lastUsedAt !== undefined), met },
    marks,
  );
  return {
    visible: known.state === 'ready' && ring.state === 'ready' && showSteps(steps, marks),
    steps,
    checked: () => void port.store.mark({ checked: true }).then(reload, () => undefined),
    hide: () => void port.store.mark({ hidden: true }).then(reload, () => undefined),
  };
}
