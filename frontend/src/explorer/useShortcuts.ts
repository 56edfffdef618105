import { useEffect, useRef } from "react";

/** Keys by name: `/`, `Escape`, or two in a row as `g m`. Nothing happens while somebody types. */
export type Shortcuts = Readonly<Record<string, () => void>>;

const PAIR_MS = 1200;

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}

/** A browser's own shortcut, somebody's typing, or a window or menu that is open and takes the keys. */
function isForOthers(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true;
  if (isTyping(event.target) && event.key !== "Escape") return true;
  return document.querySelector("[role=dialog],[role=menu],[role=alertdialog]") !== null;
}

export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    let first = "";
    let firstAt = 0;
    const onKey = (event: KeyboardEvent) => {
      if (isForOthers(event)) return;
      const pair = event.timeStamp - firstAt < PAIR_MS ? `${first} ${event.key}` : "";
      const action = latest.current[pair] ?? latest.current[event.key];
      first = event.key;
      firstAt = event.timeStamp;
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
