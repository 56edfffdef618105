import "./worker";
import {
  type GeoJSONSource,
  type LayerSpecification,
  Map as MapLibre,
  type MapMouseEvent,
  NavigationControl,
  ScaleControl,
  type StyleSpecification,
} from "maplibre-gl";
import type { Bounds } from "../api/types";
import { PALETTES } from "../layers/palette";

export interface StyledMapOptions {
  readonly container: HTMLElement;
  /** Addresses of style documents, lowest first: what a later one draws lies over the earlier ones. */
  readonly styles: readonly string[];
  readonly bounds: Bounds | null;
  /** Drawn over the styles, answering the pointer. */
  readonly features: GeoJSON.FeatureCollection | null;
  /** Outlines the tiles and says their addresses. */
  readonly showsTiles: boolean;
  /** MapLibre's own texts by its keys, in the reader's language. */
  readonly words: Record<string, string>;
  readonly onHover?: (id: number | null) => void;
  readonly onPick?: (id: number) => void;
}

const SOURCE = "picked-features";
const MAX_ZOOM = 22;
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

async function styleAt(address: string): Promise<StyleSpecification> {
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return (await response.json()) as StyleSpecification;
}

/** One style of several; sources and layers of the upper ones get names of their own. */
export function overlaid([lowest, ...others]: readonly StyleSpecification[]): StyleSpecification {
  const merged: StyleSpecification = { ...(lowest ?? { version: 8, sources: {}, layers: [] }) };
  merged.sources = { ...merged.sources };
  const firstLabel = (layers: LayerSpecification[]) => {
    const index = layers.findIndex((layer) => layer.type === "symbol");
    return index === -1 ? layers.length : index;
  };
  for (const [index, style] of others.entries()) {
    const named = (name: string) => `over${index}-${name}`;
    for (const [name, source] of Object.entries(style.sources)) merged.sources[named(name)] = source;
    const layers = style.layers
      .filter((layer) => layer.type !== "background")
      .map((layer) => ({
        ...layer,
        id: named(layer.id),
        ...("source" in layer ? { source: named(layer.source) } : {}),
      })) as LayerSpecification[];
    const at = firstLabel(merged.layers);
    const from = firstLabel(layers);
    merged.layers = [
      ...merged.layers.slice(0, at),
      ...layers.slice(0, from),
      ...merged.layers.slice(at),
      ...layers.slice(from),
    ];
  }
  return merged;
}

const isActive = ["boolean", ["feature-state", "active"], false];

function featureLayers(): LayerSpecification[] {
  const { selected, halo, accent } = PALETTES.paper;
  const color = ["case", isActive, selected, accent];
  return [
    {
      id: `${SOURCE}-fill`,
      type: "fill",
      source: SOURCE,
      filter: ["==", ["geometry-type"], "Polygon"],
      paint: { "fill-color": color, "fill-opacity": ["case", isActive, 0.45, 0.22] },
    },
    {
      id: `${SOURCE}-line`,
      type: "line",
      source: SOURCE,
      layout: { "line-join": "round", "line-cap": "round" },
      paint: { "line-color": color, "line-width": ["case", isActive, 3.5, 2] },
    },
    {
      id: `${SOURCE}-point`,
      type: "circle",
      source: SOURCE,
      filter: ["==", ["geometry-type"], "Point"],
      paint: {
        "circle-color": color,
        "circle-radius": ["case", isActive, 9, 6],
        "circle-stroke-color": halo,
        "circle-stroke-width": 2,
      },
    },
  ] as unknown as LayerSpecification[];
}

/** A map of style documents, as any client outside would draw it, with features at hand laid over it. */
export class StyledMap {
  private readonly map: MapLibre;
  private active: number | null = null;

  private constructor(style: StyleSpecification, options: StyledMapOptions) {
    this.map = new MapLibre({
      container: options.container,
      style,
      ...(options.bounds ? { bounds: options.bounds, fitBoundsOptions: { padding: 32, maxZoom: 18 } } : {}),
      attributionControl: false,
      cooperativeGestures: true,
      maxZoom: MAX_ZOOM,
      // Enlarged, not cut: a label stands once in each area (as in engine.ts).
      zoomLevelsToOverscale: MAX_ZOOM,
      fadeDuration: calm() ? 0 : 200,
      locale: options.words,
    });
    this.map.showTileBoundaries = options.showsTiles;
    const isRightToLeft = document.documentElement.dir === "rtl";
    this.map.addControl(
      new NavigationControl({ showCompass: false }),
      isRightToLeft ? "top-left" : "top-right",
    );
    this.map.addControl(new ScaleControl({}), isRightToLeft ? "bottom-right" : "bottom-left");
    this.map.on("movestart", () => this.say(false));
    this.map.on("idle", () => this.say(true));
    this.map.on("load", () => this.draw(options));
  }

  /** Throws where a style cannot be had. */
  static async open(options: StyledMapOptions): Promise<StyledMap> {
    return new StyledMap(overlaid(await Promise.all(options.styles.map(styleAt))), options);
  }

  private say(isIdle: boolean): void {
    this.map.getContainer().dataset.idle = String(isIdle);
  }

  private draw({ features, onHover, onPick }: StyledMapOptions): void {
    if (!features) return;
    this.map.addSource(SOURCE, { type: "geojson", data: features });
    const layers = featureLayers();
    for (const layer of layers) this.map.addLayer(layer);
    const ids = layers.map((layer) => layer.id);
    const at = (event: MapMouseEvent) => {
      const [found] = this.map.queryRenderedFeatures(event.point, { layers: ids });
      return typeof found?.id === "number" ? found.id : null;
    };
    this.map.on("mousemove", (event) => {
      const id = at(event);
      this.map.getCanvas().style.cursor = id === null ? "" : "pointer";
      if (id === this.active) return;
      this.activate(id);
      onHover?.(id);
    });
    this.map.on("click", (event) => {
      const id = at(event);
      if (id !== null) onPick?.(id);
    });
  }

  /** Draws one feature as the one spoken of. */
  activate(id: number | null): void {
    if (!this.map.getSource<GeoJSONSource>(SOURCE)) return;
    if (this.active !== null)
      this.map.setFeatureState({ source: SOURCE, id: this.active }, { active: false });
    if (id !== null) this.map.setFeatureState({ source: SOURCE, id }, { active: true });
    this.active = id;
  }

  /** West, south, east and north of what is shown, in degrees. */
  bounds(): Bounds {
    const bounds = this.map.getBounds();
    return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  }
}
