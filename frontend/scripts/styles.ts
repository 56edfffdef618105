import type { Plugin } from "vite";
import type { Language } from "../src/i18n/language.ts";
import { RANGES, WEIGHTS } from "../src/layers/fontFaces.ts";
import { type Look, PALETTES } from "../src/layers/palette.ts";
import { templateOf } from "../src/layers/template.ts";
import { spriteOf } from "./sprites.ts";

const LANGUAGES: readonly Language[] = ["ar", "fr", "en"];
/** Imagery needs pictures beneath it, which a style that is given away does not have. */
const LOOKS = (Object.keys(PALETTES) as Look[]).filter((look) => look !== "imagery");

/**
 * Writes `styles/`: how each look draws each layer, and its sprite. The server completes them with the layers'
 * declarations, so that QGIS and other maps are drawn by the same lines as ours.
 */
export function styles(): Plugin {
  return {
    name: "styles",
    apply: "build",
    async generateBundle(_options, bundle) {
      const fontFile = (family: string, weight: number) => {
        const found = Object.values(bundle).find(
          (file) =>
            file.type === "asset" &&
            file.originalFileNames.some((name) => name.endsWith(`${family}-${weight}-normal.woff2`)),
        );
        if (!found) throw new Error(`no font file of weight ${weight} was built for ${family}`);
        return found.fileName;
      };
      const faces = Object.entries(WEIGHTS).map(([name, weight]) => [
        name,
        [
          { url: fontFile("ibm-plex-sans-arabic-arabic", weight), "unicode-range": RANGES.arabic },
          { url: fontFile("ibm-plex-sans-latin", weight), "unicode-range": RANGES.latin },
        ],
      ]);
      const emit = (fileName: string, source: string | Uint8Array) =>
        this.emitFile({ type: "asset", fileName: `styles/${fileName}`, source });
      emit("fonts.json", JSON.stringify(Object.fromEntries(faces)));
      for (const look of LOOKS) {
        for (const language of LANGUAGES)
          emit(`${look}-${language}.json`, JSON.stringify(templateOf(look, language)));
        for (const [suffix, ratio] of [
          ["", 1],
          ["@2x", 2],
        ] as const) {
          const { png, index } = await spriteOf(look, ratio);
          emit(`sprite-${look}${suffix}.png`, png);
          emit(`sprite-${look}${suffix}.json`, index);
        }
      }
    },
  };
}
