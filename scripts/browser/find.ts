import type { Machine } from './machine';
import { type BrowserPlace, usualPlaces } from './places';

export type Finding =
  | { readonly kind: 'found'; readonly path: string; readonly name: BrowserPlace['name'] | string }
  /** `CHROME_PATH` is set, but nothing there can be started: a mistake to name, not to pass over. */
  | { readonly kind: 'bad-chrome-path'; readonly path: string }
  | { readonly kind: 'none' };

/**
 * A browser that Gavel's tests and demo can drive: what `CHROME_PATH` names, else an installed
 * Chromium, Chrome or Edge. Branded Chrome will do, although it ignores `--load-extension` since
 * version 137: Gavel is installed through the DevTools protocol.
 */
export function findChromium(machine: Machine): Finding {
  const named = machine.env.CHROME_PATH;
  if (named) {
    return machine.isExecutable(named)
      ? { kind: 'found', path: named, name: 'CHROME_PATH' }
      : { kind: 'bad-chrome-path', path: named };
  }
  const place = usualPlaces(machine).find(({ path }) => machine.isExecutable(path));
  return place ? { kind: 'found', ...place } : { kind: 'none' };
}
