// Reads a MapLibre style document and says what the style specification has against it: one line for each fault.
import { readFileSync } from "node:fs";
import { validateStyleMin } from "@maplibre/maplibre-gl-style-spec";

const faults = validateStyleMin(JSON.parse(readFileSync(0, "utf8")));
for (const { line, message } of faults) process.stdout.write(`${line ?? ""} ${message}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
