import type { KeptPhoto, KeptVisit } from "./outbox";

/** Where visits and photographs lie until they are sent. */
export interface Shelf {
  /** Whether they are still there when the page is opened again. */
  readonly outlasts: boolean;
  visits: () => Promise<KeptVisit[]>;
  photos: () => Promise<KeptPhoto[]>;
  putVisit: (visit: KeptVisit) => Promise<void>;
  putPhoto: (photo: KeptPhoto) => Promise<void>;
  dropVisit: (key: string) => Promise<void>;
  dropPhoto: (key: string) => Promise<void>;
}

/** For browsers that keep nothing: it lasts as long as the page. */
export function shelfInMemory(): Shelf {
  const visits = new Map<string, KeptVisit>();
  const photos = new Map<string, KeptPhoto>();
  return {
    outlasts: false,
    visits: async () => [...visits.values()],
    photos: async () => [...photos.values()],
    putVisit: async (visit) => void visits.set(visit.key, visit),
    putPhoto: async (photo) => void photos.set(photo.key, photo),
    dropVisit: async (key) => void visits.delete(key),
    dropPhoto: async (key) => void photos.delete(key),
  };
}

const VERSION = 1;

/** IndexedDB, since photographs do not fit where texts are kept; memory where the browser denies it. */
export async function openShelf(): Promise<Shelf> {
  try {
    const opening = indexedDB.open("kharita-visits", VERSION);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore("visits", { keyPath: "key" });
      opening.result.createObjectStore("photos", { keyPath: "key" });
    };
    return onDisk(await done(opening));
  } catch {
    return shelfInMemory();
  }
}

function onDisk(database: IDBDatabase): Shelf {
  const read = <T>(store: string): Promise<T[]> =>
    done(database.transaction(store).objectStore(store).getAll() as IDBRequest<T[]>);
  const write = (store: string, work: (rows: IDBObjectStore) => void): Promise<void> => {
    const transaction = database.transaction(store, "readwrite");
    work(transaction.objectStore(store));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
  };
  return {
    outlasts: true,
    visits: () => read<KeptVisit>("visits"),
    photos: () => read<KeptPhoto>("photos"),
    putVisit: (visit) => write("visits", (rows) => rows.put(visit)),
    putPhoto: (photo) => write("photos", (rows) => rows.put(photo)),
    dropVisit: (key) => write("visits", (rows) => rows.delete(key)),
    dropPhoto: (key) => write("photos", (rows) => rows.delete(key)),
  };
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
