import { expect, test } from "vitest";
import { csvOf } from "./csv";

test("cells are quoted where they must be, and no cell is a formula", () => {
  expect(
    csvOf(
      ["name", "count"],
      [
        ['Le "vieux", bourg', 3],
        ["=1+1", null],
      ],
    ),
  ).toBe('name,count\r\n"Le ""vieux"", bourg",3\r\n\'=1+1,');
});
