import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import type { Look } from "../src/layers/palette.ts";
import { PALETTES } from "../src/layers/palette.ts";
import { KINDS, pictogram } from "../src/layers/pictograms.ts";

const SIDE = 22;
const INK = "#FFFFFF";
let ready: Promise<void> | null = null;

function load(): Promise<void> {
  const path = createRequire(import.meta.url).resolve("@resvg/resvg-wasm/index_bg.wasm");
  ready ??= initWasm(readFileSync(path));
  return ready;
}

/** The pictograms of a look in one row, as MapLibre's sprite: the picture and where each stands in it. */
export async function spriteOf(look: Look, pixelRatio: 1 | 2): Promise<{ png: Uint8Array; index: string }> {
  await load();
  const cells = KINDS.map((kind, column) =>
    pictogram(kind, PALETTES[look].place, INK)
      .replace(/width="\d+" height="\d+"/, `width="${SIDE}" height="${SIDE}"`)
      .replace("<svg ", `<svg x="${column * SIDE}" `),
  );
  const width = KINDS.length * SIDE;
  const sheet = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${SIDE}">${cells.join("")}</svg>`;
  const png = new Resvg(sheet, { fitTo: { mode: "zoom", value: pixelRatio } }).render().asPng();
  const side = SIDE * pixelRatio;
  const places = KINDS.map((kind, column) => [
    `place:${kind}`,
    { x: column * side, y: 0, width: side, height: side, pixelRatio },
  ]);
  return { png, index: JSON.stringify(Object.fromEntries(places)) };
}
