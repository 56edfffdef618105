import type { Position } from "../../../api/types";
import type { Area } from "../../shared/types";

/** The rings of an area, outer and inner ones alike, each without its repeated last corner. */
export function ringsOf(area: Area): Position[][] {
  const polygons = area.type === "Polygon" ? [area.coordinates] : area.coordinates;
  return polygons.flat().map((ring) => ring.slice(0, -1).map(([lon = 0, lat = 0]): Position => [lon, lat]));
}
