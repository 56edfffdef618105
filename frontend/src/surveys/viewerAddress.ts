import { PICTURE } from "./looks";
import type { Arrangement } from "./types";

/** What of the viewer stands in the address, so that a link shows somebody else the same thing. */
export interface ViewerAddress {
  readonly before: number | null;
  readonly arrangement: Arrangement;
  readonly look: string;
  readonly is3d: boolean;
  /** Opens a survey that is not published, for who was sent the link. */
  readonly key: string;
}

/** A part of an address: what it names is the server's to know. */
const LOOK = /^[a-z][a-z0-9-]{0,39}$/;
const ARRANGEMENTS: readonly Arrangement[] = ["one", "swipe", "side"];

export function parseViewer(search: string): ViewerAddress {
  const values = new URLSearchParams(search);
  const before = Number(values.get("before"));
  const look = values.get("look") ?? "";
  const hasBefore = Number.isInteger(before) && before > 0;
  const arrangement = ARRANGEMENTS.find((one) => one === values.get("view"));
  return {
    before: hasBefore ? before : null,
    arrangement: arrangement ?? (hasBefore ? "swipe" : "one"),
    look: LOOK.test(look) ? look : PICTURE,
    is3d: values.get("3d") === "1",
    key: values.get("key") ?? "",
  };
}

export function formatViewer({ before, arrangement, look, is3d, key }: ViewerAddress): string {
  const values = new URLSearchParams();
  if (before !== null) values.set("before", String(before));
  if (arrangement !== (before === null ? "one" : "swipe")) values.set("view", arrangement);
  if (look !== PICTURE) values.set("look", look);
  if (is3d) values.set("3d", "1");
  if (key) values.set("key", key);
  const text = values.toString();
  return text ? `?${text}` : "";
}
