import { CircleCheck, CircleDashed, Clock, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./Badge.module.css";

export type Level = "ok" | "waiting" | "late" | "info" | "neutral";

const SHAPES = { ok: CircleCheck, waiting: Clock, late: TriangleAlert, info: Info, neutral: CircleDashed };

/** A state: one colour and one shape each, so that colour never speaks alone. */
export function Badge({ level = "neutral", children }: { level?: Level; children: ReactNode }) {
  const Shape = SHAPES[level];
  return (
    <span className={`${styles.badge} ${styles[level]}`}>
      <Shape aria-hidden size={14} />
      {children}
    </span>
  );
}
