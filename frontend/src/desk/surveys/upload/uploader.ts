import Uppy, { type UppyFile } from "@uppy/core";
import GoldenRetriever from "@uppy/golden-retriever";
import Tus from "@uppy/tus";
import { api } from "../../../api/client";
import { ApiProblem } from "../../../api/problem";
import type { Kind } from "../types";
import { Pace } from "./pace";
import { type Arrived, arrivedFiles, dropArrived, keepArrived } from "./pending";
import { problemOf, tusOptions } from "./tusOptions";
import { type Hold, UploadStack } from "./uploadStack";

const MB = 1_000_000;
const DAY_MS = 86_400_000;
const KEPT_MS = 6 * DAY_MS;
/** A file that fits here is kept in the browser too: after a crash it goes on without being chosen again. */
const KEPT = { maxFileSize: 256 * 1024 ** 2, maxTotalSize: 1024 ** 3 };
const PARTS = 3;
/** Below this, parts would only cost requests. */
const PARTS_FROM_BYTES = 12 * MB;
const ATTACH_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000] as const;

type Meta = {
  filename: string;
  filetype: string;
  purpose: string;
  survey: string;
  commune: string;
  kind: string;
  bands: string;
};
type Body = Record<string, never>;
type Sent = UppyFile<Meta, Body>;

export type Standing =
  | "waiting"
  | "sending"
  | "paused"
  | "held"
  /** After a reload the browser has lost the file: it is to be chosen again, and goes on where it was. */
  | "lost"
  | "failed"
  | "attaching";

export interface SendingFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly kind: Kind;
  readonly standing: Standing;
  readonly hold: Hold | null;
  /** Bytes on the server for good. */
  readonly kept: number;
  /** Those, and the bytes on their way. */
  readonly sent: number;
  readonly problem: ApiProblem | null;
}

export interface Sending {
  readonly files: readonly SendingFile[];
  readonly speed: number;
  readonly secondsLeft: number | null;
}

interface Parts {
  kept: Map<string, number>;
  sent: Map<string, number>;
}

/** The files on their way to one survey. It lives as long as the tab, whatever page is looked at. */
export class Uploader {
  private readonly uppy: Uppy<Meta, Body>;
  private readonly stack: UploadStack;
  private readonly parts = new Map<string, Parts>();
  private readonly holds = new Map<string, Hold>();
  private readonly problems = new Map<string, ApiProblem>();
  private readonly listeners = new Set<() => void>();
  private readonly pace = new Pace();
  private readonly attaching = new Set<string>();
  private shown: Sending = { files: [], speed: 0, secondsLeft: null };
  private isTold = false;
  onAttached: () => void = () => undefined;

  constructor(
    readonly survey: number,
    readonly commune: number,
  ) {
    this.stack = new UploadStack({
      onPart: (file, part, bytes) => this.notePart(file, part, bytes),
      onHold: (file, hold) => {
        if (hold) this.holds.set(file, hold);
        else this.holds.delete(file);
        this.tell();
      },
    });
    this.uppy = new Uppy<Meta, Body>({ id: `survey-${survey}`, autoProceed: false });
    this.uppy
      .use(Tus, {
        ...tusOptions(this.stack),
        parallelUploads: PARTS,
        limit: 1, // a file after the other, each in parts: more at once would only wait for seats
        allowedMetaFields: ["filename", "filetype", "purpose", "survey", "commune", "kind"],
      })
      .use(GoldenRetriever, {
        expires: KEPT_MS,
        indexedDB: { name: "uppy-blobs", ...KEPT },
      });
    this.listen();
    for (const file of arrivedFiles(survey)) void this.attach(file);
  }

  private listen(): void {
    this.uppy.on("restored", () => this.goOn());
    this.uppy.on("state-update", () => this.tell());
    this.uppy.on("upload-success", (file, response) => {
      const upload = response.uploadURL?.split("/").findLast(Boolean);
      if (!file || !upload) return;
      const arrived: Arrived = {
        id: file.id,
        name: file.name,
        size: file.size ?? 0,
        kind: file.meta.kind as Kind,
        bands: JSON.parse(file.meta.bands) as Record<string, number>,
        upload,
      };
      keepArrived(this.survey, arrived);
      void this.attach(arrived);
    });
    this.uppy.on("upload-error", (file, error) => {
      if (file) this.problems.set(file.id, problemOf(error));
      this.tell();
    });
    addEventListener("online", () => this.stack.wake());
    setInterval(() => this.tell(), 1_000);
  }

  /** After a reload: what the browser still has goes on by itself, the rest waits to be chosen again. */
  private goOn(): void {
    this.uppy.setState({ currentUploads: {}, recoveredState: null });
    for (const file of this.uppy.getFiles()) {
      if (file.progress.uploadComplete) this.uppy.removeFile(file.id);
      else if (!file.isGhost && !file.isPaused) this.go(file.id);
    }
    this.tell();
  }

  private go(id: string): void {
    this.problems.delete(id);
    this.uppy.retryUpload(id).catch(() => this.tell());
  }

  /** Begins to send a file, or goes on with one that was begun on another day. */
  add(file: File, kind: Kind, bands: Record<string, number>): void {
    const meta: Meta = {
      filename: file.name,
      filetype: file.type || "image/tiff",
      purpose: "survey",
      survey: String(this.survey),
      commune: String(this.commune),
      kind,
      bands: JSON.stringify(bands),
    };
    const id = this.uppy.addFile({ name: file.name, type: file.type, data: file, meta });
    if (file.size < PARTS_FROM_BYTES) this.uppy.setFileState(id, { tus: { parallelUploads: 1 } });
    this.go(id);
  }

  has(file: File): boolean {
    return this.shown.files.some(
      (one) => one.name === file.name && one.size === file.size && one.standing !== "lost",
    );
  }

  pause(id: string): void {
    if (!this.uppy.getFile(id)?.isPaused) this.uppy.pauseResume(id);
  }

  resume(id: string): void {
    const file = this.uppy.getFile(id);
    if (!file) return;
    const isUnderWay = Object.values(this.uppy.getState().currentUploads).some((one) =>
      one.fileIDs.includes(id),
    );
    if (file.isPaused && isUnderWay) this.uppy.pauseResume(id);
    else this.go(id);
  }

  retry(id: string): void {
    const arrived = arrivedFiles(this.survey).find((one) => one.id === id);
    if (arrived) void this.attach(arrived);
    else this.go(id);
  }

  /** Who logged in again or sees the network need not wait for the next attempt. */
  wake(): void {
    this.stack.wake();
  }

  /** Gives a file up; what is on the server of it is deleted there. */
  cancel(id: string): void {
    const urls = [...(this.parts.get(id)?.kept.keys() ?? [])];
    if (this.uppy.getFile(id)) this.uppy.removeFile(id);
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(`tus::tus-${id}-`)) localStorage.removeItem(key);
    }
    this.forget(id);
    for (const url of urls) {
      const request = this.stack.createRequest("DELETE", url);
      request.setHeader("Tus-Resumable", "1.0.0");
      request.send(null).catch(() => undefined); // it then expires there by itself
    }
  }

  private forget(id: string): void {
    dropArrived(this.survey, id);
    this.parts.delete(id);
    this.holds.delete(id);
    this.problems.delete(id);
    this.tell();
  }

  /** Makes an arrived file one of the survey's; asked again until there is an answer. */
  private async attach(file: Arrived): Promise<void> {
    if (this.attaching.has(file.id)) return;
    this.attaching.add(file.id);
    this.problems.delete(file.id);
    this.tell();
    try {
      await this.attachOnce(file);
      if (this.uppy.getFile(file.id)) this.uppy.removeFile(file.id);
      this.forget(file.id);
      this.onAttached();
    } catch (error) {
      this.problems.set(file.id, problemOf(error));
    } finally {
      this.attaching.delete(file.id);
      this.tell();
    }
  }

  private async attachOnce({ kind, upload, bands }: Arrived): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        await api(`/surveys/${this.survey}/products`, { method: "POST", body: { kind, upload, bands } });
        return;
      } catch (error) {
        const isPassing = error instanceof ApiProblem && (error.isOffline || error.status >= 500);
        if (!isPassing) throw error;
        const pause = ATTACH_MS[Math.min(attempt, ATTACH_MS.length - 1)] ?? 0;
        await this.stack.rest(pause, new AbortController().signal);
      }
    }
  }

  private notePart(file: string, part: string, { kept, sent }: { kept?: number; sent?: number }): void {
    const parts = this.parts.get(file) ?? { kept: new Map(), sent: new Map() };
    this.parts.set(file, parts);
    if (kept !== undefined) parts.kept.set(part, kept);
    if (sent !== undefined) parts.sent.set(part, sent);
    this.tell();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): Sending => this.shown;

  /** At most once a frame: a chunk tells of itself many times. */
  private tell(): void {
    if (this.isTold) return;
    this.isTold = true;
    setTimeout(() => {
      this.isTold = false;
      this.draw();
      for (const listener of this.listeners) listener();
    }, 80);
  }

  private draw(): void {
    const onTheirWay = this.uppy.getFiles().map((file) => this.rowOf(file));
    const known = new Set(onTheirWay.map((one) => one.id));
    const arrived = arrivedFiles(this.survey)
      .filter((one) => !known.has(one.id))
      .map((one) => this.arrivedRow(one));
    const files = [...onTheirWay, ...arrived];
    const total = files.reduce((sum, one) => sum + one.size, 0);
    const kept = files.reduce((sum, one) => sum + one.kept, 0);
    const now = Date.now();
    if (files.some((one) => one.standing === "sending")) this.pace.add(kept, now);
    else this.pace.clear();
    this.shown = { files, speed: this.pace.speed(now), secondsLeft: this.pace.secondsLeft(total, now) };
  }

  private rowOf(file: Sent): SendingFile {
    const parts = this.parts.get(file.id);
    const size = file.size ?? 0;
    const kept = file.progress.uploadComplete ? size : sum(parts?.kept);
    return {
      id: file.id,
      name: file.name,
      size,
      kind: file.meta.kind as Kind,
      standing: this.standingOf(file),
      hold: this.holds.get(file.id) ?? null,
      kept: Math.min(size, kept),
      sent: Math.min(size, Math.max(kept, sum(parts?.sent))),
      problem: this.problems.get(file.id) ?? null,
    };
  }

  private standingOf(file: Sent): Standing {
    if (this.problems.has(file.id)) return "failed";
    if (file.progress.uploadComplete) return "attaching";
    if (file.isGhost) return "lost";
    if (file.isPaused) return "paused";
    if (this.holds.has(file.id)) return "held";
    return this.parts.has(file.id) ? "sending" : "waiting";
  }

  private arrivedRow({ id, name, size, kind }: Arrived): SendingFile {
    const problem = this.problems.get(id) ?? null;
    return {
      id,
      name,
      size,
      kind,
      standing: problem ? "failed" : "attaching",
      hold: null,
      kept: size,
      sent: size,
      problem,
    };
  }
}

function sum(values: Map<string, number> | undefined): number {
  return values ? [...values.values()].reduce((all, one) => all + one, 0) : 0;
}

const uploaders = new Map<number, Uploader>();

export function uploaderOf(survey: number, commune: number): Uploader {
  const found = uploaders.get(survey) ?? new Uploader(survey, commune);
  uploaders.set(survey, found);
  return found;
}
