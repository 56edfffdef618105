import Uppy, { type UppyFile } from "@uppy/core";
import Tus from "@uppy/tus";
import type { ApiProblem } from "../../../api/problem";
import { Pace } from "../upload/pace";
import { problemOf, tusOptions } from "../upload/tusOptions";
import { type Hold, UploadStack } from "../upload/uploadStack";
import { photoKey } from "./photos";

const AT_ONCE = 3;
const TELL_MS = 250;

type Meta = {
  filename: string;
  filetype: string;
  purpose: string;
  survey: string;
  commune: string;
  modified: string;
  relativePath: string;
};
type Body = Record<string, never>;
type Sent = UppyFile<Meta, Body>;

/** How far the photos are that were chosen here; `kept` are bytes on the server for good. */
export interface PhotoSending {
  readonly photos: number;
  readonly arrived: number;
  readonly size: number;
  readonly kept: number;
  readonly sent: number;
  readonly isPaused: boolean;
  readonly holds: ReadonlySet<Hold>;
  readonly failed: number;
  readonly problem: ApiProblem | null;
  readonly speed: number;
  readonly secondsLeft: number | null;
}

export const NO_PHOTOS: PhotoSending = {
  photos: 0,
  arrived: 0,
  size: 0,
  kept: 0,
  sent: 0,
  isPaused: false,
  holds: new Set(),
  failed: 0,
  problem: null,
  speed: 0,
  secondsLeft: null,
};

/** Hundreds of photos on their way to one survey, some at once. It lives as long as the tab. */
export class PhotoSender {
  private readonly uppy: Uppy<Meta, Body>;
  private readonly stack: UploadStack;
  private readonly kept = new Map<string, number>();
  private readonly sent = new Map<string, number>();
  private readonly holds = new Map<string, Hold>();
  private readonly problems = new Map<string, ApiProblem>();
  private readonly listeners = new Set<() => void>();
  private readonly pace = new Pace();
  private shown = NO_PHOTOS;
  private isPaused = false;
  private isTold = false;
  onArrived: () => void = () => undefined;

  constructor(
    readonly survey: number,
    readonly commune: number,
  ) {
    this.stack = new UploadStack({
      onPart: (file, _part, { kept, sent }) => {
        if (kept !== undefined) this.kept.set(file, kept);
        if (sent !== undefined) this.sent.set(file, sent);
        this.tell();
      },
      onHold: (file, hold) => {
        if (hold) this.holds.set(file, hold);
        else this.holds.delete(file);
        this.tell();
      },
    });
    this.uppy = new Uppy<Meta, Body>({ id: `photos-${survey}`, autoProceed: false });
    this.uppy.use(Tus, {
      ...tusOptions(this.stack),
      limit: AT_ONCE,
      uploadDataDuringCreation: true,
      // A photo that was cut off is soon sent anew; a thousand notes of them would fill the browser's store.
      storeFingerprintForResuming: false,
      allowedMetaFields: ["filename", "filetype", "purpose", "survey", "commune", "modified"],
    });
    this.uppy.on("state-update", () => this.tell());
    this.uppy.on("upload-error", (file, error) => {
      if (file) this.problems.set(file.id, problemOf(error));
      this.tell();
    });
    addEventListener("online", () => this.stack.wake());
    setInterval(() => this.shown.photos > 0 && this.tell(), 1_000);
  }

  /** Sends what is not `there` yet and not on its way. */
  add(files: readonly File[], there: ReadonlySet<string>): void {
    const known = new Set(this.uppy.getFiles().map(({ meta, size }) => keyOf(meta, size ?? 0)));
    const fresh = files.filter((file) => {
      const one = photoKey(file.name, file.size, file.lastModified);
      return !there.has(one) && !known.has(one);
    });
    if (fresh.length === 0) return;
    this.uppy.addFiles(
      fresh.map((file) => ({ name: file.name, type: file.type, data: file, meta: this.metaOf(file) })),
    );
    this.isPaused = false;
    this.go(() => this.uppy.upload());
  }

  private metaOf(file: File): Meta {
    return {
      filename: file.name,
      filetype: file.type || "image/jpeg",
      purpose: "survey-photos",
      survey: String(this.survey),
      commune: String(this.commune),
      modified: String(file.lastModified),
      relativePath: file.webkitRelativePath,
    };
  }

  private go(work: () => Promise<unknown>): void {
    work()
      .catch(() => undefined) // each file has told its own fault
      .finally(() => this.settle());
  }

  pause(): void {
    this.isPaused = true;
    this.uppy.pauseAll();
    this.tell();
  }

  resume(): void {
    this.isPaused = false;
    this.uppy.resumeAll();
    this.tell();
  }

  retry(): void {
    this.problems.clear();
    this.go(() => this.uppy.retryAll());
  }

  /** Who logged in again or sees the network need not wait for the next attempt. */
  wake(): void {
    this.stack.wake();
  }

  /** Gives up what has not arrived; what has stays on the server. */
  cancel(): void {
    this.uppy.cancelAll();
    this.isPaused = false;
    this.forget();
    this.onArrived();
  }

  /** Once nothing is on its way: what arrived is the server's to tell of. */
  private settle(): void {
    const isUnderWay = Object.keys(this.uppy.getState().currentUploads).length > 0;
    if (!isUnderWay && this.problems.size === 0) {
      this.uppy.clear();
      this.forget();
    }
    this.tell();
    this.onArrived();
  }

  private forget(): void {
    for (const notes of [this.kept, this.sent, this.holds, this.problems]) notes.clear();
    this.pace.clear();
    this.tell();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): PhotoSending => this.shown;

  private tell(): void {
    if (this.isTold) return;
    this.isTold = true;
    setTimeout(() => {
      this.isTold = false;
      this.draw();
      for (const listener of this.listeners) listener();
    }, TELL_MS);
  }

  private draw(): void {
    const files = this.uppy.getFiles();
    const size = sum(files, (file) => file.size ?? 0);
    const kept = sum(files, (file) => this.keptOf(file));
    const now = Date.now();
    if (files.length === 0 || this.isPaused) this.pace.clear();
    else this.pace.add(kept, now);
    this.shown = {
      photos: files.length,
      arrived: files.filter((file) => file.progress.uploadComplete).length,
      size,
      kept,
      sent: sum(files, (file) => Math.max(this.keptOf(file), this.sent.get(file.id) ?? 0)),
      isPaused: this.isPaused,
      holds: new Set(this.holds.values()),
      failed: this.problems.size,
      problem: [...this.problems.values()][0] ?? null,
      speed: this.pace.speed(now),
      secondsLeft: this.pace.secondsLeft(size, now),
    };
  }

  private keptOf(file: Sent): number {
    const size = file.size ?? 0;
    return file.progress.uploadComplete ? size : Math.min(size, this.kept.get(file.id) ?? 0);
  }
}

const keyOf = ({ filename, modified }: Meta, size: number) => photoKey(filename, size, modified);

function sum(files: readonly Sent[], of: (file: Sent) => number): number {
  return files.reduce((all, file) => all + of(file), 0);
}

const senders = new Map<number, PhotoSender>();

export function photoSenderOf(survey: number, commune: number): PhotoSender {
  const found = senders.get(survey) ?? new PhotoSender(survey, commune);
  senders.set(survey, found);
  return found;
}
