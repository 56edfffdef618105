import type { Padding } from "./engine";

const HALF = 0.48;

/** While a sheet stands over the lower half of a phone's map, what is shown is centred in the upper half. */
export function sheetPadding(hasSheet: boolean): Padding {
  return { top: 0, bottom: hasSheet ? Math.round(window.innerHeight * HALF) : 0, left: 0, right: 0 };
}
