import "./worker";
import {
  type ErrorEvent,
  type GeoJSONSource,
  type MapGeoJSONFeature,
  type MapLayerMouseEvent,
  Map as MapLibre,
  type MapMouseEvent,
} from "maplibre-gl";
import type { Bounds, Position } from "../api/types";
import { PALETTES } from "../layers/palette";
import { pictogram } from "../layers/pictograms";
import type { Camera } from "./camera";
import type { Cell } from "./cells";
import { NOTHING, type Overlay } from "./overlays";
import { TileRefresher } from "./refresh";
import { type MapView, sourceNamed, styleOfView } from "./style";

export interface Padding {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** What stands under a click or a pointer, topmost first. */
export interface Picked {
  readonly position: Position;
  readonly point: readonly [x: number, y: number];
  readonly features: readonly {
    layer: string;
    id: number | undefined;
    properties: Record<string, unknown>;
  }[];
}

export interface EngineEvents {
  onCamera: (camera: Camera) => void;
  onPointer: (position: Position | null) => void;
  onClick: (picked: Picked) => void;
  onFault: (isReachable: boolean) => void;
  onIdle: () => void;
}

const SNAP_PX = 12;
const MAX_ZOOM = 22;
const NO_PADDING: Padding = { top: 0, bottom: 0, left: 0, right: 0 };
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The only class that holds a MapLibre map; the rest of the product speaks in views, cameras and positions. */
export class MapEngine {
  private readonly map: MapLibre;
  private readonly refresher: TileRefresher;
  private readonly overlays: Partial<Record<Overlay, GeoJSON.FeatureCollection>> = {};
  private view: MapView;
  private padding: Padding = NO_PADDING;
  private hovered: number | null = null;
  private isMeasuring = false;
  private isStyleReady = false;

  constructor(container: HTMLElement, view: MapView, start: Camera | Bounds | null, events: EngineEvents) {
    this.view = view;
    this.map = new MapLibre({
      container,
      style: styleOfView(view, this.overlays),
      attributionControl: false,
      dragRotate: true,
      maxPitch: 60,
      maxZoom: MAX_ZOOM,
      // Tiles beyond the layers' last zoom are enlarged, not cut: a label stands once in each parcel.
      zoomLevelsToOverscale: MAX_ZOOM,
      minZoom: 4,
      fadeDuration: calm() ? 0 : 200,
      cooperativeGestures: false,
      keyboard: true,
      ...(start === null || "zoom" in start
        ? {
            zoom: start?.zoom ?? 5,
            center: start ? [start.lon, start.lat] : [-6.5, 32],
            bearing: start?.bearing ?? 0,
            pitch: start?.pitch ?? 0,
          }
        : { bounds: start, fitBoundsOptions: { padding: 24, maxZoom: 16.2 } }),
    });
    this.map.setMissingStyleImageResolver((id) => this.addPictogram(id));
    // What was laid over the map before its style was ready is drawn as soon as it is.
    this.map.on("style.load", () => {
      this.isStyleReady = true;
      if (this.view !== view) this.show(this.view);
      for (const [id, data] of Object.entries(this.overlays)) this.setOverlay(id as Overlay, data);
    });
    this.refresher = new TileRefresher(this.map);
    this.listen(events);
  }

  private listen(events: EngineEvents): void {
    this.map.on("moveend", () => events.onCamera(this.camera()));
    this.map.on("click", (event: MapMouseEvent) => events.onClick(this.pick(event)));
    this.map.on("dblclick", (event: MapMouseEvent) => {
      if (this.isMeasuring) event.preventDefault();
    });
    this.map.on("mousemove", (event: MapMouseEvent) => {
      events.onPointer([event.lngLat.lng, event.lngLat.lat]);
      this.hover(event);
    });
    this.map.on("mouseout", () => {
      events.onPointer(null);
      this.setHovered(null);
    });
    this.map.on("error", (event: ErrorEvent) => {
      const status = (event.error as { status?: number }).status;
      if (status === undefined || status === 0 || status >= 500) events.onFault(false);
    });
    this.map.on("idle", () => {
      this.map.getContainer().dataset.idle = "true";
      events.onIdle();
    });
    this.map.on("movestart", () => {
      this.map.getContainer().dataset.idle = "false";
    });
  }

  private async addPictogram(id: string): Promise<void> {
    const [family, kind = ""] = id.split(":");
    if (family !== "place" || this.map.hasImage(id)) return;
    const palette = PALETTES[this.view.look];
    const image = new Image(44, 44);
    image.src = `data:image/svg+xml,${encodeURIComponent(pictogram(kind, palette.place, "#FFFFFF"))}`;
    await image.decode();
    if (!this.map.hasImage(id)) this.map.addImage(id, image, { pixelRatio: 2 });
  }

  /** Draws another view; MapLibre receives only the difference. */
  show(view: MapView): void {
    this.view = view;
    if (!this.isStyleReady) return;
    this.map.getContainer().dataset.idle = "false";
    this.map.setStyle(styleOfView(view, this.overlays), { diff: true });
    // Where nothing differs nothing would be drawn, and the map would not say that it is idle.
    this.map.triggerRepaint();
  }

  /** Moves two maps as one, whichever is moved; gives what parts them again. */
  static link(one: MapEngine, other: MapEngine): () => void {
    let isFollowing = false;
    const follow = (leader: MapEngine, follower: MapEngine) => () => {
      if (isFollowing) return;
      isFollowing = true;
      follower.jump(leader.camera());
      isFollowing = false;
    };
    const [onOne, onOther] = [follow(one, other), follow(other, one)];
    one.map.on("move", onOne);
    other.map.on("move", onOther);
    onOne();
    return () => {
      one.map.off("move", onOne);
      other.map.off("move", onOther);
    };
  }

  /** A layer changed in these cells (null: anywhere): its tiles there are asked for again. */
  refresh(layer: string, cells: readonly Cell[] | null): void {
    const source = sourceNamed(this.view.manifest, layer);
    if (source) this.refresher.refresh(source, cells);
  }

  setOverlay(id: Overlay, data: GeoJSON.FeatureCollection = NOTHING): void {
    this.overlays[id] = data;
    this.map.getSource<GeoJSONSource>(id)?.setData(data);
  }

  camera(): Camera {
    const { lng, lat } = this.map.getCenter();
    return {
      zoom: this.map.getZoom(),
      lat,
      lon: lng,
      bearing: this.map.getBearing(),
      pitch: this.map.getPitch(),
    };
  }

  bounds(): Bounds {
    const bounds = this.map.getBounds();
    return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  }

  /** The part of the window that panels cover: what is shown is centred in the rest. */
  setPadding(padding: Padding): void {
    this.padding = padding;
  }

  fit(bounds: Bounds, maxZoom = 19): void {
    const margin = 56;
    const { top, bottom, left, right } = this.padding;
    this.map.fitBounds(bounds, {
      padding: { top: top + margin, bottom: bottom + margin, left: left + margin, right: right + margin },
      maxZoom,
      duration: calm() ? 0 : 700,
    });
  }

  goTo([lon, lat]: Position, zoom?: number): void {
    const { top, bottom, left, right } = this.padding;
    this.map.easeTo({
      center: [lon, lat],
      zoom: zoom ?? this.map.getZoom(),
      offset: [(left - right) / 2, (top - bottom) / 2],
      duration: calm() ? 0 : 600,
    });
  }

  jump(camera: Camera): void {
    this.map.jumpTo({ ...camera, center: [camera.lon, camera.lat] });
  }

  zoomBy(step: number): void {
    this.map.zoomTo(this.map.getZoom() + step, { duration: calm() ? 0 : 250 });
  }

  faceNorth(): void {
    this.map.easeTo({ bearing: 0, pitch: 0, duration: calm() ? 0 : 400 });
  }

  tilt(pitch: number): void {
    this.map.easeTo({ pitch, duration: calm() ? 0 : 500 });
  }

  focus(): void {
    this.map.getCanvas().focus();
  }

  /** While measuring, clicks place points: nothing is hovered and a double click does not zoom. */
  setMeasuring(isMeasuring: boolean): void {
    this.isMeasuring = isMeasuring;
    this.map.getCanvas().style.cursor = isMeasuring ? "crosshair" : "";
    this.setHovered(null);
  }

  private pick(event: MapMouseEvent): Picked {
    const features = this.map.queryRenderedFeatures(event.point);
    return {
      position: [event.lngLat.lng, event.lngLat.lat],
      point: [event.point.x, event.point.y],
      features: features
        .filter((feature) => feature.sourceLayer)
        .map((feature) => ({
          layer: feature.sourceLayer ?? "",
          id: typeof feature.id === "number" ? feature.id : undefined,
          properties: feature.properties,
        })),
    };
  }

  private hover(event: MapMouseEvent | MapLayerMouseEvent): void {
    if (this.isMeasuring || this.map.isMoving() || !this.map.getLayer("parcels-hover")) return;
    const [found] = this.map.queryRenderedFeatures(event.point, { layers: ["parcels-hover"] });
    this.setHovered(typeof found?.id === "number" ? found.id : null);
    this.map.getCanvas().style.cursor = found ? "pointer" : "";
  }

  private setHovered(id: number | null): void {
    if (id === this.hovered || !this.map.getSource("parcels")) return;
    const state = (feature: number, hover: boolean) =>
      this.map.setFeatureState({ source: "parcels", sourceLayer: "parcels", id: feature }, { hover });
    if (this.hovered !== null) state(this.hovered, false);
    if (id !== null) state(id, true);
    this.hovered = id;
  }

  /** The corner of a drawn parcel or building nearest to a place, within a few pixels; else null. */
  snap(position: Position): Position | null {
    const at = this.map.project(position);
    const box: [[number, number], [number, number]] = [
      [at.x - SNAP_PX, at.y - SNAP_PX],
      [at.x + SNAP_PX, at.y + SNAP_PX],
    ];
    const layers = ["parcels", "buildings"].filter((id) => this.map.getLayer(id));
    let nearest: Position | null = null;
    let distance = SNAP_PX;
    for (const corner of this.map.queryRenderedFeatures(box, { layers }).flatMap(corners)) {
      const there = this.map.project(corner);
      const away = Math.hypot(there.x - at.x, there.y - at.y);
      if (away < distance) {
        distance = away;
        nearest = corner;
      }
    }
    return nearest;
  }

  /** Metres on the ground under one CSS pixel at the middle of the map. */
  metresPerPixel(): number {
    const { zoom, lat } = this.camera();
    return (40_075_016.686 * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** zoom);
  }

  /** The picture as it stands, as a data address; taken within a frame, while the canvas still holds it. */
  snapshot(): Promise<string> {
    return new Promise((resolve) => {
      this.map.once("render", () => resolve(this.map.getCanvas().toDataURL("image/png")));
      this.map.triggerRepaint();
    });
  }

  resize(): void {
    this.map.resize();
  }

  remove(): void {
    this.refresher.stop();
    this.map.remove();
  }
}

function corners(feature: MapGeoJSONFeature): Position[] {
  const { geometry } = feature;
  if (geometry.type === "Polygon") return geometry.coordinates.flat() as Position[];
  if (geometry.type === "MultiPolygon") return geometry.coordinates.flat(2) as Position[];
  return [];
}
