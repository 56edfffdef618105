import latin400 from "@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2?url";
import latin500 from "@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-500-normal.woff2?url";
import latin600 from "@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-600-normal.woff2?url";
import arabic400 from "@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-400-normal.woff2?url";
import arabic500 from "@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-500-normal.woff2?url";
import arabic600 from "@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-600-normal.woff2?url";
import type { StyleSpecification } from "maplibre-gl";
import { RANGES, type WEIGHTS } from "../layers/fontFaces";

function faces(latin: string, arabic: string) {
  const absolute = (path: string) => new URL(path, location.href).href;
  return [
    { url: absolute(arabic), "unicode-range": RANGES.arabic },
    { url: absolute(latin), "unicode-range": RANGES.latin },
  ];
}

/** Labels are drawn from the page's own font files: there is no glyph server. */
export const FONT_FACES = {
  "Kharita Regular": faces(latin400, arabic400),
  "Kharita Medium": faces(latin500, arabic500),
  "Kharita Bold": faces(latin600, arabic600),
} satisfies NonNullable<StyleSpecification["font-faces"]> & Record<keyof typeof WEIGHTS, unknown>;
