import { useI18n } from "../../../i18n/t";
import { useDocumentKinds } from "../../../permits/shared/queries";
import type { DocumentKind } from "../../../permits/shared/types";
import { Badge } from "../../../ui/Badge";
import styles from "../permits.module.css";
import { codeField, nameFields, nameValues } from "./nameFields";
import { RuleList } from "./RuleList";
import type { RuleField, RuleValues } from "./ruleForm";
import { useSaveRule } from "./rulesQueries";
import { useMayWrite } from "./useMayWrite";

/** The kinds of document that types of permit ask for: the whole country's, so superusers write them. */
export function DocumentKindsTab() {
  const { t, format } = useI18n();
  const isWriter = useMayWrite()(false);
  const save = useSaveRule("document-kinds");
  const fieldsOf = (row: DocumentKind | null): RuleField[] => [
    codeField(t, row === null),
    ...nameFields(t),
    { name: "is_plan", label: t("permitDesk.isPlan"), kind: "check" },
    { name: "is_personal", label: t("permitDesk.isPersonal"), kind: "check" },
  ];
  const valuesOf = (row: DocumentKind | null): RuleValues => ({
    ...nameValues(row?.name),
    code: row?.code ?? "",
    is_plan: row?.is_plan ?? false,
    is_personal: row?.is_personal ?? false,
  });
  return (
    <RuleList
      title={t("permitDesk.documentKinds")}
      newTitle={isWriter ? t("permitDesk.newDocumentKind") : null}
      lead={isWriter ? undefined : t("permitDesk.documentKindsLead")}
      rows={useDocumentKinds().data ?? []}
      fieldsOf={fieldsOf}
      valuesOf={valuesOf}
      save={(values, row) =>
        save.mutateAsync({
          ...(values as unknown as Parameters<typeof save.mutate>[0]),
          id: row?.id ?? null,
        })
      }
      columns={[
        {
          id: "name",
          title: t("permitDesk.documentKinds"),
          cell: (row) => (
            <>
              {format.name(row.name)}
              <span className={styles.small}>{format.otherName(row.name)}</span>
            </>
          ),
        },
        { id: "code", title: t("permitDesk.code"), cell: (row) => <bdi className="latin">{row.code}</bdi> },
        {
          id: "marks",
          title: t("permitDesk.kind"),
          cell: (row) => (
            <div className={styles.row}>
              {row.is_plan && <Badge level="info">{t("permitDesk.isPlan")}</Badge>}
              {row.is_personal && <Badge level="waiting">{t("permitDesk.isPersonal")}</Badge>}
            </div>
          ),
        },
      ]}
    />
  );
}
