import { ApiProblem } from "../../api/problem";
import type { Area, Permit, Project } from "../shared/types";

/** What a person changes of a draft; what is absent stays as it is stored. */
export interface DraftChange {
  kind?: string;
  parcels?: number[];
  footprint?: Area | null;
  project?: Project;
  architect?: string;
  owner_kind?: string;
  owner_name?: string;
  owner_name_ar?: string;
  owner_national_id?: string;
  owner_phone?: string;
  owner_email?: string;
  owner_address?: string;
  architect_name?: string;
  architect_number?: string;
  title?: string;
  address?: string;
}

export type SaveStatus = "saved" | "waiting" | "saving" | "offline" | "conflict" | "refused";

export interface SaverState {
  readonly pending: DraftChange;
  readonly status: SaveStatus;
  readonly problem: ApiProblem | null;
  /** What another device stored meanwhile, while the person has not chosen yet. */
  readonly theirs: Permit | null;
}

export interface SaverParts {
  version: number;
  save: (change: DraftChange & { version: number }) => Promise<Permit>;
  readNewest: () => Promise<Permit>;
  onSaved: (permit: Permit) => void;
  /** Keeps what has not reached the server yet, also over a reload. */
  kept: { read: () => DraftChange; write: (pending: DraftChange) => void };
  pauseMs?: number;
  retryMs?: number;
}

const PAUSE_MS = 700;
const RETRY_MS = 5_000;

/**
 * Saves a draft as one goes: changes are gathered, sent with the version that was read, and kept on the device
 * until the server has them. When another device was faster nothing is overwritten: the person chooses.
 */
export class DraftSaver {
  private version: number;
  private state: SaverState;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private sending: Promise<void> | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly parts: SaverParts) {
    this.version = parts.version;
    const pending = parts.kept.read();
    const isEmpty = Object.keys(pending).length === 0;
    this.state = { pending, status: isEmpty ? "saved" : "waiting", problem: null, theirs: null };
  }

  readonly snapshot = (): SaverState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  change(change: DraftChange): void {
    const pending = { ...this.state.pending, ...change };
    this.parts.kept.write(pending);
    const isHeld = this.state.status === "conflict";
    this.publish({ pending, status: isHeld ? "conflict" : "waiting", problem: null });
    if (!isHeld) this.schedule(this.parts.pauseMs ?? PAUSE_MS);
  }

  /** Sends what waits, now; true when everything is stored. */
  async flush(): Promise<boolean> {
    this.cancel();
    if (this.state.status === "offline") this.publish({ status: "waiting" });
    while (this.hasWork()) {
      this.sending ??= this.send().finally(() => {
        this.sending = null;
      });
      await this.sending;
    }
    return this.state.status === "saved";
  }

  /** Another device's draft stays stored except where this one says otherwise. */
  async keepMine(): Promise<boolean> {
    if (this.state.theirs) this.version = this.state.theirs.version;
    this.publish({ status: "waiting", theirs: null });
    return this.flush();
  }

  takeTheirs(): void {
    const { theirs } = this.state;
    if (!theirs) return;
    this.version = theirs.version;
    this.parts.kept.write({});
    this.publish({ pending: {}, status: "saved", problem: null, theirs: null });
    this.parts.onSaved(theirs);
  }

  /** The draft was read again: where nothing of ours waits, the next save starts from there. */
  adopt({ version }: Permit): void {
    if (this.state.status === "saved" && version > this.version) this.version = version;
  }

  private hasWork(): boolean {
    const { status } = this.state;
    return this.sending !== null || status === "waiting";
  }

  private async send(): Promise<void> {
    const sent = this.state.pending;
    this.publish({ status: "saving" });
    try {
      const stored = await this.parts.save({ ...sent, version: this.version });
      this.version = stored.version;
      const pending = withoutSent(this.state.pending, sent);
      this.parts.kept.write(pending);
      this.parts.onSaved(stored);
      this.publish({ pending, status: Object.keys(pending).length > 0 ? "waiting" : "saved", problem: null });
    } catch (error) {
      await this.fail(error);
    }
  }

  private async fail(error: unknown): Promise<void> {
    if (!(error instanceof ApiProblem)) throw error;
    if (error.code === "draft-changed") {
      const theirs = await this.parts.readNewest().catch(() => null);
      this.publish(theirs ? { status: "conflict", theirs } : { status: "offline", problem: error });
    } else if (error.isOffline || error.status >= 500) this.publish({ status: "offline", problem: error });
    else this.publish({ status: "refused", problem: error });
    if (this.state.status === "offline") this.retryLater();
  }

  private retryLater(): void {
    this.cancel();
    this.timer = setTimeout(() => {
      this.publish({ status: "waiting" });
      void this.flush();
    }, this.parts.retryMs ?? RETRY_MS);
  }

  private schedule(pause: number): void {
    this.cancel();
    this.timer = setTimeout(() => void this.flush(), pause);
  }

  private cancel(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  private publish(change: Partial<SaverState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}

/** What was changed again while it travelled waits on. */
function withoutSent(pending: DraftChange, sent: DraftChange): DraftChange {
  return Object.fromEntries(
    Object.entries(pending).filter(([name, value]) => sent[name as keyof DraftChange] !== value),
  );
}
