import type { LayerChange, StreamEvents } from "./stream";
import { LiveStream } from "./stream";

/** What a listener is told; `null` layers: everything may have changed. */
export interface LiveListener {
  onChanged: (layers: readonly LayerChange[] | null) => void;
  onHello?: (revisions: Readonly<Record<string, number>>) => void;
  onOver?: () => void;
}

const listeners = new Set<LiveListener>();
let stream: LiveStream | null = null;
let followed = "";

const events: StreamEvents = {
  onHello: (revisions) => {
    for (const listener of listeners) listener.onHello?.(revisions);
  },
  onChanged: (layers) => {
    for (const listener of listeners) listener.onChanged(layers);
  },
  onMissed: () => {
    for (const listener of listeners) listener.onChanged(null);
  },
  onOver: () => {
    for (const listener of listeners) listener.onOver?.();
  },
};

/** One stream for the whole page, open while anybody listens. `reader` tells one person's stream from another's. */
export function listen(url: string, reader: string, listener: LiveListener): () => void {
  listeners.add(listener);
  const wanted = `${reader} ${url}`;
  if (!stream || followed !== wanted) {
    stream?.stop();
    stream = new LiveStream(url, events);
    followed = wanted;
    stream.start();
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stream?.stop();
    stream = null;
  };
}
