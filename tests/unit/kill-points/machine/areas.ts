import { fakeBrowser } from 'wxt/testing/fake-browser';
import { gated, type StorageStep } from './life';

type Items = Record<string, unknown>;
type Listener = (changes: Record<string, unknown>, area: string) => void;

/** `browser.storage.local` or `.session`: copies in and out, one `set` is whole or not at all. */
export class Area {
  items: Items = {};
  /** Everything that was ever written, as text, to be searched for secrets. */
  readonly history: string[] = [];
  onChanged: Listener = () => undefined;

  constructor(readonly name: 'local' | 'session') {}

  get(keys: string | string[] | null): Promise<Items> {
    return this.gated('get', 'read', async () => {
      const wanted = keys === null ? Object.keys(this.items) : [keys].flat();
      const found = wanted.filter((key) => key in this.items);
      return structuredClone(Object.fromEntries(found.map((key) => [key, this.items[key]])));
    });
  }

  set(items: Items): Promise<void> {
    const text = JSON.stringify(items);
    return this.gated('set', 'write', async () => {
      this.history.push(text);
      this.change(JSON.parse(text) as Items);
    });
  }

  remove(keys: string | string[]): Promise<void> {
    return this.gated('remove', 'write', async () => {
      const gone = [keys].flat().filter((key) => key in this.items);
      this.change(Object.fromEntries(gone.map((key) => [key, undefined])));
    });
  }

  private change(items: Items): void {
    const changes = Object.entries(items).map(([key, newValue]) => {
      const oldValue = this.items[key];
      if (newValue === undefined) delete this.items[key];
      else this.items[key] = newValue;
      return [key, newValue === undefined ? { oldValue } : { oldValue, newValue }] as const;
    });
    if (changes.length > 0) this.onChanged(Object.fromEntries(changes), this.name);
  }

  private gated<T>(call: string, step: StorageStep, work: () => Promise<T>): Promise<T> {
    return gated(`storage.${this.name}.${call}`, work, step);
  }
}

/** Puts fresh areas in the place of the fake browser's. */
export function installAreas(): { local: Area; session: Area } {
  const areas = { local: new Area('local'), session: new Area('session') };
  for (const name of ['local', 'session'] as const) {
    const area = areas[name];
    Object.assign(fakeBrowser.storage[name], {
      get: (keys: string | string[] | null = null) => area.get(keys),
      set: (items: Items) => area.set(items),
      remove: (keys: string | string[]) => area.remove(keys),
      setAccessLevel: async () => undefined,
    });
  }
  return areas;
}
