import type { ReactNode } from "react";
import styles from "./EmptyState.module.css";

export interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  /** `h1` where this is all that the page says. */
  level?: "h1" | "p";
  /** What to do first. */
  children?: ReactNode;
  action?: ReactNode;
}

/** Nothing is here yet, or something went wrong: says so and teaches the next step. */
export function EmptyState({ icon, title, level: Title = "p", children, action }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      {icon && <div className={styles.icon}>{icon}</div>}
      <Title className={styles.title}>{title}</Title>
      {children && <div className={styles.text}>{children}</div>}
      {action}
    </div>
  );
}
