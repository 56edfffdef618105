/**
 * Writes src/api/schema.d.ts from the backend's OpenAPI document, so that no type of the API is written by
 * hand. With --check it only compares, and fails when the file no longer tells the truth.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const root = fileURLToPath(new URL("../..", import.meta.url));
const target = fileURLToPath(new URL("../src/api/schema.d.ts", import.meta.url));
const program = `
import json, django
django.setup()
from config.api import api
print(json.dumps(api.get_openapi_schema()))
`;

const python = [`${root}.venv/bin/python`].find(existsSync) ?? "python3";
const document = execFileSync(python, ["-c", program], {
  cwd: `${root}backend`,
  env: { ...process.env, DJANGO_SETTINGS_MODULE: "config.settings", KHARITA_DEBUG: "1", PYTHONPATH: root },
  maxBuffer: 64 * 1024 * 1024,
});
const generated = `// Made from the OpenAPI document of the backend by \`npm run api\`: not to be edited.\n${astToString(
  await openapiTS(JSON.parse(document.toString())),
)}`;

if (!process.argv.includes("--check")) {
  writeFileSync(target, generated);
} else if (!existsSync(target) || readFileSync(target, "utf8") !== generated) {
  process.stderr.write("src/api/schema.d.ts does not match the backend: run `npm run api`.\n");
  process.exit(1);
}
