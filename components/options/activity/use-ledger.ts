import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Loaded } from '../use-loaded';
import type { ActivityPort } from './activity-port';
import { createLedger, type Ledger } from './journal-index';

/** A batch of bans changes a record many times a second; the screen follows this often. */
const FOLLOW_MS = 200;

/** The journal, kept up to date. `refresh` is for what this page itself has changed. */
export function useLedger(
  { journal, watch }: ActivityPort,
  now: () => number,
): [Loaded<Ledger>, () => void] {
  const [loaded, setLoaded] = useState<Loaded<Ledger>>({ state: 'loading' });

  const ledger = useMemo(
    () => createLedger(journal, now, (value) => setLoaded({ state: 'ready', value })),
    [journal, now],
  );

  const refresh = useMemo(
    () => () => void ledger.refresh().catch(() => setLoaded({ state: 'failed' })),
    [ledger],
  );

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    refresh();
    const stop = watch(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        refresh();
      }, FOLLOW_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [refresh, watch]);

  return [loaded, refresh];
}
