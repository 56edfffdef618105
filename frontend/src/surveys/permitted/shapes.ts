import type { Bounds, Position } from "../../api/types";
import { featureAt } from "../../map/places";
import { type Drawn, type Permitted, PLAN_COLOR, STANDING } from "./types";

const GRID = 0.004;

/** A box grown to a grid: a map moved by a little asks for nothing new. */
export function snapped([west, south, east, north]: Bounds): Bounds {
  const down = (edge: number) => Math.round(Math.floor(edge / GRID) * GRID * 1e6) / 1e6;
  return [down(west), down(south), -down(-east), -down(-north)];
}

type Ground = Permitted["footprint"];

/** The ground that a permit is drawn by: its footprint, or where it says none its site. */
function groundOf({ footprint, site }: Permitted): { what: "footprint" | "site"; ground: Ground } {
  return footprint ? { what: "footprint", ground: footprint } : { what: "site", ground: site };
}

function feature(geometry: NonNullable<Ground>, properties: GeoJSON.GeoJsonProperties): GeoJSON.Feature {
  return { type: "Feature", properties, geometry: geometry as unknown as GeoJSON.Geometry };
}

/** What is laid over the map; `label` names each permit in the reader's words. */
export function permittedShapes(
  permits: readonly Permitted[],
  drawn: Drawn,
  label: (permit: Permitted) => string,
): GeoJSON.FeatureCollection {
  const authorised = drawn.footprints ? permits : [];
  const features = authorised.flatMap((one) => {
    const { what, ground } = groundOf(one);
    const { color } = STANDING[one.standing];
    return ground ? [feature(ground, { id: one.id, what, color, label: label(one) })] : [];
  });
  const plans = (drawn.plans ? permits : []).flatMap(({ id, plans: readings }) =>
    readings.map(({ footprint }) => feature(footprint, { id, what: "plan", color: PLAN_COLOR })),
  );
  return { type: "FeatureCollection", features: [...features, ...plans] };
}

/** The permits that are drawn at a place, the latest first. */
export function permittedAt(
  position: Position,
  permits: readonly Permitted[],
  shapes: GeoJSON.FeatureCollection,
): Permitted[] {
  const hit = new Set(
    shapes.features.filter((one) => featureAt(position, [one], 0)).map((one) => one.properties?.id),
  );
  return permits.filter(({ id }) => hit.has(id));
}
