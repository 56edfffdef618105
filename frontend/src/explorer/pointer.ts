import { useSyncExternalStore } from "react";
import type { Position } from "../api/types";

/** Where the pointer is on the map: kept apart, so that only what shows it is drawn again as it moves. */
export class Pointer {
  private position: Position | null = null;
  private readonly listeners = new Set<() => void>();

  readonly set = (position: Position | null): void => {
    this.position = position;
    for (const listener of this.listeners) listener();
  };

  readonly get = (): Position | null => this.position;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

export function usePointer(pointer: Pointer): Position | null {
  return useSyncExternalStore(pointer.subscribe, pointer.get);
}
