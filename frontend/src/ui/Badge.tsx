import { CircleCheck, CircleDashed, Clock, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./Badge.module.css";

export type Level = "ok" | "waiting" | "late" | "info" | "neutral";

const SHAPES = { ok: CircleCheck, waiting: Clock, late: TriangleAlert, info: Info, neutral: CircleDashed };

export interface BadgeProps {
  level?: Level;
  /** A shape of the state's own, in place of the level's. */
  icon?: LucideIcon;
  children: ReactNode;
}

/** A state: one colour and one shape each, so that colour never speaks alone. */
export function Badge({ level = "neutral", icon, children }: BadgeProps) {
  const Shape = icon ?? SHAPES[level];
  return (
    <span className={`${styles.badge} ${styles[level]}`}>
      <Shape aria-hidden size={14} />
      {children}
    </span>
  );
}
