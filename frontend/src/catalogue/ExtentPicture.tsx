import type { Bounds } from "../api/types";
import styles from "./ExtentPicture.module.css";
import type { Dataset } from "./queries";
import { useOutlines } from "./queries";

const SIDE = 96;
const MARGIN = 6;

function positionsOf(geometry: GeoJSON.Geometry | null): GeoJSON.Position[][] {
  if (geometry?.type === "Polygon") return geometry.coordinates;
  if (geometry?.type === "MultiPolygon") return geometry.coordinates.flat();
  return [];
}

function around(boxes: readonly Bounds[]): Bounds {
  return [
    Math.min(...boxes.map((box) => box[0])),
    Math.min(...boxes.map((box) => box[1])),
    Math.max(...boxes.map((box) => box[2])),
    Math.max(...boxes.map((box) => box[3])),
  ];
}

/** Where on the communes a layer lies. Decoration: its words stand beside it. */
export function ExtentPicture({ dataset }: { dataset: Dataset }) {
  const { data } = useOutlines();
  const rings = (data?.features ?? []).flatMap((feature) => positionsOf(feature.geometry));
  const boxes = rings.map((ring): Bounds => {
    const xs = ring.map(([x = 0]) => x);
    const ys = ring.map(([, y = 0]) => y);
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  });
  const all = [...boxes, ...(dataset.bounds ? [dataset.bounds] : [])];
  if (all.length === 0) return <div className={styles.picture} aria-hidden />;
  const [west, south, east, north] = around(all);
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = (SIDE - 2 * MARGIN) / Math.max((east - west) * squeeze, north - south, 1e-9);
  const left = (SIDE - (east - west) * squeeze * scale) / 2;
  const top = (SIDE - (north - south) * scale) / 2;
  const at = ([lon = 0, lat = 0]: GeoJSON.Position) =>
    `${(left + (lon - west) * squeeze * scale).toFixed(1)} ${(top + (north - lat) * scale).toFixed(1)}`;
  const outline = (ring: GeoJSON.Position[]) => `M${ring.map(at).join("L")}Z`;
  const [w, s, e, n] = dataset.bounds ?? [west, south, west, south];
  return (
    <svg className={styles.picture} viewBox={`0 0 ${SIDE} ${SIDE}`} aria-hidden data-kind={dataset.kind}>
      <path className={styles.land} d={rings.map(outline).join("")} />
      {dataset.bounds && (
        <path
          className={styles.extent}
          d={outline([
            [w, s],
            [e, s],
            [e, n],
            [w, n],
          ])}
        />
      )}
    </svg>
  );
}
