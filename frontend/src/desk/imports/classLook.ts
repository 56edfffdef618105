import {
  CircleAlert,
  CircleMinus,
  CirclePlus,
  Equal,
  type LucideIcon,
  Merge,
  Move,
  PencilLine,
  Split,
  Wrench,
} from "lucide-react";
import type { RowClass } from "./types";

/** One colour and one shape for each class, the same in counts, list and map. */
export const CLASS_LOOK: Record<RowClass, { color: string; Icon: LucideIcon }> = {
  refused: { color: "#C9362C", Icon: CircleAlert },
  repaired: { color: "#0F7F7F", Icon: Wrench },
  added: { color: "#2E8B57", Icon: CirclePlus },
  changed: { color: "#2F6FC4", Icon: PencilLine },
  moved: { color: "#8250C4", Icon: Move },
  split: { color: "#B7791F", Icon: Split },
  merged: { color: "#C8643C", Icon: Merge },
  retired: { color: "#7A7F89", Icon: CircleMinus },
  unchanged: { color: "#7A7F89", Icon: Equal },
};
