import { type DBSchema, type IDBPDatabase, type OpenDBCallbacks, openDB } from 'idb';

/**
 * Defines a connection to one of the databases in the extension's IndexedDB. It is opened on first use,
 * closed when another version of Gavel needs to migrate or somebody deletes the database, and opened
 * again when the browser dropped it.
 *
 * @returns gives the open database; rejects where it cannot be opened, and tries anew the next time
 */
export function connection<S extends DBSchema>(
  name: string,
  version: number,
  upgrade: OpenDBCallbacks<S>['upgrade'] & {},
): () => Promise<IDBPDatabase<S>> {
  let open: Promise<IDBPDatabase<S>> | null = null;
  const forget = () => {
    open = null;
  };
  return () => {
    open ??= openDB<S>(name, version, {
      upgrade,
      blocking: (_from, _to, event) => {
        (event.target as IDBDatabase).close();
        forget();
      },
      terminated: forget,
    }).catch((error: unknown) => {
      forget();
      throw error;
    });
    return open;
  };
}
