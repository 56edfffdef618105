import type { components } from "../../api/schema";
import type { Level } from "../../ui/Badge";

type Schemas = components["schemas"];

/** How a permit stood on the day of the flight. */
export type Standing = Schemas["PermittedOut"]["standing"];
export type Permitted = Schemas["PermittedOut"];
export type PermittedList = Schemas["PermittedListOut"];

/** Which of them are drawn over the imagery. */
export interface Drawn {
  readonly footprints: boolean;
  readonly plans: boolean;
}

/** One colour and one tone for each standing, the same on the map and in the card. */
export const STANDING: Readonly<Record<Standing, { color: string; level: Level }>> = {
  in_force: { color: "#0F6B6B", level: "ok" },
  completed: { color: "#2B5FA8", level: "info" },
  ended: { color: "#6B7280", level: "neutral" },
  later: { color: "#B7791F", level: "waiting" },
};

export const PLAN_COLOR = "#8A4FBF";
