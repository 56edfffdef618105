import type { Cell } from "../map/cells";

/** What the server tells of one layer; no cells: anywhere. */
export interface LayerChange {
  readonly id: string;
  readonly revision: number;
  readonly cells: readonly Cell[];
}

export interface StreamEvents {
  /** The stream is open for the first time: the layers' revisions as they are now. */
  onHello: (revisions: Readonly<Record<string, number>>) => void;
  onChanged: (layers: readonly LayerChange[]) => void;
  /** Changes were told while nobody listened. */
  onMissed: () => void;
  /** The reader's rights are others now. */
  onOver: () => void;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** The server says something every 15 s; after this long the connection is taken for dead. */
const SILENT_MS = 40_000;
/** A page that nobody looks at lets its stream go after this long. */
const HIDDEN_MS = 30_000;

/** One stream of changes, kept open while the page is looked at; waits ever longer for a server that is away. */
export class LiveStream {
  private source: EventSource | null = null;
  private lastId = "";
  private failures = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private hiding: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly url: string,
    private readonly events: StreamEvents,
  ) {}

  start(): void {
    document.addEventListener("visibilitychange", this.onVisibility);
    window.addEventListener("online", this.reopen);
    if (document.visibilityState === "visible") this.open();
  }

  stop(): void {
    document.removeEventListener("visibilitychange", this.onVisibility);
    window.removeEventListener("online", this.reopen);
    this.close();
  }

  private readonly onVisibility = (): void => {
    clearTimeout(this.hiding);
    if (document.visibilityState === "hidden") this.hiding = setTimeout(() => this.close(), HIDDEN_MS);
    else if (!this.source) this.reopen();
  };

  private readonly reopen = (): void => {
    this.failures = 0;
    this.close();
    if (document.visibilityState === "visible") this.open();
  };

  private open(): void {
    const query = this.lastId ? `?last=${encodeURIComponent(this.lastId)}` : "";
    const source = new EventSource(this.url + query, { withCredentials: true });
    this.source = source;
    const on = (name: string, act: (data: never) => void) =>
      source.addEventListener(name, (event: MessageEvent<string>) => {
        if (event.lastEventId) this.lastId = event.lastEventId;
        this.watch();
        act(JSON.parse(event.data) as never);
      });
    on("hello", (data: { revisions: Record<string, number>; missed: boolean }) => {
      this.failures = 0;
      tellPage("open");
      if (data.missed) this.events.onMissed();
      else if (!query) this.events.onHello(data.revisions);
    });
    on("changed", (data: { layers: LayerChange[] }) => this.events.onChanged(data.layers));
    on("beat", () => undefined);
    on("over", () => {
      this.lastId = "over";
      this.events.onOver();
    });
    source.onerror = () => this.fail();
    this.watch();
  }

  private watch(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.fail(), SILENT_MS);
  }

  private fail(): void {
    this.close();
    const wait = Math.min(FIRST_WAIT_MS * 2 ** this.failures, LONGEST_WAIT_MS);
    this.failures += 1;
    // Spread out, so that a server that comes back is not asked by everybody at once.
    this.retry = setTimeout(() => this.open(), wait * (0.5 + Math.random()));
  }

  private close(): void {
    clearTimeout(this.retry);
    clearTimeout(this.silence);
    this.source?.close();
    this.source = null;
    tellPage("away");
  }
}

/** For style sheets and for whoever watches the page from outside. */
function tellPage(state: "open" | "away"): void {
  document.documentElement.dataset.live = state;
}
