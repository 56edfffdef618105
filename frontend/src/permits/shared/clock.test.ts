import { describe, expect, it } from "vitest";
import { clockFace, clockTone } from "./clock";

const NOW = Date.parse("2026-09-07T10:00:00Z");
const row = (due_at: string | null, more = {}) => ({
  state: "submitted" as const,
  due_at,
  paused_at: null,
  ...more,
});

describe("the legal clock", () => {
  it("counts whole days left, and days late from the first hour", () => {
    expect(clockFace(row("2026-09-10T10:00:00Z"), NOW)).toEqual({ kind: "left", days: 3 });
    expect(clockFace(row("2026-09-07T18:00:00Z"), NOW)).toEqual({ kind: "today" });
    expect(clockFace(row("2026-09-07T09:00:00Z"), NOW)).toEqual({ kind: "late", days: 1 });
    expect(clockFace(row("2026-09-05T09:00:00Z"), NOW)).toEqual({ kind: "late", days: 3 });
  });

  it("stands while the complement is awaited and ends with the decision", () => {
    expect(clockFace(row(null, { paused_at: "2026-09-01T08:00:00Z" }), NOW).kind).toBe("paused");
    expect(clockFace(row("2026-09-10T10:00:00Z", { state: "issued" }), NOW).kind).toBe("none");
  });

  it("is amber in the last days and red after", () => {
    expect(clockTone({ kind: "left", days: 4 })).toBe("ok");
    expect(clockTone({ kind: "left", days: 3 })).toBe("waiting");
    expect(clockTone({ kind: "late", days: 1 })).toBe("late");
  });
});
