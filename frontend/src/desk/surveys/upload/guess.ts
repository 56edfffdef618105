import type { Kind } from "../types";
import type { FileHead } from "./fileHead";

const GROUND = /(^|[^a-z])(dtm|mnt|terrain|ground|bare)([^a-z]|$)/i;
const SPECTRAL = /(multispec|ndvi|nir|(^|[^a-z])(ms|rededge|altum|micasense|sequoia)([^a-z]|$))/i;

/** What a file most likely is, by its bands and its name; the person corrects it. */
export function guessKind(name: string, head: FileHead): Kind {
  if (head.what !== "tiff") return "ortho";
  const { bands, format } = head.facts;
  if (bands <= 2) return GROUND.test(name) ? "dtm" : "dsm";
  if (bands >= 5 || (bands === 4 && (format === "float" || SPECTRAL.test(name)))) return "multispectral";
  return "ortho";
}

const SURFACE = /(^|[^a-z])(dsm|mns|surface)([^a-z]|$)/i;

/** The same of a file that is not here: by its name alone. */
export function guessKindByName(name: string): Kind {
  if (GROUND.test(name)) return "dtm";
  if (SURFACE.test(name)) return "dsm";
  return SPECTRAL.test(name) ? "multispectral" : "ortho";
}

export const BAND_NAMES = ["blue", "green", "red", "red_edge", "nir"] as const;
export type BandName = (typeof BAND_NAMES)[number];

/** The usual order of bands, from 1: that of aerial cameras with four, of multispectral ones with more. */
export function guessBands(bands: number): Record<string, number> {
  if (bands === 4) return { red: 1, green: 2, blue: 3, nir: 4 };
  return { blue: 1, green: 2, red: 3, red_edge: 4, nir: 5 };
}
