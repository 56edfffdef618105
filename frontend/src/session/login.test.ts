import { describe, expect, it } from "vitest";
import { loginAddress, safeReturn } from "./login";

describe("the way back after login", () => {
  it("returns to the page one came from, with its query", () => {
    const from = "/desk/imports/12?class=refused&row=17";
    const next = new URL(loginAddress(from), "https://x.example").searchParams.get("next");
    expect(safeReturn(next)).toBe(from);
  });

  it.each(["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", null])(
    "does not lead to %s",
    (next) => expect(safeReturn(next)).toBe("/desk"),
  );

  it("does not return to the login page itself", () => {
    expect(safeReturn("/login?next=/desk")).toBe("/desk");
  });
});
