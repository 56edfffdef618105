import type { Bounds, Manifest } from "../api/types";

export interface Camera {
  readonly zoom: number;
  readonly lat: number;
  readonly lon: number;
  readonly bearing: number;
  readonly pitch: number;
}

/** Where the map opens: the parcels' extent, else that of anything there is. */
export function startBounds(manifest: Manifest): Bounds | null {
  const bounds = (id: string) => manifest.layers.find((layer) => layer.id === id)?.bounds ?? null;
  return (
    bounds("parcels") ?? bounds("communes") ?? manifest.layers.find((layer) => layer.bounds)?.bounds ?? null
  );
}

/** `15.20/34.92000/-2.32000` and, only where they are not zero, `/bearing/pitch`. */
export function formatCamera({ zoom, lat, lon, bearing, pitch }: Camera): string {
  const place = `${zoom.toFixed(2)}/${lat.toFixed(5)}/${lon.toFixed(5)}`;
  return bearing || pitch ? `${place}/${Math.round(bearing)}/${Math.round(pitch)}` : place;
}

export function parseCamera(text: string): Camera | null {
  const [zoom, lat, lon, bearing = 0, pitch = 0] = text.split("/").map(Number);
  if (zoom === undefined || lat === undefined || lon === undefined) return null;
  if (![zoom, lat, lon, bearing, pitch].every(Number.isFinite)) return null;
  if (zoom < 0 || zoom > 24 || Math.abs(lat) > 85.06 || Math.abs(lon) > 180) return null;
  return { zoom, lat, lon, bearing, pitch: Math.min(Math.max(pitch, 0), 60) };
}
