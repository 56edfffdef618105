import { expect, test } from "vitest";
import { findDatasets, folded, themesOf } from "./find";
import type { Dataset } from "./queries";

function dataset(id: string, title: string, group: string, keywords: string[] = []): Dataset {
  return {
    id,
    title,
    group,
    group_title: group.toUpperCase(),
    keywords,
    description: "",
  } as unknown as Dataset;
}

const ALL = [
  dataset("parcels", "القطع الأرضية", "cadastre", ["مسح"]),
  dataset("streets", "Voirie", "basemap", ["rues", "réseau"]),
];

test("words are found however they are written", () => {
  expect(findDatasets(ALL, "RESEAU", null).map(({ id }) => id)).toEqual(["streets"]);
  expect(findDatasets(ALL, "الارضيه", null).map(({ id }) => id)).toEqual(["parcels"]);
  expect(folded("Éàï")).toBe("eai");
});

test("every word must occur, and the theme must fit", () => {
  expect(findDatasets(ALL, "rues cadastre", null)).toEqual([]);
  expect(findDatasets(ALL, "", "cadastre").map(({ id }) => id)).toEqual(["parcels"]);
});

test("themes are told once, in the order of the layers", () => {
  expect(themesOf([...ALL, ...ALL])).toEqual([
    { id: "cadastre", title: "CADASTRE" },
    { id: "basemap", title: "BASEMAP" },
  ]);
});
