import { describe, expect, it } from "vitest";
import { changesOf, changeTotal, pollDelay, stepOf, undoOf } from "./states";
import type { Counts, Import } from "./types";

const counts: Counts = {
  read: 100,
  unchanged: 80,
  added: 4,
  changed: 6,
  moved: 3,
  split: 2,
  merged: 1,
  retired: 5,
  repaired: 9,
  refused: 4,
  invalid: 9,
  cut: 0,
  references: 0,
  references_by_title: 0,
  references_by_place: 0,
  references_missed: 0,
};

describe("what applying does", () => {
  it("counts the rows that are written, neither refused nor repaired nor unchanged ones", () => {
    expect(changeTotal(counts)).toBe(21);
    expect(changesOf({ ...counts, added: 0 }).map((entry) => entry.class)).not.toContain("added");
  });

  it("is undone by as many", () => {
    const { removed, restored, revived } = undoOf(counts);
    expect(removed + restored + revived).toBe(changeTotal(counts));
  });
});

describe("where an import stands", () => {
  const at = (item: Partial<Import>) => stepOf(item as Import);

  it("follows its state", () => {
    expect(at({ state: "mapping" })).toBe("columns");
    expect(at({ state: "applied" })).toBe("apply");
  });

  it("stays at the step that failed", () => {
    expect(at({ state: "failed", source: null, mapping: {}, counts: null })).toBe("file");
  });
});

describe("asking the server again", () => {
  it("slows down to once in five seconds", () => {
    expect(pollDelay(0)).toBeLessThan(1000);
    expect(pollDelay(50)).toBe(5000);
  });
});
