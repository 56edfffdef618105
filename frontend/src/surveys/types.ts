import type { components } from "../api/schema";

type Schemas = components["schemas"];

export type Survey = Schemas["SurveyOut"];
export type SurveyRow = Schemas["SurveyRowOut"];

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
