import { CircleCheck, Info, OctagonAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./Notice.module.css";

const SHAPES = { ok: CircleCheck, info: Info, waiting: TriangleAlert, late: OctagonAlert };

export interface NoticeProps {
  level: keyof typeof SHAPES;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** Read out at once when it appears: for what answers something the person just did. */
  isLive?: boolean;
}

/** A message that stays where it belongs, beside what it speaks of. */
export function Notice({ level, title, children, action, isLive = false }: NoticeProps) {
  const Shape = SHAPES[level];
  return (
    <div className={`${styles.notice} ${styles[level]}`} {...(isLive ? { role: "alert" } : {})}>
      <Shape aria-hidden size={18} className={styles.icon} />
      <div className={styles.text}>
        {title && <p className={styles.title}>{title}</p>}
        {children && <div>{children}</div>}
        {action && <div className={styles.action}>{action}</div>}
      </div>
    </div>
  );
}
