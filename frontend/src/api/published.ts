/** The pointer of the publication that this page belongs to; null where a server of ours answers. */
const pointer = document.querySelector<HTMLMetaElement>('meta[name="kharita-published"]')?.content ?? null;

/** The page was opened from published files: there is no API, and nobody to log in. */
export const isPublished = pointer !== null;

/** What `manifest.json` of a publication says; paths are relative to it. */
export interface Publication {
  readonly version: string;
  readonly languages: readonly string[];
  readonly default_language: string;
  readonly crs: { readonly srid: number; readonly name: string };
  readonly maps: Readonly<Record<string, string>>;
  readonly name_points: Readonly<Record<string, string>>;
  readonly search: {
    readonly names: string;
    readonly parcels: string;
    readonly shards: readonly string[];
  };
}

let read: Promise<Publication> | null = null;

/** The publication, read once for each visit. */
export function publication(): Promise<Publication> {
  read ??= readJson<Publication>(pointer ?? "").catch((error: unknown) => {
    read = null;
    throw error;
  });
  return read;
}

/** The whole address of a file of the publication. */
export function publishedAddress(path: string): string {
  return new URL(path, new URL(pointer ?? "", document.baseURI)).href;
}

export async function readPublished<T>(path: string, signal?: AbortSignal): Promise<T> {
  return readJson<T>(publishedAddress(path), signal);
}

async function readJson<T>(address: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(address, { ...(signal ? { signal } : {}) });
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return (await response.json()) as T;
}
