import { AreaChart, Box, MapPin, Mountain, MoveVertical, Ruler, Square } from "lucide-react";
import type { MessageKey } from "../../i18n/language";

export const KINDS = ["distance", "area", "height", "volume", "difference", "profile", "note"] as const;
export type MeasureKind = (typeof KINDS)[number];

interface Kind {
  readonly title: MessageKey;
  readonly help: MessageKey;
  readonly icon: typeof Ruler;
  readonly shape: "point" | "line" | "polygon";
  /** Needs heights; the difference at both dates. */
  readonly needs: "" | "heights" | "two";
}

export const KIND: Readonly<Record<MeasureKind, Kind>> = {
  distance: {
    title: "surveys.measure.distance",
    help: "surveys.measure.lineHelp",
    icon: Ruler,
    shape: "line",
    needs: "",
  },
  area: {
    title: "surveys.measure.area",
    help: "surveys.measure.areaHelp",
    icon: Square,
    shape: "polygon",
    needs: "",
  },
  height: {
    title: "surveys.measure.height",
    help: "surveys.measure.pointHelp",
    icon: MoveVertical,
    shape: "point",
    needs: "heights",
  },
  volume: {
    title: "surveys.measure.volume",
    help: "surveys.measure.areaHelp",
    icon: Box,
    shape: "polygon",
    needs: "heights",
  },
  difference: {
    title: "surveys.measure.difference",
    help: "surveys.measure.areaHelp",
    icon: Mountain,
    shape: "polygon",
    needs: "two",
  },
  profile: {
    title: "surveys.measure.profile",
    help: "surveys.measure.lineHelp",
    icon: AreaChart,
    shape: "line",
    needs: "heights",
  },
  note: {
    title: "surveys.measure.note",
    help: "surveys.measure.pointHelp",
    icon: MapPin,
    shape: "point",
    needs: "",
  },
};

const CORNERS = { point: 1, line: 2, polygon: 3 } as const;

export function isEnough(kind: MeasureKind, corners: number): boolean {
  return corners >= CORNERS[KIND[kind].shape];
}
