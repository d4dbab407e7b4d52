import 'fake-indexeddb/auto';
import { wrap } from 'idb';
import { gated, type Life, lives, never } from './life';

/** What of fake-indexeddb's own is used here. */
interface OpenTransaction extends IDBTransaction {
  _state: string;
  _started: boolean;
  _requests: { readonly request: IDBRequest }[];
  _start(): void;
  _abort(error: string): void;
  _execRequestAsync(step: { source: unknown; operation: () => never }): IDBRequest;
}

type Method = (this: unknown, ...args: unknown[]) => unknown;
type Methods = Record<string, Method>;

const READS = ['get', 'getKey', 'getAll', 'getAllKeys', 'count', 'openCursor', 'openKeyCursor'];
const WRITES = ['put', 'add', 'delete', 'clear'];

/** A database at a version that nobody asks for: whoever opens an older one is refused. */
const NEWER = 'a-newer-one';

/** Everything that was ever written, as text, to be searched for secrets. */
export const written: string[] = [];

/** What a transaction fails with when it is about to be committed. */
const commits = new WeakMap<IDBTransaction, DOMException>();

/**
 * Makes every step of IndexedDB a point: opening, each request, each event that is delivered, the end
 * of each transaction. As in browsers, what was not committed when its owner dies is undone.
 */
export function watchIndexedDb(): void {
  watchEvents();
  watchOpening();
  watchTransactions();
  for (const name of READS) {
    watchRequest(IDBObjectStore.prototype, name, 'read');
    watchRequest(IDBIndex.prototype, name, 'read');
  }
  for (const name of WRITES) watchRequest(IDBObjectStore.prototype, name, 'write');
  watchRequest(IDBCursor.prototype, 'update', 'write');
}

/** Makes the database that {@link refusedOpening} is refused. Once for each fresh IndexedDB. */
export async function prepareRefusals(): Promise<void> {
  await new Promise<void>((resolve) => {
    const opening = indexedDB.open(NEWER, 2);
    opening.onsuccess = () => {
      opening.result.close();
      resolve();
    };
  });
}

function methodsOf(of: object): Methods {
  return of as Methods;
}

function replace(of: object, name: string, by: (real: Method) => Method): void {
  const methods = methodsOf(of);
  const real = methods[name];
  if (real) methods[name] = by(real);
}

function watchEvents(): void {
  const target = Object.getPrototypeOf(IDBTransaction.prototype) as object;
  const hearing = new Map<unknown, WeakMap<object, unknown>>();
  replace(target, 'addEventListener', (real) => {
    return function (this: unknown, type, callback, ...more) {
      const life = lives.getStore();
      if (life === undefined || typeof callback !== 'function') {
        return real.call(this, type, callback, ...more);
      }
      const heard = (event: unknown) => {
        if (life.reaches(`hears of ${String(type)}`)) lives.run(life, () => callback(event));
      };
      const ofType = hearing.get(type) ?? new WeakMap<object, unknown>();
      hearing.set(type, ofType.set(callback, heard));
      return real.call(this, type, heard, ...more);
    };
  });
  replace(target, 'removeEventListener', (real) => {
    return function (this: unknown, type, callback, ...more) {
      const heard = hearing.get(type)?.get(Object(callback) as object) ?? callback;
      const { listeners } = this as { listeners: { type: unknown; callback: unknown }[] };
      // Theirs removes the last one where it does not find this one.
      if (!listeners.some((one) => one.type === type && one.callback === heard)) return undefined;
      return real.call(this, type, heard, ...more);
    };
  });
}

function watchOpening(): void {
  replace(IDBFactory.prototype, 'open', (real) => {
    return function (this: unknown, ...args) {
      const life = lives.getStore();
      if (life === undefined) return real.apply(this, args);
      if (!life.reaches('opens a database')) return never();
      const fault = life.faultOf('opening a database', 'read');
      const request = lives.exit(() => real.apply(this, fault ? [NEWER, 1] : args));
      follow(life, request as IDBOpenDBRequest, fault);
      return request;
    };
  });
  const { open } = methodsOf(IDBFactory.prototype);
  replace(IDBFactory.prototype, 'deleteDatabase', (real) => {
    return function (this: unknown, ...args) {
      const life = lives.getStore();
      if (life === undefined) return real.apply(this, args);
      if (!life.reaches('deletes a database')) return never();
      const fault = life.faultOf('deleting a database', 'write');
      const request = lives.exit(() =>
        fault ? open?.call(this, NEWER, 1) : real.apply(this, args),
      );
      follow(life, request as IDBOpenDBRequest, fault);
      return request;
    };
  });
  replace(IDBFactory.prototype, 'databases', (real) => {
    return function (this: unknown) {
      return gated('databases', () => real.call(this) as Promise<unknown>, 'read');
    };
  });
}

function follow(life: Life, request: IDBOpenDBRequest, fault: DOMException | null): void {
  const done = life.begin();
  lives.exit(() => {
    if (fault) Object.defineProperty(request, 'error', { get: () => fault, set: () => undefined });
    for (const type of ['success', 'error'] as const) request.addEventListener(type, done);
    request.addEventListener('success', () => {
      const db = request.result as IDBDatabase | undefined;
      if (db === undefined) return;
      if (life.alive) life.whenKilled(() => db.close());
      else db.close();
    });
    request.addEventListener('upgradeneeded', () => {
      const { transaction } = request;
      if (transaction) undoAtEnd(life, transaction);
    });
  });
}

function watchTransactions(): void {
  replace(IDBDatabase.prototype, 'transaction', (real) => {
    return function (this: unknown, ...args) {
      const life = lives.getStore();
      if (life === undefined) return real.apply(this, args);
      const writes = args[1] === 'readwrite';
      const transaction = lives.exit(() => real.apply(this, args)) as IDBTransaction;
      const done = life.begin();
      lives.exit(() => {
        transaction.addEventListener('complete', done);
        transaction.addEventListener('abort', done);
      });
      if (life.alive) undoAtEnd(life, transaction);
      else undo(transaction);
      // Where a request fails, the transaction does too. It is enough that the request tells of it.
      wrap(transaction).done.catch(() => undefined);
      const fault = writes ? life.faultOf('committing', 'write') : null;
      if (fault) commits.set(transaction, fault);
      return transaction;
    };
  });
  replace(IDBTransaction.prototype, '_start', (real) => {
    return function (this: unknown) {
      const transaction = this as OpenTransaction;
      const fault = commits.get(transaction);
      const open = transaction._requests.some(({ request }) => request.readyState !== 'done');
      if (fault && transaction._started && !open && transaction._state !== 'finished') {
        commits.delete(transaction);
        return transaction._abort(fault.name);
      }
      return real.call(this);
    };
  });
}

function undoAtEnd(life: Life, transaction: IDBTransaction): void {
  life.whenKilled(() => undo(transaction));
}

function undo(transaction: IDBTransaction): void {
  lives.exit(() => {
    try {
      transaction.abort();
    } catch {
      // It was committed, or undone, before.
    }
  });
}

function watchRequest(of: object, name: string, step: 'read' | 'write'): void {
  replace(of, name, (real) => {
    return function (this: unknown, ...args) {
      const life = lives.getStore();
      if (name === 'put' || name === 'add') written.push(JSON.stringify(args[0]));
      if (life === undefined) return real.apply(this, args);
      if (!life.reaches(name)) return never();
      const fault = life.faultOf(name, step);
      if (!fault) return lives.exit(() => real.apply(this, args));
      return refused(this, fault);
    };
  });
}

/** A request of the same transaction that fails, which undoes the transaction. */
function refused(source: unknown, fault: DOMException): IDBRequest {
  const store = source instanceof IDBIndex ? source.objectStore : (source as IDBObjectStore);
  const transaction = store.transaction as OpenTransaction;
  return lives.exit(() =>
    transaction._execRequestAsync({
      source: store,
      operation: () => {
        throw fault;
      },
    }),
  );
}
