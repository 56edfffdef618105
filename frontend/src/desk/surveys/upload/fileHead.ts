/** What the first bytes of a file tell, before any of it travels. */
export type FileHead =
  | { readonly what: "tiff"; readonly facts: HeadFacts }
  /** Something else, known by its first bytes. */
  | { readonly what: "zip" | "photo" | "jpeg2000" | "page" | "empty" | "other" }
  /** A TIFF whose structure cannot be read: cut off or damaged. */
  | { readonly what: "broken" };

export interface HeadFacts {
  readonly width: number;
  readonly height: number;
  readonly bands: number;
  readonly bits: number;
  readonly format: "unsigned" | "signed" | "float";
  /** Null where the file names no known system. */
  readonly epsg: number | null;
  /** West, south, east, north in degrees; null where the file does not say, or in a system unknown here. */
  readonly bounds: readonly [number, number, number, number] | null;
  readonly isPlaced: boolean;
  /** Metres on the ground; null where that is not known here. */
  readonly pixelM: number | null;
  /** Bytes that the file must have at least for all its pixels to be in it. */
  readonly needs: number;
}

let worker: Worker | null = null;
let asked = 0;
const answers = new Map<number, (head: FileHead) => void>();

/** Reads the head of a file away from the page, which stays quick meanwhile. */
export function readHead(file: File): Promise<FileHead> {
  worker ??= started();
  const id = asked++;
  return new Promise((resolve) => {
    answers.set(id, resolve);
    worker?.postMessage({ id, file });
  });
}

function started(): Worker {
  const made = new Worker(new URL("./fileHead.worker.ts", import.meta.url), { type: "module" });
  made.onmessage = ({ data }: MessageEvent<{ id: number; head: FileHead }>) => {
    answers.get(data.id)?.(data.head);
    answers.delete(data.id);
  };
  // Where it cannot be started nothing is known of the file: the server then checks it alone.
  made.onerror = () => {
    for (const answer of answers.values()) answer({ what: "broken" });
    answers.clear();
  };
  return made;
}
