import { fromBlob, type GeoTIFFImage } from "geotiff";
import { degreesFrom } from "../../../map/crs";
import type { FileHead, HeadFacts } from "./fileHead";

const FORMATS = { 1: "unsigned", 2: "signed", 3: "float" } as const;
const USER_DEFINED = 32_767;
const METRES_PER_DEGREE = 111_320;
const EDGE_POINTS = 8;

self.onmessage = async ({ data }: MessageEvent<{ id: number; file: File }>) => {
  self.postMessage({ id: data.id, head: await headOf(data.file) });
};

async function headOf(file: File): Promise<FileHead> {
  const first = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  const other = otherKind(first);
  if (other) return { what: other };
  try {
    const image = await (await fromBlob(file)).getImage(0);
    return { what: "tiff", facts: await factsOf(image) };
  } catch {
    return { what: "broken" };
  }
}

/** What it is by its first bytes, where that is no TIFF. */
function otherKind(bytes: Uint8Array): Exclude<FileHead["what"], "tiff" | "broken"> | null {
  if (bytes.length === 0) return "empty";
  const text = String.fromCharCode(...bytes);
  if (/^(II[*+]\0|MM\0[*+])/.test(text)) return null;
  if (text.startsWith("PK") || text.startsWith("Rar!") || text.startsWith("7z")) return "zip";
  if (text.startsWith("\xff\xd8") || text.startsWith("\x89PNG") || text.slice(4, 8) === "ftyp")
    return "photo";
  if (text.slice(4, 8) === "jP  ") return "jpeg2000";
  return /^\s*</.test(text) ? "page" : "other";
}

async function factsOf(image: GeoTIFFImage): Promise<HeadFacts> {
  const epsg = epsgOf(image);
  const box = boxOf(image);
  const bounds = box && epsg !== null ? degreesOf(box, epsg) : null;
  return {
    width: image.getWidth(),
    height: image.getHeight(),
    bands: image.getSamplesPerPixel(),
    bits: image.getBitsPerSample(),
    format: FORMATS[image.getSampleFormat() as 1 | 2 | 3] ?? "unsigned",
    epsg,
    bounds,
    isPlaced: box !== null,
    pixelM: bounds ? pixelOf(image, bounds) : null,
    needs: await endOf(image),
  };
}

function epsgOf(image: GeoTIFFImage): number | null {
  const keys = image.getGeoKeys();
  const code = Number(keys?.ProjectedCSTypeGeoKey ?? keys?.GeographicTypeGeoKey);
  return Number.isInteger(code) && code > 0 && code !== USER_DEFINED ? code : null;
}

function boxOf(image: GeoTIFFImage): number[] | null {
  try {
    const box = image.getBoundingBox();
    return box.every(Number.isFinite) ? box : null;
  } catch {
    return null;
  }
}

/** The box around a box of another system: its edges may be bent, so points along them are taken. */
function degreesOf(box: readonly number[], epsg: number): HeadFacts["bounds"] {
  const toDegrees = degreesFrom(epsg);
  const [west = 0, south = 0, east = 0, north = 0] = box;
  if (!toDegrees) return null;
  const steps = Array.from({ length: EDGE_POINTS + 1 }, (_, index) => index / EDGE_POINTS);
  const edge = steps.flatMap((step) => {
    const x = west + (east - west) * step;
    const y = south + (north - south) * step;
    return [toDegrees([x, south]), toDegrees([x, north]), toDegrees([west, y]), toDegrees([east, y])];
  });
  const lons = edge.map(([lon]) => lon);
  const lats = edge.map(([, lat]) => lat);
  const found = [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)] as const;
  return found.every(Number.isFinite) ? found : null;
}

/** Metres: as the file says where its system is in metres, else from its extent in degrees. */
function pixelOf(image: GeoTIFFImage, [, south, , north]: NonNullable<HeadFacts["bounds"]>): number {
  const isInMetres = image.getGeoKeys()?.ProjectedCSTypeGeoKey !== undefined;
  const [side = 0] = isInMetres ? image.getResolution() : [];
  return Math.abs(side) || ((north - south) * METRES_PER_DEGREE) / image.getHeight();
}

/** Where the last of its strips or tiles ends. */
async function endOf(image: GeoTIFFImage): Promise<number> {
  const directory = image.getFileDirectory();
  const isTiled = directory.hasTag("TileOffsets");
  const offsets = await directory.loadValue(isTiled ? "TileOffsets" : "StripOffsets");
  const counts = await directory.loadValue(isTiled ? "TileByteCounts" : "StripByteCounts");
  let end = 0;
  for (let index = 0; index < (offsets?.length ?? 0); index++) {
    end = Math.max(end, Number(offsets?.[index]) + Number(counts?.[index] ?? 0));
  }
  return end;
}
