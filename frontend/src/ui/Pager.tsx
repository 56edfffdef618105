import { ChevronLeft, ChevronRight } from "lucide-react";
import { useI18n } from "../i18n/t";
import { IconButton } from "./Button";
import styles from "./Pager.module.css";

export interface PagerProps {
  /** Counted from 1. */
  page: number;
  size: number;
  total: number;
  onChange: (page: number) => void;
}

/** Which rows of how many are shown, and the way to the others; nothing when all of them are. */
export function Pager({ page, size, total, onChange }: PagerProps) {
  const { t } = useI18n();
  if (total <= size) return null;
  const from = (page - 1) * size + 1;
  return (
    <nav className={styles.pager} aria-label={t("pager.label")}>
      <IconButton
        label={t("pager.previous")}
        icon={<ChevronLeft className={styles.arrow} />}
        isDisabled={page <= 1}
        onPress={() => onChange(page - 1)}
      />
      <span className={styles.range}>
        {t("pager.range", { from, to: Math.min(total, from + size - 1), total })}
      </span>
      <IconButton
        label={t("pager.next")}
        icon={<ChevronRight className={styles.arrow} />}
        isDisabled={page * size >= total}
        onPress={() => onChange(page + 1)}
      />
    </nav>
  );
}
