import styles from "./Skeleton.module.css";

/** Stands where text will be, for waits under a second or so; hidden from assistive technology. */
export function Skeleton({ lines = 1 }: { lines?: number }) {
  return (
    <div className={styles.skeleton} aria-hidden>
      {Array.from({ length: lines }, (_, index) => `line-${index}`).map((key) => (
        <div key={key} className={styles.line} />
      ))}
    </div>
  );
}
