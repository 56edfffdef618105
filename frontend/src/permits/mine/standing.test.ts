import { expect, test } from "vitest";
import { STATES } from "../shared/types";
import { holderOf, stationsOf } from "./standing";

test("whoever has to act is named for every state", () => {
  for (const state of STATES) expect(holderOf({ state }), state).toBeTruthy();
  expect(holderOf({ state: "complement_requested" })).toBe("you");
  expect(holderOf({ state: "circulated" })).toBe("members");
});

test("a dossier stands at one of four stations, those before it are done", () => {
  const standings = (state: (typeof STATES)[number]) => stationsOf({ state }).map((one) => one.standing);
  expect(standings("submitted")).toEqual(["now", "ahead", "ahead", "ahead"]);
  expect(standings("in_commission")).toEqual(["done", "now", "ahead", "ahead"]);
  expect(standings("fee_due")).toEqual(["done", "done", "now", "ahead"]);
  expect(standings("issued")).toEqual(["done", "done", "done", "now"]);
  expect(standings("withdrawn")).toEqual([]);
});
