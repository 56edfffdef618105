import { expect, test } from "vitest";
import { formatPermalink, parsePermalink } from "./permalink";

const view = {
  camera: { zoom: 16.5, lat: 34.92, lon: -2.32, bearing: 0, pitch: 0 },
  choices: { zones: { visible: true, opacity: 0.6 }, buildings: { visible: false, opacity: 1 } },
  classified: ["parcels"],
  look: "night",
  parcel: "12345-40~3",
  language: "ar",
} as const;

test("a link brings back all that it was made from", () => {
  expect(parsePermalink(formatPermalink(view))).toEqual(view);
});

test("a link is short enough to read out", () => {
  expect(formatPermalink(view)).toBe(
    "#16.50/34.92000/-2.32000&layers=zones:60,-buildings&classes=parcels&look=night&parcel=12345-40~3&lang=ar",
  );
});

test("a link to a parcel alone needs no camera", () => {
  expect(parsePermalink("#parcel=12345-40")).toMatchObject({ camera: null, parcel: "12345-40" });
});

test.each(["", "#", "#abc", "#99/1/1", "#15/91/0", "#15/1", "#layers=<b>&look=none&lang=xx"])(
  "%j is no view, and no fault",
  (hash) => {
    expect(parsePermalink(hash)).toEqual({
      camera: null,
      choices: {},
      classified: [],
      look: null,
      parcel: null,
      language: null,
    });
  },
);
