import { useRef, useState } from 'preact/hooks';

/** Runs a piece of work, unless another one runs; returns `otherwise` then. */
type Alone = <T>(work: () => Promise<T>, otherwise: T) => Promise<T>;

/** Work of a form that a second click must not begin twice; also says whether it runs. */
export function useAlone(): [busy: boolean, alone: Alone] {
  const [busy, setBusy] = useState(false);
  /** State alone would be a render late for a double click. */
  const running = useRef(false);

  return [
    busy,
    async (work, otherwise) => {
      if (running.current) return otherwise;
      running.current = true;
      setBusy(true);
      try {
        return await work();
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
  ];
}
