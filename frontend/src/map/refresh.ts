import type { ErrorEvent, Map as MapLibre } from "maplibre-gl";
import { type Cell, shows } from "./cells";

/** The cells of a source that are out of date; null: all of it. */
type Stale = Cell[] | null;

const AGAIN_MS = 4_000;

/**
 * Asks again for the tiles that show a change, and only for these; each stays drawn until its successor is here.
 * The browser's cache asks the server, which answers 304 for what did not change.
 */
export class TileRefresher {
  private readonly stale = new Map<string, Stale>();
  private isBusy = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly map: MapLibre) {
    map.on("error", (event: ErrorEvent) => this.remember(event));
  }

  /** `cells` null: wherever the source is drawn. */
  refresh(source: string, cells: readonly Cell[] | null): void {
    this.add(source, cells);
    this.flush();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.stale.clear();
  }

  private add(source: string, cells: readonly Cell[] | null): void {
    const before = this.stale.get(source);
    this.stale.set(source, cells === null || before === null ? null : [...(before ?? []), ...cells]);
  }

  private flush(): void {
    if (this.isBusy || this.stale.size === 0) return;
    const now = [...this.stale];
    this.stale.clear();
    // A tile that was on its way already may bring the state before the change: it is asked for once more.
    if (!this.map.areTilesLoaded()) for (const [source, cells] of now) this.add(source, cells);
    for (const [source, cells] of now) this.ask(source, cells);
    this.isBusy = true;
    this.map.once("idle", () => {
      this.isBusy = false;
      this.flush();
    });
    this.map.triggerRepaint();
  }

  private ask(source: string, cells: Stale): void {
    const tiles = this.map.style.tileManagers[source];
    if (!tiles) return;
    if (cells === null) {
      this.map.refreshTiles(source);
      return;
    }
    const isStale = (tile: { z: number; x: number; y: number }) => cells.some((cell) => shows(tile, cell));
    const drawn = tiles
      .getIds()
      .flatMap((id) => tiles.getTileByID(id)?.tileID.canonical ?? [])
      .filter(isStale);
    if (drawn.length > 0) this.map.refreshTiles(source, drawn);
    // MapLibre keeps tiles that left the view, and would show them again as they were.
    tiles._outOfViewCache.filter((tile) => !isStale(tile.tileID.canonical));
  }

  /** A tile that could not be had is not drawn any more: it is asked for again until it comes. */
  private remember(event: ErrorEvent): void {
    const { sourceId, tile } = event as unknown as {
      sourceId?: string;
      tile?: { tileID: { canonical: { z: number; x: number; y: number } } };
    };
    if (!sourceId || !tile) return;
    const { z, x, y } = tile.tileID.canonical;
    this.add(sourceId, [[z, x, y]]);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), AGAIN_MS);
  }
}
