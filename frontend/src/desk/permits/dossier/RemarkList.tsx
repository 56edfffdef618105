import { useI18n } from "../../../i18n/t";
import type { Annotation } from "../../../permits/shared/types";
import { Badge } from "../../../ui/Badge";
import { Button } from "../../../ui/Button";
import { usePersonTitle } from "../usePersonTitle";
import styles from "./documents.module.css";
import { useResolve } from "./dossierQueries";

interface RemarkListProps {
  permitId: number;
  remarks: readonly Annotation[];
}

/** The remarks of a page in words, numbered as on it. */
export function RemarkList({ permitId, remarks }: RemarkListProps) {
  const { t, format } = useI18n();
  const title = usePersonTitle();
  const resolve = useResolve(permitId);
  if (remarks.length === 0) return null;
  return (
    <ol className={styles.remarks} aria-label={t("permitDesk.remarksOfPage")}>
      {remarks.map((remark) => (
        <li key={remark.id} data-resolved={remark.resolved_at ? true : undefined}>
          <p dir="auto">{remark.text}</p>
          <span className={styles.small}>
            {remark.author && `${title(remark.author)} · `}
            {format.dateTime(remark.created_at)}
          </span>
          {remark.is_internal && <Badge>{t("permitDesk.internal")}</Badge>}
          {remark.resolved_at ? (
            <Badge level="ok">{t("permitDesk.resolved")}</Badge>
          ) : (
            <Button size="small" kind="quiet" onPress={() => resolve.mutate(remark.id)}>
              {t("permitDesk.resolve")}
            </Button>
          )}
        </li>
      ))}
    </ol>
  );
}
