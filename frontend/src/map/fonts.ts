import latin400 from "@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2?url";
import latin500 from "@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-500-normal.woff2?url";
import latin600 from "@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-600-normal.woff2?url";
import arabic400 from "@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-400-normal.woff2?url";
import arabic500 from "@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-500-normal.woff2?url";
import arabic600 from "@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-600-normal.woff2?url";
import type { StyleSpecification } from "maplibre-gl";

const ARABIC = ["U+0600-06FF", "U+0750-077F", "U+FB50-FDFF", "U+FE70-FEFC"];
const LATIN = ["U+0-2FF", "U+2000-22FF"];

function faces(latin: string, arabic: string) {
  const absolute = (path: string) => new URL(path, location.href).href;
  return [
    { url: absolute(arabic), "unicode-range": ARABIC },
    { url: absolute(latin), "unicode-range": LATIN },
  ];
}

/** Labels are drawn from the page's own font files: there is no glyph server. */
export const FONT_FACES: NonNullable<StyleSpecification["font-faces"]> = {
  "Kharita Regular": faces(latin400, arabic400),
  "Kharita Medium": faces(latin500, arabic500),
  "Kharita Bold": faces(latin600, arabic600),
};
