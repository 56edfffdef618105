import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useI18n } from "../i18n/t";
import { IconButton } from "./Button";
import styles from "./Dialog.module.css";

export interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  /** The buttons at the end, the main one last. */
  actions?: ReactNode;
  role?: "dialog" | "alertdialog";
  size?: "small" | "large";
  /** Only its own buttons close it: neither Esc nor a cross, for what would be lost. */
  isKept?: boolean;
}

/** A window over the page that must be answered or closed; Esc and a click outside close it. */
export function Dialog({
  title,
  isOpen,
  onClose,
  children,
  actions,
  role = "dialog",
  size = "small",
  isKept = false,
}: DialogProps) {
  const { t } = useI18n();
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={role === "dialog"}
      isKeyboardDismissDisabled={isKept}
      className={styles.veil ?? ""}
    >
      <Modal className={`${styles.window} ${styles[size]}`}>
        <AriaDialog role={role} className={styles.dialog ?? ""}>
          <header className={styles.header}>
            <Heading slot="title" className={styles.title ?? ""}>
              {title}
            </Heading>
            {!isKept && <IconButton label={t("common.close")} icon={<X />} onPress={onClose} />}
          </header>
          <div className={styles.body}>{children}</div>
          {actions && <footer className={styles.actions}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
