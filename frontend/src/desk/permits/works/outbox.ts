import { ApiProblem } from "../../../api/problem";
import type { VisitResult } from "./kinds";
import type { Shelf } from "./shelf";

export type Place = [number, number];

/** A visit as an inspector holds it, kept on the device until the server has it. */
export interface KeptVisit {
  /** Whose it is and of which visit: a device may serve several inspectors. */
  key: string;
  user: number;
  visit: number;
  /** Made once by the device, so that sending again after a lost network changes nothing. */
  clientKey: string;
  result: VisitResult | "";
  note: string;
  checks: Record<string, boolean | null>;
  position: Place | null;
  /** When it was ended on site; from then on it is sent. Null while it is being written. */
  heldAt: string | null;
  /** The checklist in the words in which it was read. */
  checklist: { item: string; ok: boolean | null; note: string }[];
  /** Why the server did not take it; then it is not sent again by itself. */
  refusal: string;
}

export interface KeptPhoto {
  key: string;
  /** The `key` of its visit. */
  of: string;
  file: Blob;
  name: string;
  takenAt: string;
  position: Place | null;
  isSent: boolean;
}

export interface OutboxState {
  readonly isLoaded: boolean;
  readonly visits: readonly KeptVisit[];
  readonly photos: readonly KeptPhoto[];
  /** The key of the visit that is on its way. */
  readonly sending: string | null;
  /** Whether it would outlast the page: false where the browser keeps nothing. */
  readonly outlasts: boolean;
}

export interface OutboxParts {
  user: number;
  shelf: Shelf;
  sendPhoto: (visit: number, photo: KeptPhoto) => Promise<unknown>;
  sendVisit: (visit: KeptVisit) => Promise<unknown>;
  /** The server's copy is newer than what was read before. */
  onSent: (visit: KeptVisit) => void;
  /** The server does not know the person any more. */
  onLoggedOut: () => void;
}

/**
 * The visits of one inspector on this device. What is written is kept at once; what was ended is sent: the photographs
 * first, so that a visit is complete when it counts as held, each of them once, and forgotten here only when the
 * server has all of it.
 */
export class Outbox {
  private state: OutboxState = { isLoaded: false, visits: [], photos: [], sending: null, outlasts: true };
  private passing: Promise<void> | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly parts: OutboxParts) {}

  readonly snapshot = (): OutboxState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** What this device kept. */
  async load(): Promise<void> {
    const { shelf, user } = this.parts;
    const visits = (await shelf.visits()).filter((one) => one.user === user);
    const keys = new Set(visits.map((one) => one.key));
    const photos = (await shelf.photos()).filter((one) => keys.has(one.of));
    this.publish({ isLoaded: true, visits, photos, outlasts: shelf.outlasts });
  }

  change(visit: number, change: Partial<KeptVisit>): void {
    const changed = { ...(this.find(visit) ?? this.begun(visit)), ...change };
    const others = this.state.visits.filter((one) => one.key !== changed.key);
    this.publish({ visits: [...others, changed] });
    this.keep(this.parts.shelf.putVisit(changed));
  }

  addPhotos(visit: number, taken: readonly Omit<KeptPhoto, "key" | "of" | "isSent">[]): void {
    if (!this.find(visit)) this.change(visit, {});
    const photos = taken.map((one) => ({
      ...one,
      key: crypto.randomUUID(),
      of: this.keyOf(visit),
      isSent: false,
    }));
    this.publish({ photos: [...this.state.photos, ...photos] });
    for (const photo of photos) this.keep(this.parts.shelf.putPhoto(photo));
  }

  dropPhoto(key: string): void {
    this.publish({ photos: this.state.photos.filter((one) => one.key !== key) });
    this.keep(this.parts.shelf.dropPhoto(key));
  }

  /** Throws away what was written of a visit. */
  forget(visit: number): void {
    const key = this.keyOf(visit);
    const photos = this.state.photos.filter((one) => one.of === key);
    this.publish({
      visits: this.state.visits.filter((one) => one.key !== key),
      photos: this.state.photos.filter((one) => one.of !== key),
    });
    for (const photo of photos) this.keep(this.parts.shelf.dropPhoto(photo.key));
    this.keep(this.parts.shelf.dropVisit(key));
  }

  find(visit: number): KeptVisit | undefined {
    return this.state.visits.find((one) => one.key === this.keyOf(visit));
  }

  /** Sends what was ended, one after the other; several calls at once are one. */
  send(): Promise<void> {
    this.passing ??= alone(() => this.sendAll()).finally(() => {
      this.passing = null;
    });
    return this.passing;
  }

  private async sendAll(): Promise<void> {
    const ended = this.state.visits.filter((one) => one.heldAt !== null && one.refusal === "");
    for (const visit of ended) {
      this.publish({ sending: visit.key });
      const goesOn = await this.sendOne(visit).finally(() => this.publish({ sending: null }));
      if (!goesOn) return;
    }
  }

  /** False when nothing can be sent for now. */
  private async sendOne(visit: KeptVisit): Promise<boolean> {
    try {
      for (const photo of this.state.photos.filter((one) => one.of === visit.key && !one.isSent)) {
        await this.parts.sendPhoto(visit.visit, photo);
        this.noteSent(photo);
      }
      await this.parts.sendVisit(visit);
    } catch (error) {
      return this.fail(visit, error);
    }
    this.forget(visit.visit);
    this.parts.onSent(visit);
    return true;
  }

  private noteSent(photo: KeptPhoto): void {
    const sent = { ...photo, isSent: true };
    this.publish({ photos: this.state.photos.map((one) => (one.key === photo.key ? sent : one)) });
    this.keep(this.parts.shelf.putPhoto(sent));
  }

  private fail(visit: KeptVisit, error: unknown): boolean {
    if (!(error instanceof ApiProblem)) throw error;
    if (error.status === 401) this.parts.onLoggedOut();
    if (isPassing(error)) return false;
    this.change(visit.visit, { refusal: error.message });
    return true;
  }

  private begun(visit: number): KeptVisit {
    const { user } = this.parts;
    const key = this.keyOf(visit);
    const empty = { result: "", note: "", checks: {}, position: null, heldAt: null } as const;
    return { key, user, visit, clientKey: crypto.randomUUID(), ...empty, checklist: [], refusal: "" };
  }

  private keyOf(visit: number): string {
    return `${this.parts.user}/${visit}`;
  }

  /** A full or locked disk: what is on the screen stays there, and the person is told. */
  private keep(writing: Promise<void>): void {
    writing.catch(() => this.publish({ outlasts: false }));
  }

  private publish(change: Partial<OutboxState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}

/** No network, a server that is not up, a login that ended, too many requests: the same may be taken later. */
function isPassing({ isOffline, status }: ApiProblem): boolean {
  return isOffline || status >= 500 || status === 401 || status === 408 || status === 429;
}

/** One window at a time. What another one has sent already is sent again and changes nothing. */
async function alone(work: () => Promise<void>): Promise<void> {
  if (navigator.locks) await navigator.locks.request("kharita-visits", work);
  else await work();
}
