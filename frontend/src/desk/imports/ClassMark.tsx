import styles from "./ClassMark.module.css";
import { CLASS_LOOK } from "./classLook";
import type { RowClass } from "./types";

/** The shape and colour of a class; its name stands beside it in words. */
export function ClassMark({ of, size = 16 }: { of: RowClass; size?: number }) {
  const { color, Icon } = CLASS_LOOK[of];
  return <Icon aria-hidden size={size} className={styles.mark} style={{ color }} />;
}
