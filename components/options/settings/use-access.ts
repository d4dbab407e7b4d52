import { useCallback, useState } from 'preact/hooks';
import { type Loaded, useLoaded } from '~/components/options/use-loaded';
import { type AccessPort, type Host, missingHosts } from './access';

export interface Access {
  readonly missing: Loaded<Host[]>;
  /** The person was asked and said no. */
  readonly refused: boolean;
  allow(): Promise<void>;
}

/** What is allowed now, kept up to date, and the way to ask for the rest. */
export function useAccess(port: AccessPort): Access {
  const read = useCallback(() => missingHosts(port), [port]);
  const [missing, reload] = useLoaded(read, port.watch);
  const [refused, setRefused] = useState(false);

  async function allow() {
    if (missing.state !== 'ready') return;
    // The request must be the first thing in the click, or the browser refuses to ask.
    const answer = port.request(missing.value.map(({ origin }) => origin)).catch(() => false);
    setRefused(!(await answer));
    await reload();
  }

  return { missing, refused, allow };
}
