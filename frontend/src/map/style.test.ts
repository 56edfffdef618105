import { expect, test } from "vitest";
import type { ManifestLayer } from "../api/types";
import { PALETTES } from "../layers/palette";
import { type MapView, styleOfView } from "./style";

function layer(id: string, change: Partial<ManifestLayer> = {}): ManifestLayer {
  return {
    id,
    title: id,
    description: "",
    group: "basemap",
    kind: "polygon",
    basemap: false,
    visible: true,
    zooms: [10, 18],
    fields: [],
    label: null,
    classify_by: null,
    categories: [],
    color: "#123456",
    tiles: `/tiles/${id}/{z}/{x}/{y}.mvt`,
    bounds: null,
    licence: "",
    generalise_below: null,
    revision: 7,
    ...change,
  };
}

function view(layers: ManifestLayer[], change: Partial<MapView> = {}): MapView {
  return {
    manifest: { groups: [], layers, revision: 7 },
    look: "paper",
    language: "ar",
    choices: {},
    classified: [],
    isTilted: false,
    namePoints: {},
    basemapUrl: "",
    ...change,
  };
}

const ids = (of: MapView) => styleOfView(of, {}).layers.map((item) => item.id);

test("the basemap comes in one tile, any other layer in its own", () => {
  const { sources } = styleOfView(
    view([layer("streets", { basemap: true }), layer("buildings", { basemap: true }), layer("zones")]),
    {},
  );
  expect(sources.base).toMatchObject({
    tiles: [expect.stringContaining("/tiles/streets,buildings/{z}/{x}/{y}.mvt")],
  });
  expect(sources.zones).toMatchObject({ tiles: [expect.stringContaining("/tiles/zones/")] });
  expect(sources.streets).toBeUndefined();
});

test("a layer that is switched off is not drawn, but its source stays for a quick return", () => {
  const off = view([layer("zones")], { choices: { zones: { visible: false, opacity: 1 } } });
  expect(ids(off)).not.toContain("zones");
  expect(styleOfView(off, {}).sources.zones).toBeDefined();
});

test("a layer nobody drew a style for is drawn from its declaration", () => {
  const unknown = styleOfView(view([layer("lamps", { kind: "point" })]), {}).layers;
  expect(unknown.find((item) => item.id === "lamps")).toMatchObject({
    type: "circle",
    paint: { "circle-color": "#123456" },
  });
});

test("buildings lie above streets, and names above everything", () => {
  const order = ids(view([layer("streets"), layer("buildings"), layer("places")]));
  expect(order.indexOf("buildings")).toBeGreaterThan(order.indexOf("streets-primary-fill"));
  expect(order.indexOf("places")).toBeGreaterThan(order.indexOf("overlay-selection-edge"));
});

test("plain parcels lie below water, classified ones above it", () => {
  const layers = [
    layer("land_cover"),
    layer("parcels", {
      classify_by: "tenure",
      categories: [{ value: "titled", title: "Titled", color: "#ff0000" }],
    }),
  ];
  const plain = ids(view(layers));
  expect(plain.indexOf("parcels")).toBeLessThan(plain.indexOf("land_cover"));
  const themed = view(layers, { classified: ["parcels"] });
  const order = ids(themed);
  expect(order.indexOf("parcels")).toBeGreaterThan(order.indexOf("land_cover"));
  const fill = styleOfView(themed, {}).layers.find((item) => item.id === "parcels");
  expect(JSON.stringify(fill)).toContain('"titled","#ff0000"');
});

test("names are asked for in the reader's script first", () => {
  const label = (language: "ar" | "fr") =>
    JSON.stringify(styleOfView(view([layer("places")], { language }), {}).layers.at(-1));
  expect(label("ar").indexOf("name_ar")).toBeLessThan(label("ar").indexOf("name_fr"));
  expect(label("fr").indexOf("name_fr")).toBeLessThan(label("fr").indexOf("name_ar"));
});

test("opacity reaches what is drawn", () => {
  const half = view([layer("land_cover")], { choices: { land_cover: { visible: true, opacity: 0.5 } } });
  const fill = styleOfView(half, {}).layers.find((item) => item.id === "land_cover");
  expect(fill).toMatchObject({ paint: { "fill-opacity": 0.5 } });
});

test("each look has its own ground", () => {
  const ground = (look: MapView["look"]) => styleOfView(view([], { look }), {}).layers[0];
  expect(ground("paper")).toMatchObject({ paint: { "background-color": PALETTES.paper.ground } });
  expect(ground("night")).toMatchObject({ paint: { "background-color": PALETTES.night.ground } });
});
