import { useI18n } from "../i18n/t";
import styles from "./Loading.module.css";

export function Loading() {
  const { t } = useI18n();
  return (
    <div className={styles.loading} role="status">
      <span className={styles.bar} aria-hidden />
      <span className="visually-hidden">{t("common.loading")}</span>
    </div>
  );
}
