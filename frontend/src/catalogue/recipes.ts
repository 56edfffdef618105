import type { MessageKey } from "../i18n/language";
import type { Dataset } from "./queries";

export interface Way {
  /** Names the way in tests and in the page's addresses. */
  readonly id: string;
  /** What to do, in the reader's language. */
  readonly step: MessageKey;
  /** What to copy: an address, a command, a program. */
  readonly code: string;
}

export interface Tool {
  readonly id: string;
  readonly title: string;
  readonly ways: readonly Way[];
}

const TOKEN = "KHARITA_TOKEN";

/** How to use a layer in each tool, with the addresses of the server at `root` (ending in a slash). */
export function recipes(dataset: Dataset, root: string): Tool[] {
  const { id } = dataset;
  const ogc = `${root}ogc`;
  const file = (format: string) => `${root}api/v1/layers/${id}/export.${format}`;
  const tiles = `${root}tiles/${id}/{z}/{x}/{y}.mvt`;
  return [
    {
      id: "qgis",
      title: "QGIS",
      ways: [
        { id: "features", step: "data.use.qgis.features", code: `${ogc}/` },
        { id: "tiles", step: "data.use.qgis.tiles", code: tiles },
        { id: "file", step: "data.use.qgis.file", code: file("gpkg") },
      ],
    },
    {
      id: "arcgis",
      title: "ArcGIS",
      ways: [
        { id: "pro", step: "data.use.arcgis.pro", code: `${ogc}/` },
        { id: "online", step: "data.use.arcgis.online", code: `${ogc}/collections/${id}` },
        { id: "file", step: "data.use.arcgis.file", code: file("gpkg") },
      ],
    },
    { id: "gdal", title: "GDAL", ways: gdal(id, ogc) },
    { id: "python", title: "Python", ways: python(id, ogc, file("parquet")) },
    { id: "r", title: "R", ways: inR(id, ogc) },
    {
      id: "excel",
      title: "Excel",
      ways: [
        { id: "workbook", step: "data.use.excel.workbook", code: file("xlsx") },
        { id: "csv", step: "data.use.excel.csv", code: file("csv") },
      ],
    },
    {
      id: "javascript",
      title: "JavaScript",
      ways: [{ id: "map", step: "data.use.javascript", code: page(dataset, tiles) }],
    },
    {
      id: "curl",
      title: "curl",
      ways: [
        { id: "file", step: "data.use.curl.file", code: `curl --fail --output ${id}.gpkg "${file("gpkg")}"` },
        {
          id: "items",
          step: "data.use.curl.items",
          code: `curl --fail "${ogc}/collections/${id}/items?f=json&limit=10"`,
        },
      ],
    },
  ];
}

/** The same with a token, for the columns that not everyone sees. */
export function tokenRecipe(dataset: Dataset, root: string): string {
  return `curl --fail --header "Authorization: Bearer $${TOKEN}" "${root}ogc/collections/${dataset.id}/items?f=json&limit=10"`;
}

function gdal(id: string, ogc: string): Way[] {
  return [
    { id: "look", step: "data.use.gdal.look", code: `ogrinfo -so "OAPIF:${ogc}" ${id}` },
    { id: "copy", step: "data.use.gdal.copy", code: `ogr2ogr -f GPKG ${id}.gpkg "OAPIF:${ogc}" ${id}` },
  ];
}

function python(id: string, ogc: string, parquet: string): Way[] {
  return [
    {
      id: "read",
      step: "data.use.python.read",
      code: `import geopandas as gpd\n\n${id} = gpd.read_file("OAPIF:${ogc}", layer="${id}")\nprint(${id}.head())`,
    },
    {
      id: "parquet",
      step: "data.use.python.parquet",
      code: [
        "import io",
        "import urllib.request",
        "",
        "import geopandas as gpd",
        "",
        `answer = urllib.request.urlopen("${parquet}")`,
        `${id} = gpd.read_parquet(io.BytesIO(answer.read()))`,
        `print(${id}.crs.name, len(${id}))`,
      ].join("\n"),
    },
  ];
}

function inR(id: string, ogc: string): Way[] {
  return [
    {
      id: "sf",
      step: "data.use.r",
      code: `library(sf)\n\n${id} <- st_read("OAPIF:${ogc}", layer = "${id}")\nplot(st_geometry(${id}))`,
    },
  ];
}

function page({ id, kind, bounds, zooms }: Dataset, tiles: string): string {
  const type = { point: "circle", line: "line", polygon: "fill" }[kind];
  return `const map = new maplibregl.Map({
  container: "map",
  bounds: ${JSON.stringify(bounds ?? [-17, 21, -1, 36])},
  style: {
    version: 8,
    sources: {
      ${id}: { type: "vector", tiles: ["${tiles}"], minzoom: ${zooms[0]}, maxzoom: ${zooms[1]} },
    },
    layers: [{ id: "${id}", type: "${type}", source: "${id}", "source-layer": "${id}" }],
  },
});`;
}
