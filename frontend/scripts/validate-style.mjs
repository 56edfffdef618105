// Reads a list of MapLibre style documents and says what the style specification has against them, a line each.
import { readFileSync } from "node:fs";
import { validateStyleMin } from "@maplibre/maplibre-gl-style-spec";

const documents = JSON.parse(readFileSync(0, "utf8"));
const faults = documents.flatMap((style) =>
  validateStyleMin(style).map((fault) => [style.name, fault.message]),
);
for (const [name, message] of faults) process.stdout.write(`${name}: ${message}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
