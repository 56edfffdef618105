import { communes, districts } from "./boundaries";
import { buildings } from "./buildings";
import { generic } from "./generic";
import { landCover } from "./landCover";
import { parcels } from "./parcels";
import { places } from "./places";
import { easements, reservations, zones } from "./planning";
import { streets } from "./streets";
import type { LayerStyle } from "./types";

/** The layers that have a file of their own. */
export const STYLES: Readonly<Record<string, LayerStyle>> = {
  land_cover: landCover,
  parcels,
  zones,
  easements,
  reservations,
  streets,
  buildings,
  communes,
  districts,
  places,
};

/** How a layer of the manifest is drawn: by its own file, or by the generic one. */
export function styleOf(layerId: string): LayerStyle {
  return STYLES[layerId] ?? generic;
}
