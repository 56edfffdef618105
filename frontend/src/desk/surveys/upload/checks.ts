import type { Bounds } from "../../../api/types";
import type { MessageKey } from "../../../i18n/language";
import type { Parameters } from "../../../i18n/t";
import type { Kind } from "../types";
import type { FileHead, HeadFacts } from "./fileHead";

/** What is known before sending: `stop` cannot be sent, `mind` is worth a look. */
export interface Remark {
  readonly level: "stop" | "mind";
  readonly key: MessageKey;
  readonly parameters?: Parameters;
}

export interface Ground {
  /** The commune's box in degrees. */
  readonly bbox: Bounds | null;
  readonly commune: string;
  /** The largest file that the server takes. */
  readonly bytesMax: number | null;
  readonly bytes: (size: number) => string;
}

const COARSE_M = 1;

/** Everything that is wrong or odd with a file, as far as its head tells. */
export function remarksOn(size: number, head: FileHead, kind: Kind, ground: Ground): Remark[] {
  if (head.what !== "tiff") return [{ level: "stop", key: `surveys.check.${head.what}` }];
  const { facts } = head;
  return [...sizeRemarks(size, facts, ground), ...placeRemarks(facts, ground), ...kindRemarks(facts, kind)];
}

function sizeRemarks(size: number, facts: HeadFacts, { bytesMax, bytes }: Ground): Remark[] {
  if (facts.needs > size) {
    const parameters = { size: bytes(size), needs: bytes(facts.needs) };
    return [{ level: "stop", key: "surveys.check.cutOff", parameters }];
  }
  if (bytesMax !== null && size > bytesMax) {
    const parameters = { size: bytes(size), most: bytes(bytesMax) };
    return [{ level: "stop", key: "surveys.check.tooLarge", parameters }];
  }
  return [];
}

function placeRemarks(facts: HeadFacts, { bbox, commune }: Ground): Remark[] {
  if (!facts.isPlaced) return [{ level: "stop", key: "surveys.check.noPlace" }];
  if (facts.epsg === null) return [{ level: "mind", key: "surveys.check.noSystem" }];
  if (!facts.bounds)
    return [{ level: "mind", key: "surveys.check.otherSystem", parameters: { epsg: `EPSG:${facts.epsg}` } }];
  if (bbox && !meet(facts.bounds, bbox)) {
    return [{ level: "stop", key: "surveys.check.elsewhere", parameters: { commune } }];
  }
  return facts.pixelM !== null && facts.pixelM > COARSE_M
    ? [{ level: "mind", key: "surveys.check.coarse" }]
    : [];
}

function kindRemarks({ bands, format }: HeadFacts, kind: Kind): Remark[] {
  const isHeights = kind === "dsm" || kind === "dtm";
  if (isHeights && bands > 2) return [{ level: "stop", key: "surveys.check.coloursForHeights" }];
  if (isHeights && format === "unsigned" && bands === 1)
    return [{ level: "mind", key: "surveys.check.wholeHeights" }];
  if (kind === "ortho" && bands < 3) return [{ level: "stop", key: "surveys.check.noColours" }];
  if (kind === "multispectral" && bands < 4) return [{ level: "stop", key: "surveys.check.fewBands" }];
  return [];
}

function meet(one: readonly number[], other: readonly number[]): boolean {
  const [west = 0, south = 0, east = 0, north = 0] = one;
  const [left = 0, bottom = 0, right = 0, top = 0] = other;
  return west <= right && east >= left && south <= top && north >= bottom;
}
