import { Link, useLocation } from "wouter";
import { useI18n } from "../../i18n/t";
import { Button } from "../../ui/Button";
import buttonStyles from "../../ui/Button.module.css";
import { Notice } from "../../ui/Notice";
import styles from "./imports.module.css";
import { useImportActions } from "./queries";
import type { Import } from "./types";

/** An import that failed or was given up: what happened, that nothing was changed, and how to go on. */
export function Ended({ item }: { item: Import }) {
  const { t } = useI18n();
  const [, navigate] = useLocation();
  const { act } = useImportActions(item.id);
  const hasFailed = item.state === "failed";
  return (
    <div className={styles.column}>
      {hasFailed ? (
        <Notice level="late" title={item.error?.title ?? t("imports.failed.title")}>
          {item.error?.detail}
        </Notice>
      ) : (
        <Notice level="info">{t("imports.cancel.done")}</Notice>
      )}
      {hasFailed && <p>{t("imports.failed.nothing")}</p>}
      <div className={styles.actions}>
        {item.can.map && item.source && (
          <Button kind="main" onPress={() => navigate(`/desk/imports/${item.id}?step=columns`)}>
            {t("imports.map.again")}
          </Button>
        )}
        {item.can.check && item.source && (
          <Button isPending={act.isPending} onPress={() => act.mutate("check")}>
            {t("imports.failed.retry")}
          </Button>
        )}
        <Link
          href="/desk/imports/new"
          className={`${buttonStyles.button} ${item.can.map && item.source ? buttonStyles.plain : buttonStyles.main}`}
        >
          {t("imports.failed.other")}
        </Link>
      </div>
    </div>
  );
}
