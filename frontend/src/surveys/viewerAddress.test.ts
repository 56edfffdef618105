import { expect, test } from "vitest";
import { formatViewer, parseViewer } from "./viewerAddress";

test.each([
  "",
  "?before=3",
  "?before=3&view=side&look=difference&3d=1",
  "?look=slope&key=abc",
  "?before=3&view=one",
])("an address %s says again what it said", (address) => {
  expect(formatViewer(parseViewer(address))).toBe(address);
});

test("what an address cannot say is left out", () => {
  expect(parseViewer("?before=x&view=up&look=../x")).toEqual({
    before: null,
    arrangement: "one",
    look: "rgb",
    is3d: false,
    key: "",
  });
});
