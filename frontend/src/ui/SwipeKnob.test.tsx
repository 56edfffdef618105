import { act } from "react";
import { createRoot } from "react-dom/client";
import { expect, test, vi } from "vitest";
import { SwipeKnob, shareAt } from "./SwipeKnob";

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

test("the edge is moved by keys, and not beyond its frame", () => {
  const box = document.createElement("div");
  const onChange = vi.fn();
  act(() => createRoot(box).render(<SwipeKnob label="Edge" share={98} onChange={onChange} />));
  const slider = box.querySelector("[role=slider]");
  for (const key of ["ArrowLeft", "ArrowRight", "Home", "End", "j"])
    act(() => void slider?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })));
  expect(onChange.mock.calls.flat()).toEqual([94, 100, 0, 100]);
  expect(slider?.getAttribute("aria-valuenow")).toBe("98");
});

test("where a pointer is says where the edge goes", () => {
  const frame = { getBoundingClientRect: () => ({ left: 100, width: 200 }) } as Element;
  expect(shareAt({ clientX: 150 }, frame)).toBe(25);
  expect(shareAt({ clientX: 20 }, frame)).toBe(0);
});
