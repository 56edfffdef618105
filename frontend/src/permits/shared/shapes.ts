import type { Finding } from "./types";

/** What a shape of the checks says, as a colour: red breaks a rule, amber is where none may be built. */
const COLORS: Readonly<Record<string, string>> = {
  breach: "#B3261E",
  outside: "#B3261E",
  strip: "#B7791F",
  road: "#B7791F",
  burden: "#B7791F",
  court: "#2B5FA8",
  edge: "#2B5FA8",
  residual: "#2E7D4F",
  permit: "#6B7280",
};

/** The footprint, and over it the ground that the findings speak of; the plot and its zone are drawn already. */
export function drawnShapes(
  footprint: GeoJSON.Geometry | null,
  findings: readonly Finding[],
): GeoJSON.FeatureCollection {
  const drawn = findings
    .flatMap((finding) => finding.shapes.features)
    .filter((one) => one.properties?.role in COLORS)
    .map((one) => ({ ...one, properties: { ...one.properties, color: COLORS[one.properties?.role] } }));
  const built: GeoJSON.Feature[] = footprint
    ? [{ type: "Feature", properties: {}, geometry: footprint }]
    : [];
  return { type: "FeatureCollection", features: [...built, ...drawn] };
}
