import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed' }
  | { readonly state: 'ready'; readonly value: T };

/**
 * A value that is read asynchronously and again whenever `watch` says that it changed. An answer
 * that a newer reading has overtaken is dropped, so that the screen never goes back in time.
 */
export function useLoaded<T>(
  read: () => Promise<T>,
  watch?: (changed: () => void) => () => void,
): [Loaded<T>, () => Promise<void>] {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' });
  const turn = useRef(0);

  const reload = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    const next = await read().then(
      (value): Loaded<T> => ({ state: 'ready', value }),
      (): Loaded<T> => ({ state: 'failed' }),
    );
    if (mine === turn.current) setLoaded(next);
  }, [read]);

  useEffect(() => {
    void reload();
    const stop = watch?.(() => void reload());
    return () => {
      turn.current += 1;
      stop?.();
    };
  }, [reload, watch]);

  return [loaded, reload];
}
