import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useI18n } from "../i18n/t";
import { IconButton } from "./Button";
import styles from "./Panel.module.css";

export interface PanelProps {
  title: ReactNode;
  label: string;
  children: ReactNode;
  actions?: ReactNode;
  onClose?: () => void;
  footer?: ReactNode;
}

/** A column docked beside the map, with its own scroll. */
export function Panel({ title, label, children, actions, onClose, footer }: PanelProps) {
  const { t } = useI18n();
  return (
    <section className={styles.panel} aria-label={label}>
      <header className={styles.header}>
        <div className={styles.title}>{title}</div>
        {actions}
        {onClose && <IconButton label={t("common.close")} icon={<X />} onPress={onClose} />}
      </header>
      <div className={styles.body}>{children}</div>
      {footer && <footer className={styles.footer}>{footer}</footer>}
    </section>
  );
}
