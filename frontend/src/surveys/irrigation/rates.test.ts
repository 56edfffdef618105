import { expect, test } from "vitest";
import { rateFrom, spans, waterOf } from "./rates";

test("classes lie between the breaks, open at both ends", () => {
  expect(spans([0.3, 0.6])).toEqual([
    { low: null, high: 0.3 },
    { low: 0.3, high: 0.6 },
    { low: 0.6, high: null },
  ]);
});

test.each([
  ["4,5", 4.5],
  [" 12 ", 12],
  ["0", 0],
  ["", null],
  ["-1", null],
  ["much", null],
])("a rate is read from %j", (text, rate) => {
  expect(rateFrom(text)).toBe(rate);
});

test("a millimetre on a square metre is a litre", () => {
  expect(waterOf([1_000, 500], [5, null])).toBe(5);
});
