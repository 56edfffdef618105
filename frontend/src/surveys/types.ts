import type { components } from "../api/schema";

type Schemas = components["schemas"];

export type Survey = Schemas["SurveyOut"];
export type SurveyRow = Schemas["SurveyRowOut"];
/** A way to look at a survey, as the server offers it. */
export type Look = Schemas["LookOut"];

/** What the viewer needs of a look's TileJSON. */
export interface TileJson {
  tiles: string[];
  minzoom: number;
  maxzoom: number;
  tileSize: number;
  bounds?: [number, number, number, number];
  unit?: string;
  legend?: { value: number; color: string }[];
}

/** How two dates are laid beside one another. */
export type Arrangement = "one" | "swipe" | "side";
