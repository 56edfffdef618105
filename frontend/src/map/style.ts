import type { LayerSpecification, SourceSpecification, StyleSpecification } from "maplibre-gl";
import type { Bounds, Manifest, ManifestLayer } from "../api/types";
import type { Language } from "../i18n/language";
import { styleOf } from "../layers";
import { type Look, PALETTES } from "../layers/palette";
import { type Drawing, SLOTS, type Slot } from "../layers/types";
import { isInArchive } from "./archiveAddress";
import { FONT_FACES } from "./fonts";
import { NOTHING, OVERLAYS, type Overlay, overlayLayers } from "./overlays";

export interface LayerChoice {
  readonly visible: boolean;
  readonly opacity: number;
}

/** Everything that the picture depends on, but the camera. */
export interface MapView {
  readonly manifest: Manifest;
  readonly look: Look;
  readonly language: Language;
  readonly choices: Readonly<Record<string, LayerChoice>>;
  /** Ids of the layers drawn by the classes of their legend. */
  readonly classified: readonly string[];
  readonly isTilted: boolean;
  /** Where the names of large areas stand: points by layer id. */
  readonly namePoints: Readonly<Record<string, GeoJSON.FeatureCollection>>;
  /** Address template of raster tiles beneath everything (imagery). */
  readonly basemapUrl: string;
  /** Pictures of surveys beneath the layers, lowest first. */
  readonly imagery?: readonly Imagery[];
  /** Heights that the ground stands up by. */
  readonly terrain?: Terrain | null;
}

interface RasterTiles {
  readonly tiles: string;
  readonly tileSize: number;
  readonly minzoom: number;
  readonly maxzoom: number;
  readonly bounds: Bounds | null;
}

export interface Imagery extends RasterTiles {
  readonly id: string;
  /** 0 to 1. */
  readonly opacity: number;
  /** -1 to 1; 0 is the picture as it is. */
  readonly contrast: number;
}

export interface Terrain extends RasterTiles {
  readonly exaggeration: number;
}

const BASE = "base";

export function choiceOf(layer: ManifestLayer, choices: MapView["choices"]): LayerChoice {
  return choices[layer.id] ?? { visible: layer.visible, opacity: 1 };
}

function absolute(path: string): string {
  return path.startsWith("/") ? location.origin + path : path;
}

/** The basemap's layers come together in one tile; each other layer in its own, to be switched without a load.
 * In an archive each layer lies alone. */
function sourceOf(layer: ManifestLayer): string {
  return isShared(layer) ? BASE : layer.id;
}

function isShared(layer: ManifestLayer): boolean {
  return layer.basemap && !isInArchive(layer.tiles);
}

/** The source that a layer's tiles come from. */
export function sourceNamed(manifest: Manifest, layerId: string): string | null {
  const layer = manifest.layers.find((entry) => entry.id === layerId);
  return layer ? sourceOf(layer) : null;
}

const BOUNDS_STEP = 0.02;

/** Bounds that do not move with each row at the edge: a source whose bounds change is drawn from nothing. */
function roomy([west, south, east, north]: Bounds): Bounds {
  const down = (edge: number) => Math.round((Math.floor(edge / BOUNDS_STEP) - 1) * BOUNDS_STEP * 100) / 100;
  return [down(west), down(south), -down(-east), -down(-north)];
}

function namesSource(layerId: string): string {
  return `${layerId}-names`;
}

function tileSources(manifest: Manifest): Record<string, SourceSpecification> {
  const sources: Record<string, SourceSpecification> = {};
  const base = manifest.layers.filter(isShared);
  if (base.length > 0) {
    const ids = base.map((layer) => layer.id).join(",");
    sources[BASE] = {
      type: "vector",
      tiles: [absolute(`/tiles/${ids}/{z}/{x}/{y}.mvt`)],
      minzoom: Math.min(...base.map((layer) => layer.zooms[0])),
      maxzoom: Math.max(...base.map((layer) => layer.zooms[1])),
    };
  }
  for (const layer of manifest.layers.filter((entry) => !isShared(entry)))
    sources[layer.id] = {
      type: "vector",
      tiles: [absolute(layer.tiles)],
      minzoom: layer.zooms[0],
      maxzoom: layer.zooms[1],
      ...(layer.bounds ? { bounds: roomy(layer.bounds) } : {}),
      ...(layer.licence ? { attribution: layer.licence } : {}),
    };
  return sources;
}

const TERRAIN = "terrain";
const imageryId = (id: string) => `imagery-${id}`;

function rasterSource({ tiles, tileSize, minzoom, maxzoom, bounds }: RasterTiles) {
  return { tiles: [absolute(tiles)], tileSize, minzoom, maxzoom, ...(bounds ? { bounds } : {}) };
}

function imagerySources({ imagery = [], terrain }: MapView): Record<string, SourceSpecification> {
  const sources: Record<string, SourceSpecification> = {};
  for (const one of imagery) sources[imageryId(one.id)] = { type: "raster", ...rasterSource(one) };
  if (terrain) sources[TERRAIN] = { type: "raster-dem", encoding: "mapbox", ...rasterSource(terrain) };
  return sources;
}

function imageryLayers({ imagery = [] }: MapView): LayerSpecification[] {
  return imagery.map(({ id, opacity, contrast }) => ({
    id: imageryId(id),
    type: "raster",
    source: imageryId(id),
    paint: { "raster-opacity": opacity, "raster-contrast": contrast, "raster-fade-duration": 120 },
  }));
}

function drawn(view: MapView): { slot: Slot; layer: LayerSpecification }[] {
  const visible = view.manifest.layers.filter((layer) => choiceOf(layer, view.choices).visible);
  const isThemed = view.classified.length > 0 || visible.some((layer) => layer.id === "zones");
  return visible.flatMap((layer) => {
    const drawing: Drawing = {
      layer,
      palette: PALETTES[view.look],
      look: view.look,
      language: view.language,
      opacity: choiceOf(layer, view.choices).opacity,
      isClassified: view.classified.includes(layer.id),
      isThemed,
      isTilted: view.isTilted,
    };
    return styleOf(layer.id)(drawing)
      .filter((stroke) => !stroke.isOnNamePoints || view.namePoints[layer.id])
      .map(({ slot, spec, isOnNamePoints }) => ({
        slot,
        layer: {
          ...spec,
          source: isOnNamePoints ? namesSource(layer.id) : sourceOf(layer),
        } as LayerSpecification,
      }));
  });
}

/** Labels are placed in this order reversed: the last one wins the room. */
function ordered(view: MapView): LayerSpecification[] {
  const all = drawn(view);
  return SLOTS.flatMap((slot) => all.filter((item) => item.slot === slot).map((item) => item.layer));
}

/** The MapLibre style of a view: a pure function, so that any change is one diff. */
export function styleOfView(
  view: MapView,
  overlays: Partial<Record<Overlay, GeoJSON.FeatureCollection>>,
): StyleSpecification {
  const palette = PALETTES[view.look];
  const layers = ordered(view);
  const firstLabel = layers.findIndex((layer) => layer.type === "symbol");
  const labelsFrom = firstLabel === -1 ? layers.length : firstLabel;
  const raster = view.look === "imagery" && view.basemapUrl !== "";
  return {
    version: 8,
    "font-faces": FONT_FACES,
    transition: { duration: 200, delay: 0 },
    ...(view.terrain ? { terrain: { source: TERRAIN, exaggeration: view.terrain.exaggeration } } : {}),
    light: { anchor: "viewport", color: "#ffffff", intensity: 0.3, position: [1.2, 210, 35] },
    sources: {
      ...(raster
        ? { raster: { type: "raster", tiles: [absolute(view.basemapUrl)], tileSize: 256, maxzoom: 21 } }
        : {}),
      ...imagerySources(view),
      ...tileSources(view.manifest),
      ...Object.fromEntries(
        Object.entries(view.namePoints).map(([id, data]) => [
          namesSource(id),
          { type: "geojson", data } as SourceSpecification,
        ]),
      ),
      ...Object.fromEntries(
        OVERLAYS.map((id) => [id, { type: "geojson", data: overlays[id] ?? NOTHING } as SourceSpecification]),
      ),
    },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": palette.ground } },
      ...(raster ? [{ id: "raster", type: "raster", source: "raster" } as LayerSpecification] : []),
      ...imageryLayers(view),
      ...layers.slice(0, labelsFrom),
      ...overlayLayers(palette),
      ...layers.slice(labelsFrom),
    ],
  };
}
