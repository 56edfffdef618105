import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { precompress } from "./scripts/precompress.ts";
import { styles } from "./scripts/styles.ts";

const backend = process.env.KHARITA_BACKEND ?? "http://127.0.0.1:8000";
const served = [
  "/api",
  "/tiles",
  "/ogc",
  "/stac",
  "/catalogue",
  "/healthz",
  "^/p/[^/]+/(print|dossier\\.html)",
];

export default defineConfig(({ command }) => ({
  plugins: [react(), styles(), precompress()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  // Built files name one another relatively: they are served below /static/app/, and from any folder that the
  // map is published to. In development Vite serves the page itself.
  base: command === "build" ? "./" : "/",
  build: {
    target: "es2022",
    outDir: "dist",
    sourcemap: false,
    chunkSizeWarningLimit: 1200,
    // The server's own pages (/ogc/) find the names of their files in the manifest.
    manifest: true,
    rolldownOptions: {
      input: { index: "index.html", ogc: "src/ogc/main.ts" },
      // A small file costs a slow line as long a journey as a large one: what most pages share comes as one.
      output: { codeSplitting: { groups: [{ name: "shared", minShareCount: 5 }] } },
    },
  },
  server: {
    host: "127.0.0.1",
    port: Number(process.env.KHARITA_FRONTEND_PORT ?? 5173),
    strictPort: true,
    proxy: Object.fromEntries(served.map((path) => [path, { target: backend }])),
  },
  test: { environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}"] },
}));
