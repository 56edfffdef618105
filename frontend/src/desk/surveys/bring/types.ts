import type { components } from "../../../api/schema";
import type { Level } from "../../../ui/Badge";

type Schemas = components["schemas"];

export type Sources = Schemas["SourcesOut"];
export type FetchIn = Schemas["FetchIn"];
export type FetchState = "waiting" | "working" | "done" | "failed";
export type Fetch = Omit<Schemas["FetchOut"], "state"> & { state: FetchState };
export type OdmIn = Schemas["OdmIn"];
export type OdmState = "waiting" | "sending" | "running" | "collecting" | "done" | "failed" | "cancelled";
export type OdmTask = Omit<Schemas["OdmOut"], "state"> & { state: OdmState };
export type Photo = Schemas["WaitingPhotoOut"];

export const FETCH_TONE: Readonly<Record<FetchState, Level>> = {
  waiting: "waiting",
  working: "info",
  done: "ok",
  failed: "late",
};

export const ODM_TONE: Readonly<Record<OdmState, Level>> = {
  waiting: "waiting",
  sending: "info",
  running: "info",
  collecting: "info",
  done: "ok",
  failed: "late",
  cancelled: "neutral",
};

const ENDED: ReadonlySet<string> = new Set(["done", "failed", "cancelled"]);

export const isAtWork = ({ state }: { state: FetchState | OdmState }) => !ENDED.has(state);
