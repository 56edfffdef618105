import { expect, test } from "vitest";
import { flightBody, flightFields, numberOf } from "./flightFields";

test("numbers may be written as they are written here", () => {
  expect(numberOf(" 2,5 ")).toBe(2.5);
  expect(numberOf("2.5")).toBe(2.5);
  expect(numberOf("٢٫٥")).toBe(2.5);
  expect(numberOf("")).toBeNull();
  expect(numberOf("two")).toBeNaN();
});

test("what is no number is told at its field, and nothing is sent", () => {
  const said = { ...flightFields(), title: "Centre", flown_at: "2026-05-04T10:30", gsd_cm: "fine" };
  expect(flightBody(said, 3)).toEqual({ fault: "gsd_cm" });
});

test("the time of a flight is sent with its zone", () => {
  const made = flightBody(
    { ...flightFields(), title: "Centre", flown_at: "2026-05-04T10:30", gsd_cm: "2,5" },
    3,
  );
  expect("body" in made && made.body).toMatchObject({
    authorisation: 3,
    gsd_cm: 2.5,
    accuracy_cm: null,
    flown_at: new Date(2026, 4, 4, 10, 30).toISOString(),
  });
});
