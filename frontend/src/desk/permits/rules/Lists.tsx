import { useI18n } from "../../../i18n/t";
import { useEntities, useReasons } from "../../../permits/shared/queries";
import { Badge } from "../../../ui/Badge";
import { Table } from "../../../ui/Table";
import styles from "../permits.module.css";

export function ReasonList({ commune }: { commune: number }) {
  const { t, format } = useI18n();
  return (
    <Table
      caption={t("permitDesk.reasons")}
      rows={useReasons(commune).data ?? []}
      rowKey={(one) => one.id}
      columns={[
        {
          id: "name",
          title: t("permitDesk.reasons"),
          cell: (one) => (
            <>
              {format.name(one.name)}
              <span className={styles.small}>{format.otherName(one.name)}</span>
            </>
          ),
        },
        { id: "law", title: t("permitDesk.legalRef"), cell: (one) => one.legal_ref },
      ]}
    />
  );
}

export function EntityList({ commune }: { commune: number }) {
  const { t, format } = useI18n();
  return (
    <Table
      caption={t("permitDesk.entities")}
      rows={useEntities(commune).data ?? []}
      rowKey={(one) => one.id}
      columns={[
        {
          id: "name",
          title: t("permitDesk.entity"),
          cell: (one) => (
            <>
              {format.name(one.name)}
              <span className={styles.small}>{format.otherName(one.name)}</span>
            </>
          ),
        },
        {
          id: "binding",
          title: t("permitDesk.weight"),
          cell: (one) => (
            <Badge level={one.is_binding ? "info" : "neutral"}>
              {t(one.is_binding ? "permitDesk.binding" : "permitDesk.advisory")}
            </Badge>
          ),
        },
      ]}
    />
  );
}
