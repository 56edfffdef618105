import type { LayerSpecification } from "maplibre-gl";
import type { ManifestLayer } from "../api/types";
import type { Language } from "../i18n/language";
import type { Look, Palette } from "./palette";

/** Where a drawing stands, lowest first: all areas lie below all ways, all labels above everything. */
export const SLOTS = ["soil", "ground", "area", "way", "mass", "edge", "mark", "label"] as const;
export type Slot = (typeof SLOTS)[number];

/** Everything a layer's look depends on. */
export interface Drawing {
  readonly layer: ManifestLayer;
  readonly palette: Palette;
  readonly look: Look;
  readonly language: Language;
  /** 0 to 1, chosen in the layer tree. */
  readonly opacity: number;
  /** Draw the classes of the legend instead of one colour. */
  readonly isClassified: boolean;
  /** A theme is coloured by classes: buildings let it shine through. */
  readonly isThemed: boolean;
  /** Buildings stand up when the map is tilted. */
  readonly isTilted: boolean;
}

type WithoutSource<L> = L extends { source: string } ? Omit<L, "source"> : never;

export interface Stroke {
  readonly slot: Slot;
  /** Drawn from one point for each row, not from tiles: a name stands once, however many tiles its area fills. */
  readonly isOnNamePoints?: boolean;
  readonly spec: WithoutSource<LayerSpecification>;
}

/** A layer's look as pure data: `map/` gives it a source and draws it. */
export type LayerStyle = (drawing: Drawing) => readonly Stroke[];
