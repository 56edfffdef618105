import { addProtocol } from "maplibre-gl";
import { PMTiles, Protocol, type RangeResponse, type Source } from "pmtiles";

/**
 * Reads parts of an archive. A server that does not know Range sends the whole file instead: it is then kept,
 * and every part is cut from it, so that the map works from any static server.
 */
class Archive implements Source {
  private whole: Promise<ArrayBuffer> | null = null;

  constructor(private readonly address: string) {}

  getKey(): string {
    return this.address;
  }

  async getBytes(offset: number, length: number, signal?: AbortSignal): Promise<RangeResponse> {
    if (this.whole) return this.cut(offset, length);
    const response = await fetch(this.address, {
      headers: { Range: `bytes=${offset}-${offset + length - 1}` },
      ...(signal ? { signal } : {}),
    });
    if (response.status === 206) {
      const etag = response.headers.get("ETag");
      return { data: await response.arrayBuffer(), ...(etag ? { etag } : {}) };
    }
    if (!response.ok) throw new Error(`${response.status} ${this.address}`);
    this.whole ??= response.arrayBuffer();
    return this.cut(offset, length);
  }

  private async cut(offset: number, length: number): Promise<RangeResponse> {
    return { data: (await this.whole)?.slice(offset, offset + length) ?? new ArrayBuffer(0) };
  }
}

/** Teaches MapLibre to read tiles from archives (`pmtiles://address/z/x/y`). */
export function registerArchives(): void {
  const protocol = new Protocol();
  addProtocol("pmtiles", (parameters, controller) => {
    const archive = parameters.url.replace(/^pmtiles:\/\//, "").replace(/\/\d+\/\d+\/\d+$/, "");
    if (!protocol.get(archive)) protocol.add(new PMTiles(new Archive(archive)));
    return protocol.tilev4(parameters, controller) as Promise<{ data: Uint8Array }>;
  });
}
